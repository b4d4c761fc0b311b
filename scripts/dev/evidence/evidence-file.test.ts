import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateEvidence } from './evidence-file.ts';
import { describeMachine } from './machine.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenantry-evidence-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function update(commit: string, ids: string[], declared: string[]) {
  const lines = ids.map(id => ({ id, shows: id, command: id, ok: true, figures: {}, seconds: 1, commit }));
  return updateEvidence(
    join(dir, 'x', 'topic.json'),
    { topic: 'topic', commit, machine: describeMachine(), lines },
    declared,
  );
}

test('a line that was not run keeps its former result, one that is not declared any more goes', async () => {
  await update('first', ['a', 'b', 'gone'], ['a', 'b', 'gone']);
  await update('second', ['b'], ['a', 'b', 'later']);
  const file = JSON.parse(readFileSync(join(dir, 'x', 'topic.json'), 'utf8'));
  expect(file.lines.map((line: { id: string; commit: string }) => [line.id, line.commit])).toEqual([
    ['a', 'first'],
    ['b', 'second'],
  ]);
  expect(file).toMatchObject({ topic: 'topic', commit: 'second' });
});

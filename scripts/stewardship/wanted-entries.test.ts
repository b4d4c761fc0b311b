import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { wantedOfFile, wantedOfFlags } from './wanted-entries.ts';

const DEFAULTS = { version: '1.2.3', commit: 'c'.repeat(40) };
const SAID = { kind: 'change', what: 'Something was done.', why: 'Somebody asked for it.' };

test('flags: version, commit and role are those of now, evidence is a path with or without lines', () => {
  expect(
    wantedOfFlags({ ...SAID, by: undefined }, ['docs/evidence/a.json', 'docs/evidence/b.json:x,y'], DEFAULTS),
  ).toEqual([
    {
      ...SAID,
      ...DEFAULTS,
      by: 'maintainers',
      evidence: [{ path: 'docs/evidence/a.json' }, { path: 'docs/evidence/b.json', lines: ['x', 'y'] }],
    },
  ]);
});

test('a file: one entry or a list, and what it says goes before what is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-wanted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'wanted.json');
  await writeFile(
    path,
    JSON.stringify([SAID, { ...SAID, version: '1.0.0', evidence: [{ path: 'docs/evidence/a.json' }] }]),
  );
  expect((await wantedOfFile(path, DEFAULTS)).map(({ version }) => version)).toEqual(['1.2.3', '1.0.0']);
  await writeFile(path, JSON.stringify(SAID));
  expect(await wantedOfFile(path, DEFAULTS)).toHaveLength(1);
  await writeFile(path, JSON.stringify(SAID).replace('{', '{"kind":"evidence",'));
  await expect(wantedOfFile(path, DEFAULTS)).rejects.toThrow('"kind" twice');
  await writeFile(path, '[]');
  await expect(wantedOfFile(path, DEFAULTS)).rejects.toThrow('no entry');
  await writeFile(path, '');
  await expect(wantedOfFile(path, DEFAULTS)).rejects.toThrow('JSON');
});

test('whatever is wrong is told at once, by its field; a name in place of a role, too', () => {
  const wrong = () =>
    wantedOfFlags(
      { ...SAID, kind: 'news', why: 'Two\nlines of it.', by: 'Jane Doe', version: 'next' },
      [],
      DEFAULTS,
    );
  for (const field of ['kind', 'why', 'by', 'version']) expect(wrong).toThrow(`at ${field}`);
});

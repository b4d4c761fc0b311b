import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROBLEMS } from '@tenantry/contracts/api/problem';
import { REASONS } from '@tenantry/contracts/tenancy/conditions';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/root.ts';

const [page, installer] = await Promise.all(
  ['how-to/troubleshoot.md', 'reference/installer.md'].map(name =>
    readFile(join(ROOT, 'docs', name), 'utf8'),
  ),
);
const PARTS = ['- **You see**', '- **Why.**', '- **Do.**', '- **Check.**'];

test.each(Object.keys(REASONS))(
  '%s has a place of its own that says what is seen, why, what to do, and how to check',
  reason => {
    const section = new RegExp(`^#### ${reason}\\n\\n([\\s\\S]*?)(?=^#)`, 'm').exec(page ?? '')?.[1] ?? '';
    expect(PARTS.filter(part => !section.includes(part))).toEqual([]);
  },
);

test('no reason is told that the operator does not give', () => {
  const told = [...(page ?? '').matchAll(/^#### (\w+)$/gm)].map(([, reason]) => reason);
  expect(told.filter(reason => !(reason !== undefined && reason in REASONS))).toEqual([]);
});

test('every code of the API says what to do', () => {
  const told = firstCells(sectionOf(page ?? '', 'By error of the API'));
  expect([...told].sort()).toEqual(Object.keys(PROBLEMS).sort());
});

test('every exit code of the installer but success and the one without a name says what to do', () => {
  const known = firstCells(sectionOf(installer ?? '', 'Exit codes'));
  const told = firstCells(sectionOf(page ?? '', 'By exit code of the installer'));
  expect(known.size).toBeGreaterThan(10);
  expect([...known].filter(code => !told.has(code))).toEqual(['0', '1']);
  expect([...told].filter(code => !known.has(code))).toEqual([]);
});

function sectionOf(text: string, heading: string): string {
  return text.split(`\n## ${heading}\n`)[1]?.split(/^## /m)[0] ?? '';
}

/** What stands in code letters, or as numbers, in the first column of the tables. */
function firstCells(section: string): Set<string> {
  const cells = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);
  return new Set(
    cells.flatMap(cell =>
      [...cell.matchAll(/`(\w+)`|\b(\d+)\b/g)].map(([, code, number]) => code ?? number ?? ''),
    ),
  );
}

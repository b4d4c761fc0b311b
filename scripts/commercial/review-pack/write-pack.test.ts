import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Unavailable } from '../../dev/unavailable.ts';
import { ROOT } from '../../root.ts';
import { reviewParts } from './review-parts.ts';
import { type Part, writePack } from './write-pack.ts';

let out = '';
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'tenantry-pack-test-'));
});
afterEach(() => rm(out, { recursive: true }));

const REVISION = { version: '1.2.3', commit: 'abcdef0' };
const part = (file: string, make: Part['make']): Part => ({
  file,
  what: `what ${file} is`,
  from: 'a test',
  make,
});
const read = (file: string) => readFile(join(out, file), 'utf8');

test('each part is in the index with its checksum, and the list of sums holds for all files', async () => {
  await writeFile(join(out, 'left-over.txt'), 'of the run before');
  const parts = [part('a.txt', async () => 'first\n'), part('b.bin', async () => Buffer.from([0, 255]))];
  expect(await writePack(parts, out, REVISION)).toEqual([]);
  const index = await read('INDEX.md');
  expect(index).toContain('# Security review of Tenantry 1.2.3');
  expect(index).toContain('`abcdef0`');
  expect(index).toContain(
    `what a.txt is | a test | \`${createHash('sha256').update('first\n').digest('hex')}\``,
  );
  expect(index).not.toContain('## Missing');
  expect((await readdir(out)).sort()).toEqual(['INDEX.md', 'SHA256SUMS', 'a.txt', 'b.bin']);
  await execa({ cwd: out })`sha256sum --check --strict SHA256SUMS`;
});

test('what this machine cannot make is named in the index with its reason, and the others are there', async () => {
  const parts = [
    part('dry-run.txt', async () => {
      throw new Unavailable('no Compose\n  - build it');
    }),
    part('a.txt', async () => 'first\n'),
  ];
  expect(await writePack(parts, out, REVISION)).toMatchObject([{ file: 'dry-run.txt' }]);
  expect(await read('INDEX.md')).toContain('## Missing\n\n- **dry-run.txt**: no Compose   - build it\n');
  expect(await read('SHA256SUMS')).toMatch(/^[0-9a-f]{64} {2}INDEX\.md\n[0-9a-f]{64} {2}a\.txt\n$/);
});

test('a fault that is none of the machine ends it, and leaves no half of a pack', async () => {
  const parts = [part('a.txt', async () => 'first'), part('b.txt', () => readFile(join(out, 'not-there')))];
  const pack = join(out, 'pack');
  await expect(writePack(parts, pack, REVISION)).rejects.toThrow('ENOENT');
  expect(await readdir(out)).toEqual([]);
});

test('the pack has what a reviewer asks for, each file once and from where it is', async () => {
  const parts = reviewParts(ROOT, { ...REVISION, epoch: 0 }, () => undefined);
  const files = parts.map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(files).toEqual(
    expect.arrayContaining([
      'security-review.md',
      'hardening.md',
      'threat-model.md',
      'SECURITY.md',
      'dry-run-community.txt',
      'dry-run-enterprise.txt',
      'control-plane-1.2.3.cdx.json',
      'operator-1.2.3.cdx.json',
      'system-context.svg',
      'evidence-packaging.json',
    ]),
  );
  // Those that are files of the repository are there; the others take Compose or a build.
  for (const { file, make } of parts.filter(({ from }) => /^`[\w./-]+`$/.test(from)))
    expect(await make(), file).not.toHaveLength(0);
});

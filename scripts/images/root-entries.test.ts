import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { differences, digestOf, type RootEntry, readRoot } from './root-entries.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'root-entries-'));
  mkdirSync(join(folder, 'root', 'app'), { recursive: true });
  writeFileSync(join(folder, 'root', 'app', 'main.js'), 'run()');
  symlinkSync('app/main.js', join(folder, 'root', 'link'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (...path: string[]) => join(folder, 'root', ...path);

async function read(format: 'gnu' | 'pax' = 'pax', order: readonly string[] = ['.']): Promise<RootEntry[]> {
  const archive = join(folder, 'root.tar');
  execFileSync('tar', [`--format=${format}`, '-cf', archive, '-C', join(folder, 'root'), ...order]);
  return readRoot(createReadStream(archive));
}

test('times and order make no difference', async () => {
  const first = digestOf(await read('pax', ['app', 'link']));
  utimesSync(file('app', 'main.js'), 1, 1);
  expect(digestOf(await read('pax', ['link', 'app']))).toBe(first);
});

test('another content, mode, target or name is told, each', async () => {
  const before = await read();
  writeFileSync(file('app', 'main.js'), 'runs!');
  chmodSync(file('app'), 0o700);
  rmSync(file('link'));
  symlinkSync('app', file('link'));
  writeFileSync(file('new'), '');
  const after = await read();
  expect(digestOf(after)).not.toBe(digestOf(before));
  expect(differences(before, after).map(line => line.split(':')[0])).toEqual([
    './app/',
    './app/main.js',
    './link',
    './new',
  ]);
});

test('names too long for a plain header are read in both ways that there are', async () => {
  const long = `${'long-name-'.repeat(24)}.js`;
  writeFileSync(file('app', long), '');
  symlinkSync(`app/${long}`, file('to-long'));
  for (const format of ['gnu', 'pax'] as const) {
    const entries = await read(format);
    expect(entries.map(({ path }) => path)).toContain(`./app/${long}`);
    expect(entries.find(({ path }) => path === './to-long')?.is).toContain(`app/${long}`);
  }
});

test('an archive that was cut short is refused', async () => {
  async function* cut() {
    const whole = execFileSync('tar', ['-c', '-C', join(folder, 'root'), '.']);
    yield whole.subarray(0, 700);
  }
  await expect(readRoot(cut())).rejects.toThrow('ends in the middle');
});

import { appendFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { AddRefused, addEntries, type Wanted } from './add.ts';
import { canonical } from './chain.ts';
import { entrySchema } from './entry.ts';
import { evidenceText, type KeptLog, keptLog } from './kept-log.test-support.ts';
import { FROZEN, HEAD, LOG } from './places.ts';
import { recover } from './recover.ts';

const ADD = fileURLToPath(new URL('add.ts', import.meta.url));
const WANTED: Omit<Wanted, 'commit'> = {
  ...{ kind: 'change', version: '1.0.0', by: 'maintainers', evidence: [] },
  ...{ what: 'Something that was done.', why: 'Somebody asked for it.' },
};
const NOW = new Date('2026-11-26T13:00:00Z');

/** A log, and what may be added to it. */
async function logAndWanted(): Promise<{ readonly log: KeptLog; readonly wanted: Wanted }> {
  const log = await keptLog();
  await log.mention(WANTED.what);
  return { log, wanted: { ...WANTED, commit: await log.head() } };
}

async function refusal(adding: Promise<unknown>): Promise<readonly string[]> {
  const error = await adding.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AddRefused)) throw new Error(`was not refused: ${String(error)}`);
  return error.faults.map(({ code }) => code);
}

describe('add', () => {
  test('of several processes at once each appends its entry, and the chain holds', async () => {
    const log = await keptLog();
    // Each process adds two at a time: those meet whenever the processes do not.
    const code = `
      const { addEntries } = await import(${JSON.stringify(ADD)});
      const [root, ...wanted] = process.argv.slice(1);
      const options = { root, now: new Date('2026-11-26T13:00:00Z'), isDryRun: false };
      await Promise.all(wanted.map(one => addEntries([JSON.parse(one)], options)));`;
    const commit = await log.head();
    const wanted = ['red', 'green', 'blue', 'white'].map(colour => ({
      ...WANTED,
      commit,
      what: `An entry about ${colour}.`,
    }));
    await log.mention(...wanted.map(({ what }) => what));
    const add = (two: readonly Wanted[]) =>
      execa`${process.execPath} --input-type=module --eval ${code} ${log.root} ${two.map(one => JSON.stringify(one))}`;
    await Promise.all([add(wanted.slice(0, 2)), add(wanted.slice(2))]);
    const what = wanted.map(one => one.what);
    const entries = (await log.lines()).map(line => entrySchema.parse(JSON.parse(line)));
    expect(entries.map(({ id }) => id)).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7']);
    expect(
      entries
        .slice(3)
        .map(entry => entry.what)
        .sort(),
    ).toEqual(what.toSorted());
    expect((await log.codes()).filter(found => found !== 'page-stale')).toEqual([]);
  });

  test('freezes evidence as it is, with the lines that were ok', async () => {
    const { log, wanted } = await logAndWanted();
    const text = evidenceText([{ id: 'fast' }, { id: 'slow', ok: false }]);
    await log.write('docs/evidence/sample.json', text);
    const [entry] = await addEntries([{ ...wanted, evidence: [{ path: 'docs/evidence/sample.json' }] }], {
      ...{ root: log.root, now: NOW, isDryRun: false },
    });
    expect(entry?.evidence).toMatchObject([{ lines: ['fast'] }]);
    expect(await log.read(join(FROZEN, `${entry?.evidence[0]?.sha256}.json`))).toBe(text);
  });

  test('in a dry run writes nothing', async () => {
    const { log, wanted } = await logAndWanted();
    const evidence = [{ path: 'docs/evidence/sample.json' }];
    await log.mention('Another thing that was done.');
    const before = await log.git('status', '--porcelain');
    const both = [wanted, { ...wanted, what: 'Another thing that was done.', evidence }];
    const entries = await addEntries(both, { root: log.root, now: NOW, isDryRun: true });
    expect(entries.map(({ id }) => id)).toEqual(['E4', 'E5']);
    expect(await log.git('status', '--porcelain')).toBe(before);
  });

  test('is refused on a broken chain, a wrong head, a changed frozen copy; and nothing is written', async () => {
    const { log, wanted } = await logAndWanted();
    const add = () => addEntries([wanted], { root: log.root, now: NOW, isDryRun: false });
    const lines = await log.lines();
    await log.writeLines(lines.with(1, (lines[1] ?? '').replace('recorded', 'recordet')));
    expect(await refusal(add())).toEqual(['hash-wrong']);
    expect(await log.lines()).toHaveLength(3);
    await log.writeLines(lines.slice(0, -1));
    expect(await refusal(add())).toEqual(['head-wrong']);
    await log.writeLines(lines);
    const [name = ''] = await readdir(join(log.root, FROZEN));
    await log.write(join(FROZEN, name), '{}');
    expect(await refusal(add())).toEqual(['frozen-changed']);
  });

  test.each([
    ['a line that was not ok', ['bad'], ['evidence-line-failed']],
    ['a line that there is not', ['none'], ['evidence-line-missing']],
    ['one of a tree that no commit has', ['unclean'], ['evidence-dirty']],
  ])('is refused with %s', async (_, lines, codes) => {
    const { log, wanted } = await logAndWanted();
    const commit = `${'f'.repeat(40)}-dirty`;
    const text = evidenceText([
      { id: 'bad', ok: false },
      { id: 'unclean', commit },
    ]);
    await log.write('docs/evidence/sample.json', text);
    const resting = { ...wanted, evidence: [{ path: 'docs/evidence/sample.json', lines }] };
    expect(await refusal(addEntries([resting], { root: log.root, now: NOW, isDryRun: false }))).toEqual(
      codes,
    );
  });

  test('is refused when the clock stands before the last entry, and when it corrects nothing', async () => {
    const { log, wanted } = await logAndWanted();
    const options = { root: log.root, isDryRun: false };
    expect(await refusal(addEntries([wanted], { ...options, now: new Date('2020-01-01') }))).toEqual([
      'time-backwards',
    ]);
    const correction = { ...wanted, kind: 'correction', corrects: 'E9' } as const;
    expect(await refusal(addEntries([correction], { ...options, now: NOW }))).toEqual(['corrects-unknown']);
  });

  test.each([
    ['a commit of nobody', { commit: 'f'.repeat(40) }, 'commit-unknown'],
    ['a version of nobody', { version: '9.9.9' }, 'version-unknown'],
    ['a change that the changelog does not have', { what: 'It saves half of it.' }, 'changelog-without'],
    ['evidence without any', { kind: 'evidence' }, 'entry-kind'],
    ['a correction of nothing', { kind: 'correction' }, 'entry-kind'],
    ['a change that corrects', { corrects: 'E2' }, 'entry-kind'],
    ['what is there already', { what: 'A third entry, about nothing.' }, 'entry-twice'],
    ['a reversed word', { what: 'It is \u202e desrever.' }, 'line-schema'],
  ] as const)('is refused with %s, and nothing is written', async (_, part, code) => {
    const { log, wanted } = await logAndWanted();
    const adding = addEntries([{ ...wanted, ...part }], { root: log.root, now: NOW, isDryRun: false });
    expect(await refusal(adding)).toContain(code);
    expect(await log.lines()).toHaveLength(3);
  });

  test('is refused behind an entry from a clock that was ahead', async () => {
    const { log, wanted } = await logAndWanted();
    await log.mention('Something of later.');
    await log.add({ what: 'Something of later.' }, new Date('2099-01-01'));
    const adding = addEntries([wanted], { root: log.root, now: NOW, isDryRun: false });
    expect(await refusal(adding)).toEqual(['time-ahead']);
  });

  test('looks at the path of evidence before it reads it: no link, no device, no other folder, no size', async () => {
    const { log, wanted } = await logAndWanted();
    const folder = join(log.root, 'docs/evidence');
    await writeFile(join(log.root, 'outside.json'), evidenceText([{ id: 'fast' }]));
    await symlink('../../outside.json', join(folder, 'link.json'));
    await execa`mkfifo ${join(folder, 'pipe.json')}`;
    await writeFile(join(folder, 'large.json'), ' '.repeat(3_000_000));
    for (const path of [
      '../../../dev/zero',
      'outside.json',
      ...['link', 'pipe', 'large'].map(name => `docs/evidence/${name}.json`),
    ]) {
      const resting = { ...wanted, evidence: [{ path }] };
      const adding = addEntries([resting], { root: log.root, now: NOW, isDryRun: false });
      expect(await refusal(adding), path).toEqual(['evidence-path']);
    }
  });

  test('removes what one that was killed has left', async () => {
    const { log, wanted } = await logAndWanted();
    const left = [`${HEAD}.123.tmp`, join(FROZEN, 'a.json.123.tmp')];
    for (const path of left) await log.write(path, '{');
    await addEntries([wanted], { root: log.root, now: NOW, isDryRun: false });
    for (const path of left) await expect(log.read(path)).rejects.toThrow('ENOENT');
  });
});

describe('recover finishes an add that was interrupted', () => {
  test('in the middle of its line', async () => {
    const log = await keptLog();
    const sound = await log.read(LOG);
    await appendFile(join(log.root, LOG), '{"at":"2026-11-26T1');
    expect(await log.codes()).toEqual(expect.arrayContaining(['line-truncated']));
    expect(await recover(log.root)).toEqual(['removed 19 bytes of a line that does not end']);
    expect(await log.read(LOG)).toBe(sound);
    expect(await log.codes()).toEqual([]);
  });

  test('before its head', async () => {
    const log = await keptLog();
    const [, second = ''] = await log.lines();
    const { id, hash } = entrySchema.parse(JSON.parse(second));
    await log.write(HEAD, canonical({ id, hash }));
    expect(await recover(log.root)).toEqual(['moved the head from E2 to E3']);
    expect(await log.codes()).toEqual([]);
    expect(await recover(log.root)).toEqual([]);
  });

  test('and makes good nothing else: a removed line stays a fault', async () => {
    const log = await keptLog();
    await log.writeLines((await log.lines()).slice(0, -1));
    expect(await refusal(recover(log.root))).toEqual(['head-wrong']);
  });

  test('nor takes a head that cannot be read for one that is not there yet', async () => {
    const log = await keptLog();
    await rm(join(log.root, HEAD));
    await symlink('head.json', join(log.root, HEAD));
    await expect(recover(log.root)).rejects.toThrow('ELOOP');
  });
});

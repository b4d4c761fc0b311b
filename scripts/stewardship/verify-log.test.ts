import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Body, canonical, chained } from './chain.ts';
import { tagLine } from './check-releases.ts';
import { entrySchema } from './entry.ts';
import { uncommittedFaults } from './git-history.ts';
import { evidenceText, type KeptLog, keptLog, release } from './kept-log.test-support.ts';
import { FROZEN, HEAD, LOG, PAGE, SCHEMA } from './places.ts';
import { verifyLog } from './verify-log.ts';
import { writePage } from './write-page.ts';

test('a log that was kept by add has no fault', async () => {
  const log = await keptLog();
  expect(await verifyLog(log.root)).toMatchObject({ faults: [], entries: 3, head: { id: 'E3' } });
});

describe('the end of the log', () => {
  test('a last line that was removed', async () => {
    const log = await keptLog();
    await log.writeLines((await log.lines()).slice(0, -1));
    expect(await log.codes()).toEqual(expect.arrayContaining(['head-wrong', 'history-rewritten']));
  });

  test('a last line that was removed together with its head is told by the history', async () => {
    const log = await keptLog();
    await removeLast(log);
    expect(await log.codes()).toEqual(['history-rewritten']);
    await log.commit('removed, and committed');
    expect(await log.codes()).toEqual(['history-rewritten']);
  });

  test('and where there is no history, by the head that a release has recorded', async () => {
    const log = await keptLog();
    const { head } = await verifyLog(log.root);
    await log.write('releases/releases.json', JSON.stringify({ releases: [release(head)] }));
    expect(await log.codes()).toEqual([]);
    await rm(join(log.root, '.git'), { recursive: true });
    await removeLast(log);
    expect(await log.codes()).toEqual(['release-head']);
  });

  test('a head that is behind, missing, or none', async () => {
    const log = await keptLog();
    const [, , third] = await log.lines();
    const before = entrySchema.parse(JSON.parse((await log.lines())[1] ?? ''));
    await log.write(HEAD, canonical({ id: before.id, hash: before.hash }));
    expect(await log.codes()).toEqual(['head-behind']);
    await log.write(HEAD, '{}');
    expect(await log.codes()).toEqual(['head-invalid']);
    await rm(join(log.root, HEAD));
    expect(await log.codes()).toEqual(['head-missing']);
    expect(third).toContain('E3');
  });

  test('no log at all', async () => {
    const log = await keptLog();
    await rm(join(log.root, LOG));
    expect(await log.codes()).toEqual(expect.arrayContaining(['log-missing', 'head-wrong']));
  });
});

describe('frozen evidence', () => {
  test('changed, missing, or cited by nobody', async () => {
    const log = await keptLog();
    const [name = ''] = await readdir(join(log.root, FROZEN));
    const path = join(FROZEN, name);
    const text = await log.read(path);
    await log.write(path, text.replace('2665', '1665'));
    expect(await log.codes()).toEqual(['frozen-changed']);
    await rm(join(log.root, path));
    expect(await log.codes()).toEqual(expect.arrayContaining(['frozen-missing']));
    await log.write(path, text);
    await log.write(join(FROZEN, 'a.json'), text);
    expect(await log.codes()).toEqual(['frozen-uncited']);
  });

  test('a line that was not ok, one that is not there, and evidence that is gone from its path', async () => {
    const log = await keptLog();
    const [name = ''] = await readdir(join(log.root, FROZEN));
    await forge(log, {
      evidence: [
        { path: 'docs/evidence/gone.json', sha256: name.replace('.json', ''), lines: ['bad', 'none'] },
      ],
    });
    expect(await log.codes()).toEqual([
      'evidence-line-failed',
      'evidence-line-missing',
      'evidence-path-missing',
    ]);
  });

  test('a folder, a link to elsewhere and one to nowhere are told, and do not stop the rest', async () => {
    const log = await keptLog();
    const [name = ''] = await readdir(join(log.root, FROZEN));
    await mkdir(join(log.root, FROZEN, 'sub'));
    await symlink('nowhere.json', join(log.root, FROZEN, 'gone.json'));
    await log.writeLines((await log.lines()).slice(0, -1));
    expect(await log.codes()).toEqual(expect.arrayContaining(['frozen-uncited', 'head-wrong']));
    const outside = await folder();
    await cp(join(log.root, FROZEN, name), join(outside, name));
    await rm(join(log.root, FROZEN, name));
    await symlink(join(outside, name), join(log.root, FROZEN, name));
    expect(await log.codes()).toEqual(expect.arrayContaining(['frozen-invalid']));
  });

  test('evidence that was recorded anew is noted, and asked for by a release', async () => {
    const log = await keptLog();
    await log.write('docs/evidence/sample.json', evidenceText([{ id: 'fast' }]));
    expect((await verifyLog(log.root)).notes).toContainEqual(expect.stringContaining('recorded anew'));
    expect(await log.codes()).toEqual([]);
    expect(await log.codes({ isRelease: true })).toEqual(['evidence-stale']);
  });

  test('evidence that cannot be looked through is not taken for none', async () => {
    const log = await keptLog();
    await rm(join(log.root, 'docs/evidence'), { recursive: true });
    await symlink('evidence', join(log.root, 'docs/evidence'));
    await expect(verifyLog(log.root, { isRelease: true })).rejects.toThrow('ELOOP');
  });
});

describe('what is around the log', () => {
  test('the head in the message of a tag is in the chain, and at a release it is the head', async () => {
    const log = await keptLog();
    const { head } = await verifyLog(log.root);
    if (!head) throw new Error('no head');
    await log.git('tag', '--annotate', `--message=v1.0.0\n\n${tagLine(head)}`, 'v1.0.0');
    expect(await log.codes({ tag: 'v1.0.0' })).toEqual([]);
    await log.mention('A fourth entry, after it.');
    await log.add({ what: 'A fourth entry, after it.' });
    expect(await log.codes()).toEqual([]);
    expect(await log.codes({ tag: 'v1.0.0' })).toEqual(['tag-head']);
    await log.git(
      'tag',
      '--annotate',
      `--message=v1.1.0\n\n${tagLine({ ...head, hash: 'a'.repeat(64) })}`,
      'v1.1.0',
    );
    expect(await log.codes()).toEqual(['tag-head']);
  });

  test('a tree that no commit has as it stands is tagged by nobody', async () => {
    const log = await keptLog();
    expect(await uncommittedFaults(log.root)).toEqual([]);
    await log.write(HEAD, '{}');
    await log.write(join(FROZEN, 'new.json'), '{}');
    await log.write('note.txt', 'not of the log');
    const found = await uncommittedFaults(log.root);
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([
      `tree-uncommitted ${HEAD}`,
      `tree-uncommitted ${join(FROZEN, 'new.json')}`,
      'tree-uncommitted note.txt',
    ]);
  });

  test('a release has one head: in its record and in its tag', async () => {
    const log = await keptLog();
    const { head } = await verifyLog(log.root);
    if (!head) throw new Error('no head');
    await log.write('releases/releases.json', JSON.stringify({ releases: [release(head)] }));
    const first = entrySchema.parse(JSON.parse((await log.lines())[0] ?? ''));
    const tags = [
      ['tag', 'v1.0.0'],
      ...['no line', tagLine(first)].map(line => ['tag', '--annotate', `--message=${line}`, 'v1.0.0']),
    ];
    for (const tag of tags) {
      await log.git(...tag);
      expect(await log.codes(), tag.join(' ')).toEqual(['tag-record']);
      await log.git('tag', '--delete', 'v1.0.0');
    }
    await log.git('tag', '--annotate', `--message=${tagLine(head)}`, 'v1.0.0');
    expect(await log.codes()).toEqual([]);
  });

  test('where the history is wanted, a clone that has none is a fault', async () => {
    const log = await keptLog();
    expect(await log.codes({ isHistoryWanted: true })).toEqual([]);
    const shallow = await folder();
    await execa`git clone --quiet --depth 1 ${`file://${log.root}`} ${shallow}`;
    const { faults } = await verifyLog(shallow, { isHistoryWanted: true });
    expect(faults.map(({ code }) => code)).toEqual(['history-unseen']);
    await rm(join(log.root, '.git'), { recursive: true });
    expect(await log.codes({ isHistoryWanted: true })).toEqual(['history-unseen']);
  });

  test('an entry from a clock that is ahead, unless the commits are, too', async () => {
    const log = await keptLog();
    await forge(log, { at: '2099-01-01T00:00:00Z' });
    expect(await log.codes()).toEqual(['time-ahead']);
    expect(await log.codes({ now: new Date('2098-12-31T12:00:00Z') })).toEqual([]);
    expect(await log.codes({ now: new Date('2020-01-01') })).toEqual(['time-ahead']);
  });

  test.each([
    ['evidence without any', { kind: 'evidence' }, 'entry-kind'],
    ['a correction of nothing', { kind: 'correction' }, 'entry-kind'],
    ['a change that corrects', { corrects: 'E2' }, 'entry-kind'],
    ['the same once more', { what: 'A third entry, about nothing.' }, 'entry-twice'],
    ['a version of nobody', { kind: 'evidence', version: '9.9.9' }, 'version-unknown'],
    ['a change that the changelog does not have', { what: 'It saves half of it.' }, 'changelog-without'],
  ] as const)('an entry that add would refuse: %s', async (_, part, code) => {
    const log = await keptLog();
    await forge(log, part);
    expect(await log.codes()).toContain(code);
  });

  test('a released version is read in the changelog, and has its changes as items', async () => {
    const log = await keptLog();
    const changelog = await log.read('CHANGELOG.md');
    await log.write(
      'CHANGELOG.md',
      `${changelog.replace('## 1.0.0', '## 1.0.0 (2026-11-01)')}- Another one.\n`,
    );
    expect(await log.codes()).toEqual(['changelog-uncovered']);
    await log.write('CHANGELOG.md', `${changelog}\nAnother one, as a paragraph.\n`);
    expect(await log.codes()).toEqual(['changelog-uncovered']);
    await log.write('CHANGELOG.md', changelog.replace('## 1.0.0', '## The first'));
    expect(await log.codes()).toContain('changelog-version');
  });

  test('what a clone cannot show is said: no tag, no history, no git', async () => {
    const log = await keptLog();
    expect((await verifyLog(log.root)).notes).toContainEqual(
      expect.stringContaining('v1.0.0 is not in this clone'),
    );
    const shallow = await folder();
    await execa`git clone --quiet --depth 1 ${`file://${log.root}`} ${shallow}`;
    const ofShallow = await verifyLog(shallow);
    expect(ofShallow.faults).toEqual([]);
    expect(ofShallow.notes).toContainEqual(expect.stringContaining('shallow'));
    const bare = await folder();
    await cp(join(log.root, 'docs'), join(bare, 'docs'), { recursive: true });
    await cp(join(log.root, 'releases'), join(bare, 'releases'), { recursive: true });
    await cp(join(log.root, 'CHANGELOG.md'), join(bare, 'CHANGELOG.md'));
    await cp(join(log.root, 'README.md'), join(bare, 'README.md'));
    const ofBare = await verifyLog(bare);
    expect(ofBare.faults).toEqual([]);
    expect(ofBare.notes).toContainEqual(expect.stringContaining('no git checkout'));
  });

  test('an entry that names a commit of nobody', async () => {
    const log = await keptLog();
    await forge(log, { commit: 'd'.repeat(40) });
    expect(await log.codes()).toEqual(['commit-unknown']);
  });

  test('a released change without an entry, and one that waits for its release', async () => {
    const log = await keptLog();
    const changelog = await log.read('CHANGELOG.md');
    await log.write('CHANGELOG.md', `${changelog}- Another one.\n`);
    expect(await log.codes()).toEqual(['changelog-uncovered']);
    await log.write('CHANGELOG.md', changelog.replace('## 1.0.0', '## 1.1.0\n\n- Is to come.\n\n## 1.0.0'));
    expect(await log.codes()).toEqual([]);
    expect((await verifyLog(log.root)).notes).toContainEqual(
      expect.stringContaining('1 of the changes of 1.1.0'),
    );
    expect(await log.codes({ isRelease: true })).toEqual(['changelog-uncovered']);
  });

  test('a page and a schema that are not what the log makes', async () => {
    const log = await keptLog();
    await log.write(PAGE, '# All is well\n');
    await log.write(SCHEMA, '{}');
    expect(await log.codes()).toEqual(['schema-stale', 'page-stale']);
  });
});

/** Removes the last line and all that would tell of it in the files. */
async function removeLast(log: KeptLog): Promise<void> {
  const lines = (await log.lines()).slice(0, -1);
  await log.writeLines(lines);
  const { id, hash } = entrySchema.parse(JSON.parse(lines.at(-1) ?? ''));
  const changelog = await log.read('CHANGELOG.md');
  await log.write('CHANGELOG.md', changelog.replace('- A third entry, about nothing.\n', ''));
  await log.write(HEAD, `${canonical({ id, hash })}\n`);
  await writePage(log.root);
}

/** Appends what add would refuse, with a head and a page that are right. */
async function forge(log: KeptLog, part: Partial<Body>): Promise<void> {
  const lines = await log.lines();
  const last = entrySchema.parse(JSON.parse(lines.at(-1) ?? ''));
  const { id, previous, hash, ...body } = last;
  expect([id, previous.length, hash.length]).toEqual(['E3', 64, 64]);
  const what = 'A forged entry, about nothing.';
  await log.mention(what);
  const entry = chained({ ...body, what, ...part }, last);
  await log.writeLines([...lines, canonical(entry)]);
  await log.write(HEAD, `${canonical({ id: entry.id, hash: entry.hash })}\n`);
  await writePage(log.root);
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tenantry-clone-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

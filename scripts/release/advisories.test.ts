import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { findingsIn, mustBeFresh, snapshotSchema } from './advisories.ts';
import { lockedPackages } from './packages.ts';
import { advisories } from './steps.ts';
import { compareSemver, isWithin } from './version-range.ts';

const meta = { taken: '2026-11-26T00:00:00Z', source: 'made up', sample: true };
const used = (version: string) => [{ name: 'a', version, license: 'MIT', development: false }];

test.each([
  ['1.4.0', '>=1.2.0 <1.4.1', true],
  ['1.4.1', '>=1.2.0 <1.4.1', false],
  ['2.0.1', '>=1.2.0 <1.4.1 || >= 2.0.0 < 2.0.3', true],
  ['1.0.0-rc.1', '<1.0.0', true],
  ['1.0.0', '<1.0.0', false],
  ['9.9.9', '*', true],
  ['3.9.9', '<4', true],
  ['1.2.3', '1.2.3', true],
])('%s is in %s: %s', (version, range, within) => {
  expect(isWithin(version, range)).toBe(within);
});

test.each(['^1.2.0', '1.x', 'latest', '<=1.2'])('a range that could be misread is an error: %s', range => {
  expect(() => isWithin('1.2.3', range)).toThrow('is written in a way that is not known here');
});

test('pre-releases are in the order of semantic versions', () => {
  const order = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
  ];
  expect([...order].reverse().sort(compareSemver)).toEqual(order);
});

describe('a snapshot', () => {
  test('of npm finds the versions that it names, and no others', () => {
    const snapshot = snapshotSchema.parse({
      ...meta,
      format: 'npm-bulk',
      advisories: { a: [{ id: 1, title: 't', severity: 'high', vulnerable_versions: '<2.0.0' }] },
    });
    expect(findingsIn(snapshot, used('1.9.9'))).toMatchObject([{ name: 'a', id: '1', severity: 'high' }]);
    expect(findingsIn(snapshot, used('2.0.0'))).toEqual([]);
  });

  test('of OSV finds ranges and single versions, and leaves out what was withdrawn and other ecosystems', () => {
    const affected = (ecosystem: string, events: object[], versions: string[] = []) => [
      { package: { ecosystem, name: 'a' }, ranges: [{ type: 'SEMVER', events }], versions },
    ];
    const open = [{ introduced: '0' }];
    const snapshot = snapshotSchema.parse({
      ...meta,
      format: 'osv',
      vulnerabilities: [
        {
          id: 'X-1',
          affected: affected('npm', [{ introduced: '1.0.0' }, { fixed: '1.2.0' }, { introduced: '2.0.0' }]),
        },
        { id: 'X-2', affected: affected('npm', [], ['1.5.0']) },
        { id: 'X-3', withdrawn: '2026-01-01T00:00:00Z', affected: affected('npm', open) },
        { id: 'X-4', affected: affected('PyPI', open) },
        { id: 'X-5', affected: affected('npm', [{ introduced: '0' }, { last_affected: '0.9.0' }]) },
      ],
    });
    const ids = (version: string) => findingsIn(snapshot, used(version)).map(({ id }) => id);
    expect([ids('1.1.0'), ids('1.2.0'), ids('1.5.0'), ids('2.3.0'), ids('0.9.0'), ids('0.9.1')]).toEqual([
      ['X-1'],
      [],
      ['X-2'],
      ['X-1'],
      ['X-5'],
      [],
    ]);
  });

  test('that is old, or of a day to come, is refused', () => {
    const now = Date.parse('2026-11-30T00:00:00Z');
    expect(() => mustBeFresh(meta, 7, now)).not.toThrow();
    expect(() => mustBeFresh(meta, 3, now)).toThrow('4 days old, and 3 are allowed');
    expect(() => mustBeFresh({ taken: '2027-01-01T00:00:00Z' }, 7, now)).toThrow('yet to come');
  });

  test('is old when no age that is allowed was said, or none can be reckoned', () => {
    expect(() => mustBeFresh(meta, Number.NaN)).toThrow('are allowed');
    expect(() => mustBeFresh({ taken: 'last week' }, 7)).toThrow('are allowed');
  });

  test('that is not dated, or not of a known form, is refused', () => {
    expect(snapshotSchema.safeParse({ format: 'npm-bulk', source: 'x', advisories: {} }).success).toBe(false);
    expect(snapshotSchema.safeParse({ ...meta, format: 'csv' }).success).toBe(false);
  });

  test('of the rehearsal is a sample, finds what is for developing, and nothing of what runs', async () => {
    const text = await readFile(new URL('sample-advisories.json', import.meta.url), 'utf8');
    const snapshot = snapshotSchema.parse(JSON.parse(text));
    expect(snapshot.sample).toBe(true);
    expect(findingsIn(snapshot, await lockedPackages(ROOT))).toMatchObject([
      { id: 'SAMPLE-2', development: true },
    ]);
  });
});

describe('the gate', () => {
  async function gate(
    snapshot?: object,
  ): Promise<{ readonly report: unknown; readonly said: readonly string[] }> {
    const out = await mkdtemp(join(tmpdir(), 'tenantry-gate-'));
    const said: string[] = [];
    try {
      const file = join(out, 'snapshot.json');
      if (snapshot) await writeFile(file, JSON.stringify(snapshot));
      const context = { root: ROOT, out, isTagged: false, say: (line: string) => said.push(line) };
      await advisories(context, { snapshot: snapshot && file, maxAgeDays: 7 });
      const report: unknown = JSON.parse(await readFile(join(out, 'advisories.json'), 'utf8'));
      return { report, said };
    } finally {
      await rm(out, { recursive: true });
    }
  }
  const taken = new Date().toISOString();
  const of = (name: string) => ({
    ...meta,
    taken,
    format: 'npm-bulk',
    advisories: { [name]: [{ id: 1, severity: 'high', title: 'made up', vulnerable_versions: '>=0.0.0' }] },
  });

  test('is closed by what runs, and not by what is for developing alone', async () => {
    await expect(gate(of('zod'))).rejects.toThrow(/^zod \S+: high, 1 made up$/);
    expect((await gate(of('vitest'))).said[1]).toMatch(/^for developing alone: vitest/);
  });

  test('without a snapshot says that nothing was checked, in the release, too', async () => {
    const { report, said } = await gate();
    expect(report).toMatchObject({ checked: false });
    expect(said[0]).toContain('NOT CHECKED');
  });

  test('takes no sample for a check', async () => {
    expect((await gate(of('no-such-package'))).report).toMatchObject({ checked: false, sample: true });
    expect((await gate({ ...of('no-such-package'), sample: false })).report).toMatchObject({ checked: true });
  });
});

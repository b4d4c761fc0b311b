import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TierManifest } from '../../contracts/src/packaging/tier-manifest.ts';
import { ROOT } from '../root.ts';
import { FLAT_RECORDS, flatManifest } from './flat-manifest.ts';
import { readManifests } from './read-manifests.ts';

/** What a later version may say of the way to it. */
const LATER = {
  upgrade: { from: ['0.1.0'] },
  changes: [
    {
      version: '0.2.0',
      renamed: [{ from: 'TENANTRY_OLD', to: 'TENANTRY_NEW' }],
      added: [{ name: 'TENANTRY_MORE', default: '' }],
      removed: ['TENANTRY_GONE'],
      breaking: ['the store moves'],
    },
  ],
};
let pro: TierManifest;

beforeAll(async () => {
  const [, second] = await readManifests(ROOT);
  if (second === undefined) throw new Error('no manifest of pro');
  pro = second;
});

const linesOf = (manifest: TierManifest) => flatManifest(manifest, '9.8.7').split('\n');

test('the version of the product is put into references', () => {
  expect(linesOf(pro)).toContain('tier\tpro\t9.8.7');
  expect(linesOf(pro)).toContain('image\tTENANTRY_CONTROL_PLANE_IMAGE\ttenantry/control-plane:9.8.7');
});

test('no field is empty, since bash would join two tabs', () => {
  for (const line of linesOf(pro).slice(0, -1)) expect(line).not.toMatch(/\t(\t|$)/);
  expect(linesOf(pro)).toContain(
    'variable\tTENANTRY_PUBLIC_URL\t0\t-\twhere browsers find the console; https, or on this machine',
  );
});

test('a secret that is made of another says of what', () => {
  expect(
    linesOf(pro)
      .find(line => line.startsWith('secret\tstore-url'))
      ?.split('\t')[5],
  ).toContain('{mongodb-password}');
});

test('what an upgrade meets is told by version', () => {
  expect(linesOf({ ...pro, ...LATER })).toEqual(
    expect.arrayContaining([
      'upgradefrom\t0.1.0',
      'renamed\t0.2.0\tTENANTRY_OLD\tTENANTRY_NEW',
      'added\t0.2.0\tTENANTRY_MORE\t-',
      'removed\t0.2.0\tTENANTRY_GONE',
      'breaking\t0.2.0\tthe store moves',
    ]),
  );
});

describe('a record has the fields that the page lists, and the installer takes as many', async () => {
  const part = await readFile(join(ROOT, 'scripts/install/25-manifest.sh'), 'utf8');
  const most = new Map(
    [...part.matchAll(/\[(\w+)\]='\d (\d)'/g)].map(([, kind, count]) => [kind, Number(count)]),
  );

  test.each(Object.entries(FLAT_RECORDS))('%s', (kind, fields) => {
    // Its kind is the first.
    const count = fields.length + 1;
    expect(most.get(kind)).toBe(count);
    const records = linesOf({ ...pro, ...LATER }).map(line => line.split('\t'));
    const own = records.filter(([first]) => first === kind);
    // No tier calls anybody.
    if (kind !== 'outgoing') expect(own).not.toEqual([]);
    for (const record of own) expect(record).toHaveLength(count);
  });
});

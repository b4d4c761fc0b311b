import { expect, test } from 'vitest';
import { parsePage, readPages } from '../page.ts';
import { KINDS as EVERY_KIND } from './coverage.ts';
import { type Kind, type KindReport, reportOf } from './kind.ts';
import { exitsIn } from './kinds/exit-code-kind.ts';
import { variablesReadIn } from './kinds/setting-kinds.ts';

const pages = await readPages();
/** What is in code is read once: it is not what these tests change. */
const KINDS: Kind[] = [];
for (const kind of EVERY_KIND) {
  const names = [...(await kind.inCode())];
  KINDS.push({ ...kind, inCode: () => names });
}

/** They stand in sentences, as they should, and none is asked for: a name in a page is held against all sources. */
const NAMES_OF_ANY_KIND = 'other names in code letters';

/** A page that makes up one name of each kind that pages mention in passing. */
const GHOSTS: Readonly<Record<string, string>> = {
  'exit codes': 'It ends with exit code 77.',
  'condition types': '`Reddy=True`',
  'fields of custom resources': '`spec.displayNames`',
  'labels, annotations, finalizers': '`tenantry.dev/tenantid`',
  'operations of the API': '`GET /v1/tenant`',
  'events and webhooks': '`tenant.suspendet`',
  'commands and options of tenantry': '```sh\ntenantry keys create --rolle admin\n```',
  'commands and options of the installer': '```sh\nscripts/install_tier.sh install \\\n  --teir pro\n```',
  'commands and options of the repository': '`npm run chek`',
  'environment variables': '`TENANTRY_LISTEN_ADRESS`',
  'values of the chart': '```sh\nhelm install tenantry charts/tenantry --set controlPlane.replica=2\n```',
  'metrics with a word on what to do': '`tenantry_store_operations_seconds`',
  'alert rules for Prometheus': '`TenantryCheckFail`',
  // In two halves, since this file is a source, too.
  [NAMES_OF_ANY_KIND]: `\`display${'Naam'}\``,
};

test('of every kind that pages mention in passing one is made up below', () => {
  const mentioned = KINDS.filter(kind => kind.mentioned !== undefined).map(({ id }) => id);
  expect(mentioned.sort()).toEqual(Object.keys(GHOSTS).sort());
});

test.each(Object.entries(GHOSTS))(
  '%s: a name that a page makes up is named, with its place',
  async (id, text) => {
    const kind = KINDS.find(candidate => candidate.id === id);
    if (kind === undefined) throw new Error(`there is no kind ${id}`);
    const { strange } = await reportOf(kind, [...pages, parsePage('planted.md', text)]);
    expect(strange).toEqual([expect.stringMatching(/\(planted\.md:\d+\)$/)]);
  },
);

test.each([
  ['process.exit(7);', ['7']],
  ['process.exitCode = 8;', ['8']],
  ['async function main() { if (x) return 9; return other(() => { return 5; }); }', ['9']],
  ['const EXIT_USAGE = 2;', ['2']],
])('a program with %s ends with that code', (text, codes) => {
  expect(exitsIn(text)).toEqual(codes);
});

test.each([
  ["process.env['TENANTRY_XY'];", ['TENANTRY_XY']],
  ['const { TENANTRY_XY } = process.env;', ['TENANTRY_XY']],
  ['const { TENANTRY_XY: x } = process.env;', ['TENANTRY_XY']],
  ['process.env[`TENANTRY_${key}`];', ['`TENANTRY_${key}`']],
  ["say('TENANTRY_XY');", []],
])('of %s it is known which variable is read', (text, names) => {
  expect(variablesReadIn(text, 'operator/src/x.ts')).toEqual(names);
});

test('without the tables and headings of the pages everything is missing', async () => {
  const bare = pages.map(({ path, text }) => parsePage(path, text.replaceAll(/^(\||#{2,} ).*$/gm, '')));
  const reports: KindReport[] = [];
  for (const kind of KINDS) reports.push(await reportOf({ ...kind, mentioned: () => [] }, bare));
  // Two are told of in a sentence, too.
  const found = reports
    .filter(({ id, documented }) => documented > 0 && id !== NAMES_OF_ANY_KIND)
    .map(({ id, documented }) => `${id}: ${documented}`);
  expect(found).toEqual(['exit codes: 3', 'attributes of instruments and spans: 3']);
});

test('one name more in the code is missing, and one less is strange, whatever the kind', async () => {
  for (const kind of KINDS.filter(({ id }) => id !== NAMES_OF_ANY_KIND)) {
    const names = [...(await kind.inCode())];
    const [gone = '', ...left] = names;
    const report = await reportOf({ ...kind, inCode: () => ['planted-name', ...left] }, pages);
    expect(report.missing, kind.id).toEqual(['planted-name']);
    expect(report.strange.join('\n'), kind.id).toContain(gone);
  }
});

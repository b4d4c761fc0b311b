import { readFileSync } from 'node:fs';
import { importPreviewSchema, importSchema } from '@tenantry/contracts/commercial/onboarding';
import { IMPORT_COLUMNS } from '@tenantry/contracts/commercial/onboarding-file';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { Problem } from '../http/problem.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { readImport } from './import-csv.ts';
import { importsSpec } from './imports.ts';
import { completeForm } from './onboarding.test-support.ts';

const ROOT = '/v1/onboarding/imports';
const HEADER = 'slug,displayName,contactName,contactEmail,planId,tags,contractAmountMinor,contractCurrency';
let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

async function post(path: string, csv: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(app.url + ROOT + path, {
    method: 'POST',
    headers: { 'x-test-principal': 'user:test;onboarding;', 'content-type': 'text/csv', ...headers },
    body: csv,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

const file = (...rows: string[]) => [HEADER, ...rows].join('\n');
const good = (slug: string) => `${slug},"${slug}, Inc.",Jo,jo@example.com,pro,eu; pilot,1299,EUR`;

test('a preview tells each row’s faults by column, and stores nothing', async () => {
  await registered(app, { slug: 'taken' });
  const before = (await app.as('admin')('GET', '/v1/tenants')).body;
  const csv = file(
    good('ok'),
    'Bad Slug,x,Jo,jo@example.com,pro,,,',
    good('taken'),
    good('ok'),
    'no-plan,x,Jo,jo@example.com,nope,,,',
    'short,x',
    '"multi\nline",x,Jo,not an address,pro,UPPER,-1,EU',
    good('last'),
  );
  const preview = importPreviewSchema.parse((await post('/preview', csv)).body);
  expect(preview).toMatchObject({ good: 2, faulty: 6 });
  const faults = preview.rows.map(({ line, faults: found }) => [
    line,
    ...new Set(found.map(({ field }) => field)),
  ]);
  expect(faults).toEqual([
    [2],
    [3, 'slug'],
    [4, 'slug'],
    [5, 'slug'],
    [6, 'planId'],
    [7, '', 'contactName', 'contactEmail'],
    [8, 'slug', 'contractAmountMinor', 'contractCurrency', 'tags', 'contactEmail'],
    [10],
  ]);
  expect((await app.as('admin')('GET', '/v1/tenants')).body).toEqual(before);
});

test('a file that cannot be applied keeps none from it that came after it', async () => {
  const first = importSchema.parse((await post('', file(good('a')))).body);
  app.clock.advance(1_000);
  const second = importSchema.parse((await post('', file(good('b')))).body);
  const documents = await app.store.collection(importsSpec);
  const damaged = await documents.get(first.importId);
  if (damaged === undefined) throw new Error('it was written down');
  const rows = damaged.rows.map(row => ({ ...row, form: { ...row.form, plan: { planId: 'No Plan' } } }));
  await documents.replace({ ...damaged, rows });
  await expect(app.app.domains.onboarding.imports.applyPending()).rejects.toThrow();
  expect((await app.as('cs')('GET', `${ROOT}/${second.importId}`)).body).toMatchObject({ begun: 1 });
});

test('an applied file makes each customer once, however often it is sent and whoever dies', async () => {
  const csv = file(good('a'), good('b'), good('c'));
  const headers = { 'idempotency-key': 'import-1' };
  const first = importSchema.parse((await post('', csv, headers)).body);
  expect(first).toMatchObject({ total: 3, begun: 0 });
  const again = importSchema.parse((await post('', csv, headers)).body);
  expect(again.importId).toBe(first.importId);
  const { imports, saga } = app.app.domains.onboarding;
  await Promise.all([imports.applyPending(), imports.applyPending()]);
  expect(await imports.applyPending()).toBe(0);
  await saga.runDue();
  expect((await app.as('cs')('GET', `${ROOT}/${first.importId}`)).body).toMatchObject({
    statuses: { live: 3 },
  });
  expect((await app.as('cs')('GET', `${ROOT}/${first.importId}/rows?limit=2`)).body).toMatchObject({
    items: [
      { line: 2, slug: 'a', status: 'live' },
      { line: 3, slug: 'b', status: 'live' },
    ],
    next: expect.any(String),
  });
  expect((await app.as('cs')('GET', '/v1/tenants?tag=pilot')).body).toMatchObject({
    total: 3,
    items: [{ displayName: 'a, Inc.', origin: 'import', contractValue: { amountMinor: '1299' } }, {}, {}],
  });
});

test('one faulty row refuses the file, unless faulty rows are to be skipped', async () => {
  const csv = file(good('a'), 'Bad,x,Jo,jo@example.com,pro,,,');
  expect(await post('', csv)).toMatchObject({
    status: 422,
    body: { code: 'invalid_state', errors: [{ field: 'line 3: slug' }] },
  });
  expect(await post('?faulty=skip', csv)).toMatchObject({ status: 202, body: { total: 1 } });
});

test.each([
  ['an empty file', ''],
  ['no header that is known', 'a,b\n1,2'],
  ['a column twice', `${HEADER},slug\n`],
  ['a quote that never ends', file('"x')],
  ['a row beyond all measure', file(`x,${'y'.repeat(20_000)}`)],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
])('%s is refused with its line', async (_what, csv) => {
  expect(await post('/preview', csv)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

test('too many rows are refused, and another content type', async () => {
  const many = file(...Array.from({ length: 5_001 }, (_, n) => good(`s-${n}`)));
  expect(await post('/preview', many)).toMatchObject({ status: 400 });
  expect(await post('/preview', HEADER, { 'content-type': 'application/json' })).toMatchObject({
    status: 415,
  });
});

test('whatever a cell holds, the row is good or says what is wrong', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 8, maxLength: 8 }), cells => {
      const row = cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',');
      try {
        for (const { faults } of readImport(Buffer.from(file(row)))) expect(Array.isArray(faults)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});

test('the columns of an import are in the how-to', () => {
  const page = readFileSync(new URL('../../../docs/how-to/onboard-a-customer.md', import.meta.url), 'utf8');
  for (const column of IMPORT_COLUMNS) expect(page).toContain(`\`${column}\``);
});

test('a sign-up of long ago is recorded when it becomes known, with its own day, and a recent one on its day', async () => {
  const csv = [
    'slug,displayName,contactName,contactEmail,signedUpAt',
    'old,Old,Jo,jo@example.com,2019-05-01',
    'recent,Recent,Jo,jo@example.com,2026-02-20',
    'silent,Silent,Jo,jo@example.com,',
  ].join('\n');
  expect((await post('', csv)).status).toBe(202);
  const { imports, saga } = app.app.domains.onboarding;
  await imports.applyPending();
  await saga.runDue();
  const found = async (slug: string) => {
    const tenant = await app.app.domains.tenants.directory.bySlug(slug);
    const path = `/v1/tenants/${tenant?.tenantId}`;
    const signups = await app.as('admin')(
      'GET',
      `${path}/usage/events?type=signup&from=2026-02-01T00:00:00Z`,
    );
    return { tenant: (await app.as('admin')('GET', path)).body, signups: signups.body };
  };
  expect(await found('old')).toMatchObject({
    tenant: { signedUpAt: '2019-05-01' },
    signups: {
      items: [
        {
          time: '2026-03-01T12:00:00.000Z',
          data: { signedUpAt: '2019-05-01T00:00:00.000Z' },
          dimensions: { origin: 'import', backdated: 'true' },
        },
      ],
    },
  });
  expect(await found('recent')).toMatchObject({
    signups: { items: [{ time: '2026-02-20T00:00:00.000Z', dimensions: { backdated: 'false' } }] },
  });
  expect(await found('silent')).toMatchObject({ signups: { items: [] } });
});

test('a sign-up that has not been yet is refused by its column', async () => {
  const csv = 'slug,displayName,contactName,contactEmail,signedUpAt\na,A,Jo,jo@example.com,2026-03-02\n';
  expect((await post('/preview', csv)).body).toMatchObject({ rows: [{ faults: [{ field: 'signedUpAt' }] }] });
});

test('a submission that was held up beyond the backfill window signs its customer up all the same', async () => {
  const { submissions, saga } = app.app.domains.onboarding;
  const who = { actor: { id: 'user:test', name: 'test' }, requestId: 'test' };
  const id = '0198f000-0000-7000-8000-000000000001';
  await submissions.create(id, completeForm('held-up'), who);
  await submissions.submit(id, '"v1"', who);
  app.clock.advance(60 * 86_400_000);
  await saga.runDue();
  expect((await submissions.load(id)).state.done.signup).toBeDefined();
});

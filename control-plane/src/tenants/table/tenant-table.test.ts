import {
  type TenantTableBody,
  type TenantTableRow,
  tenantColumnsSchema,
  tenantTableSchema,
} from '@tenantry/contracts/commercial/tenant-table';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AlertsApp, startAlertsApp } from '../../alerts/alerts-app.test-support.ts';
import { startTestApp } from '../../app.test-support.ts';
import { healthOf } from '../../health/health-app.test-support.ts';
import { StoreUnavailable } from '../../storage/documents.ts';
import { registered } from '../tenants.test-support.ts';
import { sparkOf } from './spark.ts';
import { TableSources } from './table-sources.ts';

let app: AlertsApp;

beforeEach(async () => {
  app = await startAlertsApp();
});
afterEach(() => app[Symbol.asyncDispose]());

async function read(since?: string, who: 'cs' | 'onboarding' = 'cs'): Promise<TenantTableBody> {
  const reply = await app.as(who)('GET', `/v1/tenants/table${since === undefined ? '' : `?since=${since}`}`);
  expect(reply.status).toBe(200);
  return tenantTableSchema.parse(reply.body);
}

function rowsOf({ columns }: TenantTableBody): readonly TenantTableRow[] {
  return columns.tenantId.map((_, at) => {
    const row = Object.keys(tenantColumnsSchema.shape).map(name => [name, Reflect.get(columns, name)[at]]);
    return Object.fromEntries(row);
  });
}
const rowOf = (table: TenantTableBody, tenantId = app.tenantId) =>
  rowsOf(table).find(row => row.tenantId === tenantId);

const change = async (method: string, path: string, body?: unknown, ifMatch?: string) => {
  const reply = await app.as('admin')(method, `/v1/tenants/${app.tenantId}${path}`, {
    ...(body !== undefined && { body }),
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });
  expect(reply.status).toBeLessThan(300);
  app.clock.advance(1_000);
};

test('has what is known of every tenant: plan, monthly value, health, allowance, alerts', async () => {
  await app.use('timeline', 12);
  await app.look();
  await healthOf(app, app.tenantId);
  const table = await read();
  expect(table).toMatchObject({ whole: true, total: 1, pending: 0, removed: [] });
  expect(rowOf(table)).toMatchObject({
    slug: 'sample-acme',
    state: 'active',
    planId: 'team',
    planVersion: 1,
    monthlyMinor: expect.stringMatching(/^[1-9]\d+$/),
    currency: 'EUR',
    allowanceMeter: 'timeline',
    allowancePercent: 120,
    alertLevel: 'alarm',
    alerts: 1,
    healthState: expect.stringMatching(/\w/),
    availability: 'unknown',
    sparkTotal: expect.stringMatching(/^\d+$/),
    spark: expect.stringMatching(/^[0-9a-f]{30}$/),
  });
});

test('what was changed is in the next answer, and it alone', async () => {
  await registered(app, { slug: 'sample-other' });
  const { version } = await read();
  expect(rowsOf(await read(version))).toEqual([]);
  const steps: readonly (readonly [() => Promise<unknown>, Partial<TenantTableRow>])[] = [
    [
      () => change('PATCH', '', { accountOwner: 'Dana (sample)', renewalDate: '2026-12-01' }, '"v1"'),
      { owner: 'Dana (sample)', renewal: '2026-12-01', touchKind: 'change', touchedBy: 'user:test' },
    ],
    [() => change('POST', '/notes', { text: 'called' }), { touchKind: 'note' }],
    [
      () => change('POST', '/suspend', { reason: 'PaymentOverdue', until: '2026-03-09T00:00:00Z' }),
      {
        state: 'suspended',
        suspendedUntil: '2026-03-09T00:00:00.000Z',
        suspendedBy: 'admin',
        suspendedWhy: 'PaymentOverdue',
      },
    ],
    [() => change('POST', '/subscription/end', { when: 'now' }), { planId: null, monthlyMinor: '0' }],
    [() => healthOf(app, app.tenantId), { healthState: 'at_risk' }],
    [async () => app.clock.set('2026-03-09T00:00:00Z'), { state: 'active', suspendedUntil: null }],
  ];
  let since = version;
  for (const [step, row] of steps) {
    await step();
    const news = await read(since);
    expect(news.whole).toBe(false);
    expect(rowsOf(news).map(({ tenantId }) => tenantId)).toEqual([app.tenantId]);
    expect(rowOf(news)).toMatchObject(row);
    since = news.version;
  }
});

test('alerts come and go with their rows, and so does use a moment after it was counted', async () => {
  let { version: since } = await read();
  await app.use('timeline', 12);
  await app.look();
  app.clock.advance(20_000);
  const raised = await read(since);
  expect(rowOf(raised)).toMatchObject({ alertLevel: 'alarm', alerts: 1, allowancePercent: 120 });
  since = raised.version;
  // A new period has its allowance whole again.
  app.clock.set('2026-04-02T00:00:00Z');
  await app.look();
  await read();
  app.clock.advance(20_000);
  expect(rowOf(await read(since))).toMatchObject({ alertLevel: null, alerts: 0, allowancePercent: 0 });
});

test('who came is told, who was deleted is named as removed, and is in no whole answer', async () => {
  const { version } = await read();
  const { tenantId } = await registered(app, { slug: 'sample-new' });
  const came = await read(version);
  expect([rowOf(came, tenantId)?.slug, came.total]).toEqual(['sample-new', 2]);
  const { roll } = app.app.domains.tenants;
  const head = roll.get(tenantId);
  if (head === undefined) throw new Error('it is in the roll');
  roll.take({ ...head, phase: 'deleted', version: head.version + 1 });
  expect(await read(came.version)).toMatchObject({
    removed: [tenantId],
    total: 1,
    columns: { tenantId: [] },
  });
  expect(rowsOf(await read()).map(({ tenantId: id }) => id)).toEqual([app.tenantId]);
});

test('a version of another process, or one that was never given, is answered with everything', async () => {
  const { version } = await read();
  await using other = await startTestApp({ store: app.store, clock: app.clock });
  const reply = await other.as('cs')('GET', `/v1/tenants/table?since=${version}`);
  const table = tenantTableSchema.parse(reply.body);
  expect(table).toMatchObject({ whole: true, total: 1 });
  for (const since of ['x', version.replace(/\.\d+$/, '.999999'), table.version])
    expect(await read(since)).toMatchObject({ whole: true, total: 1 });
});

test('what another replica decided is there when its heads and events were followed', async () => {
  const { version } = await read();
  await using other = await startTestApp({ store: app.store, clock: app.clock });
  await other.as('admin')('POST', `/v1/tenants/${app.tenantId}/notes`, { body: { text: 'called' } });
  const patched = await other.as('admin')('PATCH', `/v1/tenants/${app.tenantId}`, {
    body: { accountOwner: 'Dana (sample)' },
    headers: { 'if-match': '"v1"' },
  });
  expect(patched.status).toBe(200);
  await app.app.domains.tenants.roll.refresh();
  expect(rowOf(await read(version))).toMatchObject({ owner: 'Dana (sample)' });
});

test('is compressed for whoever takes it, has a tag, and says so when nothing is otherwise', async () => {
  for (let n = 0; n < 15; n++) await registered(app, { slug: `sample-${n}` });
  const ask = (headers: Record<string, string>) =>
    fetch(`${app.url}/v1/tenants/table`, {
      headers: { 'x-test-principal': 'user:test;cs;', 'accept-encoding': 'gzip', ...headers },
    });
  const packed = await ask({});
  expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toMatchObject([
    'gzip',
    expect.stringContaining('accept-encoding'),
  ]);
  const table = tenantTableSchema.parse(await packed.json());
  const plain = await ask({ 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(tenantTableSchema.parse(await plain.json()).columns).toEqual(table.columns);
  expect(Number(packed.headers.get('content-length'))).toBeLessThan(
    Number(plain.headers.get('content-length')),
  );
  const tag = packed.headers.get('etag') ?? '';
  const same = await ask({ 'if-none-match': tag });
  expect([same.status, await same.text()]).toEqual([304, '']);
});

test('shows nobody what no other operation would, and tenants nothing at all', async () => {
  await app.use('timeline', 12);
  expect(rowOf(await read(undefined, 'onboarding'))).toMatchObject({
    allowancePercent: 120,
    spark: null,
    sparkMeter: null,
    sparkTotal: null,
  });
  expect(rowOf(await read())).toMatchObject({ sparkMeter: expect.any(String) });
  const own = { roles: ['tenant', 'cs'], tenantId: app.tenantId } as const;
  expect(await app.as(own)('GET', '/v1/tenants/table')).toMatchObject({ status: 403 });
  expect(await app.as('ingest')('GET', '/v1/tenants/table')).toMatchObject({ status: 403 });
  expect(await app.as('cs')('GET', '/v1/tenants/table?x=1')).toMatchObject({ status: 400 });
});

test('an ETag of those who see more is none of those who see less', async () => {
  const ask = (role: 'cs' | 'onboarding', tag?: string) =>
    app.as(role)('GET', '/v1/tenants/table', {
      ...(tag !== undefined && { headers: { 'if-none-match': tag } }),
    });
  const all = (await ask('cs')).headers.get('etag') ?? '';
  const some = (await ask('onboarding')).headers.get('etag') ?? '';
  expect(some).not.toBe(all);
  expect((await ask('onboarding', all)).status).toBe(200);
  expect((await ask('cs', some)).status).toBe(200);
  expect((await ask('cs', all)).status).toBe(304);
  expect((await ask('onboarding', some)).status).toBe(304);
});

test('differences put one after the other are the whole', async () => {
  const owners = ['Dana (sample)', 'Eli (sample)', null] as const;
  const first = await read();
  const mine = new Map(rowsOf(first).map(row => [row.tenantId, row]));
  let { version: since } = first;
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...owners), { maxLength: 3 }), async changes => {
      for (const accountOwner of changes) {
        const reply = await app.as('admin')('PATCH', `/v1/tenants/${app.tenantId}`, {
          body: { accountOwner },
          headers: { 'if-match': '*' },
        });
        expect(reply.status).toBe(200);
      }
      if (changes.length === 2) await registered(app, { slug: `sample-${made++}` });
      const news = await read(since);
      for (const row of rowsOf(news)) mine.set(row.tenantId, row);
      for (const id of news.removed) mine.delete(id);
      since = news.version;
      const byId = (a: TenantTableRow, b: TenantTableRow) => a.tenantId.localeCompare(b.tenantId);
      expect([...mine.values()].sort(byId)).toEqual([...rowsOf(await read())].sort(byId));
    }),
    { numRuns: 20 },
  );
});

test('a sparkline tells nothing from little, and its greatest day is f', () => {
  expect(sparkOf([0n, 1n, 500n, 1_000n])).toBe('018f');
  expect(sparkOf([0n, 0n])).toBe('00');
  expect(sparkOf([2n ** 62n, 1n])).toBe('f1');
});

test('a row that cannot be read takes the table from nobody, and is read again', async () => {
  await app.use('timeline', 12);
  await read();
  const broken = vi.spyOn(TableSources.prototype, 'alerts').mockRejectedValue(new Error('it cannot be read'));
  await app.look();
  app.clock.advance(20_000);
  expect(rowOf(await read())).toMatchObject({ alertLevel: null });
  expect(broken).toHaveBeenCalled();
  broken.mockRestore();
  expect(rowOf(await read())).toMatchObject({ alertLevel: 'alarm' });
});

test('the table is answered to nobody while the store does not answer', async () => {
  await app.use('timeline', 12);
  await read();
  const away = new StoreUnavailable('away');
  const broken = vi.spyOn(TableSources.prototype, 'alerts').mockRejectedValue(away);
  await app.look();
  const reply = await app.as('cs')('GET', '/v1/tenants/table');
  broken.mockRestore();
  expect(reply).toMatchObject({ status: 503 });
});

test('who is far behind is answered with everything, and so is not answered one by one', async () => {
  const { version } = await read();
  const register = (nth: number) => registered(app, { slug: `many-${nth}` });
  for (let nth = 0; nth < 200; nth++) await register(nth);
  const near = await read(version);
  expect(near).toMatchObject({ whole: false });
  await register(200);
  expect(await read(version)).toMatchObject({ whole: true, total: 202 });
  expect(await read(near.version)).toMatchObject({ whole: false });
}, 120_000);

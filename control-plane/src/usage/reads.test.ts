import { readFileSync } from 'node:fs';
import { ledgerPageSchema, usageSnapshotSchema } from '@tenantry/contracts/commercial/usage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Caller, startTestApp } from '../app.test-support.ts';
import { SilentStore } from '../storage/silent-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { startUsageApp, type UsageApp } from './usage-app.test-support.ts';

let app: UsageApp;
let own: Caller;
let viewer: Caller;

beforeEach(async () => {
  app = await startUsageApp();
  own = app.as({ roles: ['ingest', 'tenant'], tenantId: app.acme });
  viewer = app.as('viewer');
});
afterEach(() => app[Symbol.asyncDispose]());

async function used(events: readonly object[], tenantId = app.acme): Promise<void> {
  const sender = app.as({ roles: ['ingest'], tenantId });
  const reply = await sender('POST', '/v1/usage/events', { body: events });
  expect(reply.body).toMatchObject({ counts: { accepted: events.length } });
  app.clock.advance(1_500);
  await app.app.domains.usage.settle();
}

let next = 0;
const event = (time: string, quantity: number | string = 1, rest: object = {}) => ({
  id: `e${next++}`,
  type: 'ingestion',
  time,
  quantity,
  ...rest,
});
const path = (what: string, query: string) => `/v1/tenants/${app.acme}/usage/${what}?${query}`;

test('any half-open interval is exact, to the millisecond', async () => {
  const times = [
    '2026-02-10T00:00:00.000Z',
    '2026-02-10T23:59:59.999Z',
    '2026-02-11T05:30:30.500Z',
    '2026-02-28T12:00:00.001Z',
    '2026-03-01T11:59:59.999Z',
  ];
  await used(times.map((time, index) => event(time, 10 ** index)));
  const cases = [
    ['2026-02-10T00:00:00Z', '2026-03-01T12:00:00Z', '11111'],
    ['2026-02-10T00:00:00.001Z', '2026-03-01T12:00:00Z', '11110'],
    ['2026-02-10T00:00:00Z', '2026-03-01T11:59:59.999Z', '1111'],
    ['2026-02-10T23:59:59.999Z', '2026-02-11T05:30:30.500Z', '10'],
    ['2026-02-11T06:30:30.500%2B01:00', '2026-02-28T12:00:00.001Z', '100'],
    ['2026-02-11T05:30:30.501Z', '2026-02-28T12:00:00.002Z', '1000'],
    ['2026-02-12T00:00:00Z', '2026-02-13T00:00:00Z', '0'],
  ];
  for (const [from, to, quantity] of cases) {
    const reply = await viewer('GET', path('total', `meter=ingestion&from=${from}&to=${to}`));
    expect(reply.body, `${from} ${to}`).toMatchObject({ quantity, unit: 'records', scale: 0 });
  }
});

test('the period under way is that which entitlements count in', async () => {
  const admin = app.as('admin');
  expect(await viewer('GET', path('total', 'meter=ingestion&period=current'))).toMatchObject({ status: 404 });
  const startsAt = '2026-02-10T06:30:00.000Z';
  const body = { planId: 'pro', startsAt, trialDays: 0 };
  await admin('POST', `/v1/tenants/${app.acme}/subscription`, { body });
  await used([
    event('2026-02-10T06:29:59.999Z', 1),
    event('2026-02-10T06:30:00Z', 10),
    event('2026-03-01T11:00:00Z', 100),
  ]);
  const range = { from: startsAt, to: '2026-03-10T06:30:00.000Z' };
  for (const [what, query, expected] of [
    ['total', 'meter=ingestion', { ...range, quantity: '110' }],
    [
      'snapshot',
      '',
      { ...range, meters: expect.arrayContaining([expect.objectContaining({ quantity: '110' })]) },
    ],
    ['events', 'type=ingestion', { items: [{ quantity: '10' }, { quantity: '100' }] }],
    [
      'series',
      'meter=ingestion',
      { points: expect.arrayContaining([expect.objectContaining({ quantity: '100' })]) },
    ],
  ] as const) {
    const reply = await admin('GET', path(what, `${query}&period=current`));
    expect(reply, what).toMatchObject({ status: 200, body: expected });
  }
  expect(await viewer('GET', path('series.csv', 'meter=ingestion&period=current'))).toMatchObject({
    status: 200,
  });
  const csv = await admin('GET', path('events.csv', 'period=current'));
  expect(String(csv.body).trim().split('\n')).toHaveLength(3);
  expect(await own('GET', `/v1/tenants/${app.acme}/entitlements/meters/ingestion`)).toMatchObject({
    body: { used: '110', period: range },
  });
  const both = await viewer('GET', path('total', `meter=ingestion&period=current&from=${startsAt}`));
  expect(both).toMatchObject({ status: 400, body: { errors: [{ field: 'query.period' }] } });
});

test('says how far it is counted', async () => {
  await used([event('2026-03-01T11:00:00Z')]);
  const before = new Date(app.clock.now()).toISOString();
  await own('POST', '/v1/usage/events', { body: event('2026-03-01T11:00:00Z') });
  app.clock.advance(10_000);
  expect(await viewer('GET', path('total', 'meter=ingestion'))).toMatchObject({
    body: { quantity: '1', asOf: before },
  });
  await app.app.domains.usage.settle();
  app.clock.advance(10_000);
  const now = new Date(app.clock.now()).toISOString();
  expect(await viewer('GET', path('total', 'meter=ingestion'))).toMatchObject({
    body: { quantity: '2', asOf: now },
  });
});

test('series have a point for each step, and a limit', async () => {
  await used([event('2026-03-01T10:59:59Z', 5), event('2026-03-01T09:00:00Z', 7)]);
  const series = await viewer(
    'GET',
    path('series', 'meter=ingestion&step=hour&from=2026-03-01T08:30:00Z&to=2026-03-01T11:00:00Z'),
  );
  expect(series.body).toMatchObject({
    points: [
      { from: '2026-03-01T08:00:00.000Z', quantity: '0' },
      { from: '2026-03-01T09:00:00.000Z', quantity: '7' },
      { from: '2026-03-01T10:00:00.000Z', quantity: '5' },
    ],
  });
  const long = await viewer('GET', path('series', 'meter=ingestion&step=minute'));
  expect(long).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'query.step', code: 'too_many_points' }] },
  });
  const csv = await viewer('GET', path('series.csv', 'meter=ingestion&step=day'));
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(String(csv.body).split('\n').slice(0, 2)).toEqual([
    'tenantId,meter,from,quantity,unit',
    `${app.acme},ingestion,2026-03-01T00:00:00.000Z,12,records`,
  ]);
});

test('the top tenants of a month and of a day are in order', async () => {
  await used([event('2026-03-01T10:00:00Z', 5), event('2026-02-20T10:00:00Z', 100)]);
  await used(
    [event('2026-03-01T10:00:00Z', '9223372036854775807'), event('2026-03-01T10:00:00Z', 1)],
    app.beta,
  );
  const top = (query: string) => viewer('GET', `/v1/usage/top?meter=ingestion&${query}`);
  expect(await top('period=2026-03')).toMatchObject({
    body: {
      items: [
        { tenantId: app.beta, slug: 'sample-beta', quantity: '9223372036854775808' },
        { tenantId: app.acme, quantity: '5' },
      ],
    },
  });
  expect(await top('period=2026-02-20')).toMatchObject({
    body: { items: [{ tenantId: app.acme, quantity: '100' }] },
  });
  expect(await top('limit=1')).toMatchObject({
    body: { period: '2026-03', items: [{ tenantId: app.beta }] },
  });
  expect(await top('period=2026-02-30')).toMatchObject({ status: 400 });
  expect(await top('period=2026-13')).toMatchObject({ status: 400 });
});

test('a correction that cannot be written yet does not hold up the counting of what others send', async () => {
  const store = new SilentStore();
  await using other = await startTestApp({ store });
  const { tenantId } = await registered(other);
  const time = '2026-03-01T11:59:00Z';
  const send = (id: string) =>
    other.as('ingest')('POST', '/v1/usage/events', { body: [{ id, type: 'ingestion', tenantId, time }] });
  expect(await send('e1')).toMatchObject({ status: 200 });
  // Of its slot of receipt there is no mark yet.
  other.clock.advance(20_000);
  store.silentAbout = 'usage_seals_due';
  const body = { id: 'e1', action: 'void', reason: 'it never happened' };
  const corrected = await other.as('finance')('POST', `/v1/tenants/${tenantId}/usage/corrections`, { body });
  expect([corrected.status, store.silentAbout]).toEqual([201, undefined]);
  expect(await send('e2')).toMatchObject({ status: 200 });
  const { intentLog } = other.app.domains.usage;
  await intentLog.flush();
  expect(intentLog.unmarked).toBe(0);
});

test('a meter whose history cannot be read keeps no other from being built', async () => {
  await used([event('2026-03-01T10:00:00Z', 1), event('2026-03-01T10:00:00Z', 1, { type: 'query' })]);
  const meter = { title: 'm', unit: 'u', aggregation: 'count' };
  for (const [key, type] of [
    ['first', 'ingestion'],
    ['second', 'query'],
  ]) {
    const made = await app.as('admin')('POST', '/v1/meters', { body: { ...meter, key, types: [type] } });
    expect(made).toMatchObject({ status: 201 });
  }
  const { usage } = app.app.domains;
  const [entry] = await usage.events.scan({ limit: 1 });
  if (entry === undefined) throw new Error('there is one');
  const id = `${entry.tenantId}/damaged`;
  await usage.events.insert([{ ...entry, id, type: 'ingestion', digest: 'none' }]);
  await expect(usage.buildMeters()).rejects.toThrow('no entry of the ledger');
  const states = (await usage.meters.list()).flatMap(({ meter: { key }, state }) => [`${key} ${state}`]);
  expect(states).toEqual(expect.arrayContaining(['first building', 'second in_force']));
});

test('an event is voided and amended by entries of their own, and the last one holds', async () => {
  await used([event('2026-03-01T10:00:00Z', 5, { id: 'wrong' }), event('2026-03-01T10:00:00Z', 1)]);
  const correct = (body: object, headers = {}) =>
    app.as('finance')('POST', `/v1/tenants/${app.acme}/usage/corrections`, { body, headers });
  const quantity = async () => {
    app.clock.advance(1_500);
    await app.app.domains.usage.settle();
    return (await viewer('GET', path('total', 'meter=ingestion'))).body;
  };
  const amend = { id: 'wrong', action: 'amend', quantity: 7, reason: 'counted twice' };
  expect(await correct(amend)).toMatchObject({
    status: 201,
    body: { number: 1, quantity: '7', time: '2026-03-01T10:00:00.000Z' },
  });
  expect(await quantity()).toMatchObject({ quantity: '8', events: 2 });
  const key = { 'idempotency-key': 'k1' };
  const voided = { id: 'wrong', action: 'void', reason: 'it never happened' };
  const first = await correct(voided, key);
  expect(first).toMatchObject({ status: 201, body: { number: 2 } });
  expect((await correct(voided, key)).body).toEqual(first.body);
  expect(await quantity()).toMatchObject({ quantity: '1', events: 1 });
  expect(await correct({ id: 'wrong', action: 'amend', quantity: 3, reason: 'it did' })).toMatchObject({
    body: { number: 3 },
  });
  expect(await quantity()).toMatchObject({ quantity: '4', events: 2 });

  const entries = await app.as('finance')('GET', path('events', 'type=ingestion'));
  expect(ledgerPageSchema.parse(entries.body).items).toHaveLength(5);
  expect(entries.body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        entry: 'void',
        id: 'wrong',
        correction: { number: 2, reason: 'it never happened', by: 'user:test' },
      }),
    ]),
  });
  const audit = await app.as('admin')('GET', `/v1/audit?tenantId=${app.acme}`);
  expect(JSON.stringify(audit.body)).toContain('usage.void');

  expect(await correct({ id: 'nobody', action: 'void', reason: 'x' })).toMatchObject({ status: 404 });
  expect(await correct({ id: 'wrong', action: 'amend', reason: 'x' })).toMatchObject({ status: 400 });
  expect(await correct({ id: 'wrong', action: 'amend', quantity: -1, reason: 'x' })).toMatchObject({
    body: { errors: [{ field: '/quantity', code: 'quantity_negative' }] },
  });
  expect(await own('POST', `/v1/tenants/${app.acme}/usage/corrections`, { body: voided })).toMatchObject({
    status: 403,
  });
});

test('a CSV of events has no formula in it', async () => {
  await used([
    event('2026-03-01T10:00:00Z', 1, {
      id: '=cmd|calc',
      subject: '@SUM(A1)',
      dimensions: { region: '+1' },
      data: { a: 1 },
    }),
    { id: 'q', type: 'query', time: '2026-03-01T10:00:00Z' },
  ]);
  const csv = String((await app.as('finance')('GET', path('events.csv', ''))).body);
  const [header, ingestion, query] = csv.trim().split('\n');
  expect(header).toMatch(/^entry,source,id,type,time/);
  expect(ingestion).toContain("'=cmd|calc");
  expect(ingestion).toContain("'@SUM(A1)");
  expect(query).toContain(',q,query,');
});

test('events come in pages, and a cursor is of its own list only', async () => {
  await used(Array.from({ length: 5 }, (_, index) => event(`2026-03-01T10:00:0${index}Z`)));
  const list = (query: string) => app.as('finance')('GET', path('events', `type=ingestion&limit=2&${query}`));
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const page = ledgerPageSchema.parse((await list(cursor)).body);
    seen.push(...page.items.map(({ time }) => time));
    if (page.next === undefined) break;
    cursor = `cursor=${page.next}`;
  }
  expect(seen).toEqual([...seen].sort());
  expect(seen).toHaveLength(5);
  const { next: cursor } = ledgerPageSchema.parse((await list('')).body);
  expect(await app.as('finance')('GET', path('events', `type=query&limit=2&cursor=${cursor}`))).toMatchObject(
    { status: 400 },
  );
});

test('a page that holds exactly all events says that there are no more', async () => {
  await used([event('2026-03-01T10:00:00Z'), event('2026-03-01T10:00:01Z')]);
  const list = async (limit: number) =>
    ledgerPageSchema.parse(
      (await app.as('finance')('GET', path('events', `type=ingestion&limit=${limit}`))).body,
    );
  expect(await list(2)).toMatchObject({ items: [{}, {}] });
  expect((await list(2)).next).toBeUndefined();
  expect((await list(1)).next).toBeDefined();
});

test('a snapshot has every meter, and the same hash for the same entries', async () => {
  await used([event('2026-03-01T10:00:00Z', 5), event('2026-03-01T11:00:00Z', 6)]);
  const snapshot = async () => usageSnapshotSchema.parse((await viewer('GET', path('snapshot', ''))).body);
  const first = await snapshot();
  expect(first.meters.map(({ meter }) => meter)).toEqual(['ingestion', 'query', 'timeline', 'signup']);
  expect(first.meters[0]).toMatchObject({ entries: 2, quantity: '11' });
  const { usage } = app.app.domains;
  await usage.windows.remove((await usage.windows.scan({ limit: 500 })).map(({ id }) => id));
  await usage.auditor.rebuild();
  expect((await snapshot()).meters).toEqual(first.meters);
});

test('a tenant sees its own usage, and of others not even that they are', async () => {
  for (const what of [
    'total?meter=ingestion',
    'series?meter=ingestion',
    'snapshot',
    'events?type=ingestion',
    'events.csv',
    'series.csv?meter=ingestion',
  ]) {
    expect(await own('GET', `/v1/tenants/${app.acme}/usage/${what}`)).toMatchObject({ status: 200 });
    expect(await own('GET', `/v1/tenants/${app.beta}/usage/${what}`)).toMatchObject({ status: 404 });
  }
  expect(await viewer('GET', `/v1/tenants/nobody/usage/snapshot`)).toMatchObject({ status: 404 });
  expect(await viewer('GET', path('total', 'meter=nothing'))).toMatchObject({ status: 404 });
  expect(
    await viewer('GET', path('total', 'meter=ingestion&from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z')),
  ).toMatchObject({
    status: 400,
  });
});

const SEATS = {
  key: 'seats',
  title: 'Seats',
  aggregation: 'time_weighted',
  unit: 'seat·h',
  types: ['seats'],
  scale: 1,
};

test('a declared meter counts what was sent before it, and holds a quantity until the next', async () => {
  const admin = app.as('admin');
  const declare = (body: object, headers = {}) => admin('POST', '/v1/meters', { body, headers });
  const users = {
    key: 'users',
    title: 'Active users',
    aggregation: 'unique',
    uniqueBy: 'subject',
    unit: 'users',
    types: ['ingestion'],
    filter: { region: ['eu'] },
  };
  await used([
    event('2026-03-01T10:00:00Z', 1, { subject: 'ada', dimensions: { region: 'eu' } }),
    event('2026-03-01T11:00:00Z', 1, { subject: 'ada', dimensions: { region: 'eu' } }),
    event('2026-03-01T11:00:00Z', 1, { subject: 'bob', dimensions: { region: 'eu' } }),
    event('2026-03-01T11:00:00Z', 1, { subject: 'eve', dimensions: { region: 'us' } }),
  ]);
  expect(await declare(users)).toMatchObject({ status: 201, body: { version: 1, state: 'building' } });
  expect(await declare(users)).toMatchObject({ status: 409 });
  expect(await declare(SEATS)).toMatchObject({ status: 201 });
  const early = await viewer('GET', path('total', 'meter=users'));
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(early.headers.get('retry-after')).toBe('15');
  expect(await viewer('GET', path('total', 'meter=user'))).toMatchObject({ status: 404 });
  const { usage } = app.app.domains;
  const build = async () => {
    await usage.buildMeters();
    app.clock.advance(1_500);
  };
  await build();
  expect(await viewer('GET', path('total', 'meter=users'))).toMatchObject({
    body: { quantity: '2', meterVersion: 1 },
  });

  await used([
    { id: 's1', type: 'seats', time: '2026-03-01T06:00:00Z', quantity: 10 },
    { id: 's2', type: 'seats', time: '2026-03-01T08:30:00Z', quantity: '2.5' },
  ]);
  const hours = (from: string, to: string) =>
    viewer('GET', path('total', `meter=seats&from=2026-03-01T${from}Z&to=2026-03-01T${to}Z`));
  expect(await hours('06:00:00', '10:30:00')).toMatchObject({ body: { quantity: '300', scale: 1 } });
  expect(await hours('07:15:30', '07:45:30')).toMatchObject({ body: { quantity: '50' } });
  expect(await hours('09:00:00', '11:00:00')).toMatchObject({ body: { quantity: '50' } });
  expect(await hours('05:00:00', '06:00:00')).toMatchObject({ body: { quantity: '0' } });

  const { key: _, ...changed } = { ...users, filter: {} };
  expect(await admin('PUT', '/v1/meters/users', { body: changed })).toMatchObject({
    body: { version: 2, state: 'building' },
  });
  expect(await viewer('GET', path('total', 'meter=users'))).toMatchObject({
    body: { quantity: '2', meterVersion: 1 },
  });
  await build();
  expect(await viewer('GET', path('total', 'meter=users'))).toMatchObject({
    body: { quantity: '3', meterVersion: 2 },
  });
});

test.each([
  ['unique without what differs', { aggregation: 'unique' }, '/uniqueBy'],
  ['time-weighted over two types', { aggregation: 'time_weighted', types: ['a', 'b'] }, '/types'],
  ['a count with decimal places', { aggregation: 'count', scale: 2 }, '/scale'],
  ['a key that is no key', { key: 'A B' }, '/key'],
])('refuses a meter of %s', async (_, rest, field) => {
  const body = { key: 'm', title: 'M', aggregation: 'sum', unit: 'x', types: ['a'], ...rest };
  expect(await app.as('admin')('POST', '/v1/meters', { body })).toMatchObject({
    status: 400,
    body: { errors: [{ field }] },
  });
});

test('a sign-up is recorded once, however often it is said, and is no first usage', async () => {
  const { signups } = app.app.domains.usage;
  const signup = { tenantId: app.acme, submissionId: 's1', at: '2026-03-01T11:00:00.000Z' };
  await signups.recordSignup(signup);
  await signups.recordSignup(signup);
  expect(await signups.firstUsageAt(app.acme)).toBeUndefined();
  await used([event('2026-03-01T11:30:00Z'), { id: 'q', type: 'query', time: '2026-03-01T11:10:00Z' }]);
  expect(await signups.firstUsageAt(app.acme)).toBe('2026-03-01T11:10:00.000Z');
  expect(await viewer('GET', path('total', 'meter=signup'))).toMatchObject({ body: { quantity: '1' } });
});

test('the columns of both CSVs are in the reference', async () => {
  const reference = readFileSync(new URL('../../../docs/reference/usage.md', import.meta.url), 'utf8');
  for (const what of ['events.csv?', 'series.csv?meter=query']) {
    const csv = await app.as('admin')('GET', `/v1/tenants/${app.acme}/usage/${what}`);
    const columns = String(csv.body).split('\n', 1)[0]?.split(',') ?? [];
    expect(columns.length).toBeGreaterThan(4);
    for (const column of columns) expect(reference).toContain(`\`${column.trim()}\``);
  }
});

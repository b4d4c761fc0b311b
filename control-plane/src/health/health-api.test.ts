import {
  type HealthSummaryBody,
  healthHistorySchema,
  healthImportSchema,
  healthPageSchema,
  healthSettingsSchema,
} from '@tenantry/contracts/commercial/health-api';
import { INITIAL_HEALTH_SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Caller, startTestApp, type TestApp } from '../app.test-support.ts';
import { encodeCursor } from '../http/cursor.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { bought, healthOf, usedDaily } from './health-app.test-support.ts';

const DAY = 86_400_000;
let app: TestApp;
let cs: Caller;

beforeEach(async () => {
  app = await startTestApp();
  cs = app.as('cs');
});
afterEach(() => app[Symbol.asyncDispose]());

/** A customer with a plan for long, used every day of the last eight weeks. */
async function customer(slug: string, use?: Record<string, number>): Promise<string> {
  const { tenantId } = await registered(app, { slug });
  await bought(app, tenantId);
  app.clock.advance(60 * DAY);
  await usedDaily(app, tenantId, 57, use);
  return tenantId;
}

const enter = (tenantId: string, what: string, body: object) =>
  cs('PUT', `/v1/tenants/${tenantId}/health/${what}`, { body });

test('whoever is told of a customer’s health reads what it is now', async () => {
  const tenantId = await customer('sample-told');
  const { signal, health } = app.app.domains;
  const read: Promise<unknown>[] = [];
  signal.listen(told => read.push(health.service.stateOf(told).then(standing => standing?.state)));
  const { state } = await healthOf(app, tenantId);
  expect(state).toBe('healthy');
  expect((await Promise.all(read)).at(-1)).toBe('healthy');
});

async function listed(query: string): Promise<readonly HealthSummaryBody[]> {
  const reply = await app.as('viewer')('GET', `/v1/health?${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return healthPageSchema.parse(reply.body).items;
}

test('a list is by score with the unknown at the end either way, and page by page', async () => {
  const settings = {
    body: { ...INITIAL_HEALTH_SETTINGS, coverageFloor: 70 },
    headers: { 'if-match': '"v0"' },
  };
  expect((await cs('PUT', '/v1/health/settings', settings)).status).toBe(200);
  const slugs = ['sample-a', 'sample-b', 'sample-c', 'sample-d'];
  const ids: string[] = [];
  for (const slug of slugs) {
    const { tenantId } = await registered(app, {
      slug,
      tags: [slug],
      accountOwner: slug < 'sample-c' ? 'one' : 'two',
    });
    await bought(app, tenantId);
    ids.push(tenantId);
  }
  app.clock.advance(120 * DAY);
  const [a = '', b = '', c = '', d = ''] = ids;
  await enter(a, 'sentiment', { rating: 5 });
  await enter(b, 'sentiment', { rating: 1 });
  await enter(c, 'sentiment', { rating: 3 });
  await enter(a, 'support', { openTickets: 0 });
  await enter(b, 'support', { openTickets: 9 });
  await enter(c, 'support', { openTickets: 1 });
  // Without support and sentiment the coverage does not suffice, when more is asked of it.
  await healthOf(app, d);
  const order = async (query: string) => (await listed(query)).map(({ slug }) => slug);
  expect(await order('')).toEqual(['sample-b', 'sample-c', 'sample-a', 'sample-d']);
  expect(await order('sort=-score')).toEqual(['sample-a', 'sample-c', 'sample-b', 'sample-d']);
  expect(await order('state=unknown')).toEqual(['sample-d']);
  expect(await order('owner=one')).toEqual(['sample-b', 'sample-a']);
  expect(await order('owner=two&sort=-change7')).toHaveLength(2);
  expect(await order('tag=sample-c')).toEqual(['sample-c']);
  expect(await order('plan=pro')).toHaveLength(4);
  expect(await order('plan=unassigned')).toEqual([]);
  for (const sort of ['score', '-score', 'change30', '-change30']) {
    const seen: string[] = [];
    let query: string | undefined = `sort=${sort}&limit=1`;
    while (query !== undefined) {
      const page = healthPageSchema.parse((await cs('GET', `/v1/health?${query}`)).body);
      seen.push(...page.items.map(({ slug }) => slug));
      query = page.next === undefined ? undefined : `sort=${sort}&limit=1&cursor=${page.next}`;
    }
    expect(seen.toSorted(), sort).toEqual(slugs);
  }
  expect((await cs('GET', '/v1/health/counts')).body).toMatchObject({ states: { unknown: 1, watch: 0 } });
});

test('an overdue suspension puts a healthy customer at risk, and the score is as before', async () => {
  const tenantId = await customer('sample-acme');
  await enter(tenantId, 'sentiment', { rating: 5 });
  await enter(tenantId, 'support', { openTickets: 0 });
  const before = await healthOf(app, tenantId);
  expect(before.state).toBe('healthy');
  await app.as('finance')('POST', `/v1/tenants/${tenantId}/suspend`, { body: { reason: 'PaymentOverdue' } });
  const after = await healthOf(app, tenantId);
  expect(after).toMatchObject({
    state: 'at_risk',
    cause: 'hard_fact',
    stateBefore: 'healthy',
    score: before.score,
  });
  expect(after.suggestedAction).toMatchObject({ action: 'settle_suspension' });
  const events = await app.as('admin')('GET', '/v1/events?type=dev.tenantry.health.state_changed');
  expect(JSON.stringify(events.body)).toMatch(/"from":"healthy","to":"at_risk"/);
});

test('a word in place of the score holds until its time, and is told with its reason', async () => {
  const tenantId = await customer('sample-acme');
  await enter(tenantId, 'sentiment', { rating: 5 });
  await enter(tenantId, 'support', { openTickets: 0 });
  const until = new Date(app.clock.now() + 3 * DAY).toISOString();
  const past = { state: 'watch', reason: 'we part', until: '2026-01-01T00:00:00Z' };
  expect((await enter(tenantId, 'override', past)).status).toBe(422);
  const reply = await enter(tenantId, 'override', { state: 'at_risk', reason: 'the sponsor left', until });
  expect(reply.body).toMatchObject({
    state: 'at_risk',
    cause: 'override',
    band: 'healthy',
    override: { reason: 'the sponsor left', until },
  });
  app.clock.advance(3 * DAY);
  expect(await app.app.domains.health.watch.sweep(60_000)).toBeGreaterThan(0);
  expect((await cs('GET', `/v1/tenants/${tenantId}/health`)).body).toMatchObject({
    state: 'healthy',
    override: null,
  });
});

test('the trend is against what was recorded then, whatever weights and words come later', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-acme' });
  await bought(app, tenantId);
  app.clock.advance(60 * DAY);
  await usedDaily(app, tenantId, 57);
  await enter(tenantId, 'support', { openTickets: 0 });
  await enter(tenantId, 'sentiment', { rating: 5 });
  const then = await healthOf(app, tenantId);
  await usedDaily(app, tenantId, 7);
  await enter(tenantId, 'sentiment', { rating: 1 });
  const now = await healthOf(app, tenantId);
  const [week] = now.changes;
  expect(week).toMatchObject({ days: 7, state: then.state });
  const fell = (now.score ?? 0) - (week?.score ?? 0);
  expect(week?.change).toBe(fell);
  expect(now.moved).toContainEqual(
    expect.objectContaining({ factor: 'sentiment', days: 7, before: null, now: 0 }),
  );
  const weights = INITIAL_HEALTH_SETTINGS.weights;
  const body = { ...INITIAL_HEALTH_SETTINGS, weights: { ...weights, established: weights.early } };
  const replaced = await cs('PUT', '/v1/health/settings', { body, headers: { 'if-match': '"v0"' } });
  expect(healthSettingsSchema.parse(replaced.body).version).toBe(1);
  app.clock.advance(6_000);
  const after = await healthOf(app, tenantId);
  expect(after).toMatchObject({ settingsVersion: 1, changes: [{ score: week?.score }, {}] });
  const history = await cs('GET', `/v1/tenants/${tenantId}/health/history`);
  const { points } = healthHistorySchema.parse(history.body);
  expect(points).toHaveLength(2);
  // Each point can be reckoned again from what it holds.
  for (const { score, factors } of points) {
    if (score === null) continue;
    const total = factors.reduce((sum, { weight, value }) => sum + weight * (value ?? 0), 0);
    const measured = factors.reduce((sum, { weight, value }) => sum + (value === null ? 0 : weight), 0);
    expect(Math.abs(total / measured - score)).toBeLessThanOrEqual(0.5);
  }
  const old = await cs('GET', '/v1/health/settings?version=0');
  expect(healthSettingsSchema.parse(old.body).weights).toEqual(weights);
  expect((await cs('GET', '/v1/health/settings?version=7')).status).toBe(404);
});

test('a made-up place in a list is refused, and so are days that are too many', async () => {
  const list = ['health', JSON.stringify({ sort: 'score' })];
  for (const place of [[], ['text', 'id'], [1], [1, 2]]) {
    const reply = await cs('GET', `/v1/health?cursor=${encodeCursor(list, place)}`);
    expect(reply, JSON.stringify(place)).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  }
  const tasks = encodeCursor(['tasks', JSON.stringify({ status: 'open' })], [1]);
  expect((await cs('GET', `/v1/tasks?cursor=${tasks}`)).status).toBe(400);
  const { tenantId } = await registered(app, { slug: 'sample-acme' });
  const days = `from=2020-01-01&to=2026-01-01`;
  expect((await cs('GET', `/v1/tenants/${tenantId}/health/history?${days}`)).status).toBe(400);
});

test('a file enters ratings and tickets, says what is wrong line by line, and changes nothing when sent again', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-acme' });
  const send = async (text: string, query = '') => {
    const response = await fetch(`${app.url}/v1/health/imports?${query}`, {
      method: 'POST',
      headers: { 'x-test-principal': 'user:cs;cs;', 'content-type': 'text/csv' },
      body: text,
    });
    return { status: response.status, body: await response.json() };
  };
  const at = '2026-02-20T00:00:00Z';
  const good = `slug,rating,openTickets,at,source\nsample-acme,2,3,${at},survey\n`;
  const bad = `${good}nobody,4,,${at},survey\nsample-acme,9,,${at},survey\n`;
  expect(await send(bad)).toMatchObject({ status: 422 });
  const dry = healthImportSchema.parse((await send(bad, 'dryRun=true')).body);
  expect(dry).toMatchObject({ rows: 3, applied: 1, done: false });
  expect(dry.faulty.map(({ line, faults }) => [line, faults[0]?.field])).toEqual([
    [3, 'slug'],
    [4, 'rating'],
  ]);
  expect((await send(bad, 'faulty=skip')).body).toMatchObject({ applied: 1, unchanged: 0, done: true });
  expect((await send(good)).body).toMatchObject({ applied: 0, unchanged: 1 });
  // What is older than what is known stays in the file.
  expect((await send(good.replaceAll('02-20', '02-10'))).body).toMatchObject({ applied: 0, unchanged: 1 });
  const health = await healthOf(app, tenantId);
  expect(health).toMatchObject({ sentiment: { rating: 2, source: 'survey' }, support: { openTickets: 3 } });
  expect(await send('slug,colour\n')).toMatchObject({ status: 400 });
});

test('what is entered wrongly is refused with the field, and can be taken away', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-acme' });
  expect((await enter(tenantId, 'sentiment', { rating: 6 })).status).toBe(400);
  expect((await enter(tenantId, 'support', { openTickets: 1, criticalTickets: 2 })).status).toBe(400);
  const ahead = await enter(tenantId, 'sentiment', { rating: 3, at: '2027-01-01T00:00:00Z' });
  expect(ahead).toMatchObject({ status: 422, body: { errors: [{ field: '/at' }] } });
  expect((await enter(tenantId, 'sentiment', { rating: 3, note: 'words of a person' })).status).toBe(200);
  const older = await enter(tenantId, 'sentiment', { rating: 4, at: '2026-01-01T00:00:00Z' });
  expect(older.status).toBe(409);
  expect((await cs('DELETE', `/v1/tenants/${tenantId}/health/sentiment`)).body).toMatchObject({
    sentiment: null,
  });
  expect((await cs('DELETE', `/v1/tenants/${tenantId}/health/sentiment`)).status).toBe(404);
  expect((await cs('DELETE', `/v1/tenants/${tenantId}/health/override`)).status).toBe(404);
  const audit = await app.as('admin')('GET', `/v1/audit?target=health_record/${tenantId}`);
  expect(JSON.stringify(audit.body)).not.toContain('words of a person');
});

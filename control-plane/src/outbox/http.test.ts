import {
  EVENT_TYPE_PREFIX,
  EVENTS,
  eventPageSchema,
  isEventName,
} from '@tenantry/contracts/commercial/event';
import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

/**
 * Areas whose events are brought about by the tests of their own domains. That data has the form of the table is held
 * against each of them, too: an aggregate decides nothing that tells something else.
 */
const ACTED_ELSEWHERE = [
  'alert',
  'alert_rules',
  'credit',
  'enforcement',
  'health',
  'payment',
  'plan_change',
  'statement',
  'task',
];

const store = new MemoryStore();
let app: TestApp;
let tenantId: string;

async function done(method: string, path: string, body?: unknown, headers = {}): Promise<unknown> {
  const reply = await app.as('admin')(method, path, { body, headers });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

async function sellPlans(): Promise<void> {
  await done('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec() });
  await done('POST', '/v1/plans/team/versions/1/publish');
  await done('POST', '/v1/plans/team/versions', {});
  await done('POST', '/v1/plans/team/versions/2/archive');
  await done('PUT', '/v1/settings', { defaultPlanId: 'pro', planSelection: [] }, { 'if-match': '*' });
}

async function liveOfATenant(): Promise<string> {
  const { tenantId: id, slug } = await registered(app, { slug: 'acme' });
  const path = `/v1/tenants/${id}`;
  await done('PATCH', path, { displayName: 'Acme Two' }, { 'if-match': '"v1"' });
  await done('POST', `${path}/suspend`, { reason: 'PaymentOverdue' });
  await done('POST', `${path}/resume`, {});
  await done('POST', `${path}/subscription`, { planId: 'team', trialDays: 10 });
  const until = new Date(app.clock.now() + 10.5 * 86_400_000).toISOString();
  await done('POST', `${path}/subscription/trial`, { until, reason: 'as agreed' });
  const override = { change: { kind: 'flag', flag: 'beta', on: true }, reason: 'as agreed' };
  await done('POST', `${path}/subscription/overrides`, override);
  await done('POST', `${path}/subscription/changes`, { planId: 'pro', when: 'periodEnd' });
  app.clock.advance(11 * 86_400_000);
  await app.app.domains.subscriptions.announceDue();
  await done('POST', `${path}/subscription/end`, { when: 'now' });
  const deletion = { at: new Date(app.clock.now() + 1_000).toISOString(), confirmSlug: slug };
  await done('POST', `${path}/schedule-deletion`, deletion);
  await done('POST', `${path}/cancel-deletion`, {});
  await done('POST', `${path}/schedule-deletion`, deletion);
  app.clock.advance(2_000);
  await app.app.domains.tenants.service.settleDue(async () => true);
  return id;
}

async function liveOfASubmission(): Promise<void> {
  const root = '/v1/onboarding/submissions';
  const ids = z.object({ submissionId: z.string(), tenantId: z.string() });
  const { saga } = app.app.domains.onboarding;
  const submitted = async (slug: string) => {
    const draft = ids.parse(await done('POST', root, completeForm(slug)));
    await done('POST', `${root}/${draft.submissionId}/submit`, undefined, { 'if-match': '"v1"' });
    return draft;
  };
  const first = await submitted('one');
  await saga.runDue();
  await done('POST', '/v1/usage/events', { id: '1', type: 'query', tenantId: first.tenantId });
  await done('POST', `/v1/tenants/${first.tenantId}/usage/corrections`, {
    id: '1',
    action: 'void',
    reason: 'a test',
  });
  app.clock.advance(60_000);
  await saga.runDue();
  const second = await submitted('two');
  await saga.runDue();
  await done('POST', `/v1/tenants/${second.tenantId}/schedule-deletion`, {
    at: new Date(app.clock.now()).toISOString(),
    confirmSlug: 'two',
  });
  await app.app.domains.tenants.service.settleDue(async () => true);
  await submitted('taken');
  await registered(app, { slug: 'taken' });
  app.clock.advance(60_000);
  await saga.runDue();
}

async function countOtherwise(): Promise<void> {
  const meter = { title: 'Calls', aggregation: 'count', unit: 'calls', types: ['query'] };
  await done('POST', '/v1/meters', { key: 'calls', ...meter });
  const { meters } = app.app.domains.usage;
  for (const building of await meters.building()) await meters.promote(building);
  await done('PUT', '/v1/meters/calls', { ...meter, title: 'Calls of queries' });
}

async function liveOfAWebhook(): Promise<void> {
  const body = { name: 'sample', url: 'https://receiver.example/hook' };
  const made = z.object({ webhook: z.object({ webhookId: z.string() }) });
  const path = `/v1/webhooks/${made.parse(await done('POST', '/v1/webhooks', body)).webhook.webhookId}`;
  await done('PATCH', path, { name: 'another' });
  await done('POST', `${path}/rotate`, {});
  await done('POST', `${path}/disable`);
  await done('POST', `${path}/enable`);
  await done('DELETE', path);
}

const list = async (query = '') => {
  const reply = await app.as('cs')('GET', `/v1/events${query}`);
  return eventPageSchema.parse(reply.body);
};

beforeAll(async () => {
  app = await startTestApp({ store });
  await sellPlans();
  tenantId = await liveOfATenant();
  await liveOfASubmission();
  await countOtherwise();
  await liveOfAWebhook();
});
afterAll(() => app[Symbol.asyncDispose]());

test('every event of the table is told when what it is about happens, in the form that the table says', async () => {
  const { items } = await list('?limit=200');
  const told = new Set<string>();
  for (const { type, data, source, specversion } of items) {
    const name = type.slice(EVENT_TYPE_PREFIX.length);
    if (!isEventName(name)) throw new Error(`${type} is in no table`);
    EVENTS[name].data.parse(data);
    expect({ source, specversion }).toEqual({ source: '/tenantry/control-plane', specversion: '1.0' });
    told.add(name);
  }
  const acted = Object.keys(EVENTS).filter(name => !ACTED_ELSEWHERE.includes(name.split('.')[0] ?? ''));
  expect([...told].filter(name => acted.includes(name)).sort()).toEqual(acted.sort());
});

test('whoever goes on from where it was sees what came since, and each event once', async () => {
  const whole = (await list('?limit=200')).items;
  const seen: string[] = [];
  let next = '';
  for (;;) {
    const page = await list(`?limit=7${next && `&cursor=${next}`}`);
    if (page.items.length === 0) break;
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(seen).toEqual(whole.map(({ id }) => id));
  expect(whole.map(({ sequence }) => sequence)).toEqual(whole.map(({ sequence }) => sequence).toSorted());
  await registered(app, { slug: 'later' });
  expect((await list(`?cursor=${next}`)).items).toMatchObject([
    { type: 'dev.tenantry.tenant.registered', subjectversion: 2, data: { slug: 'later', origin: 'api' } },
  ]);
});

test('a filter finds one type or one tenant, and its cursor stands where it has read', async () => {
  const suspended = await list('?type=dev.tenantry.tenant.suspended');
  expect(suspended.items).toMatchObject([{ tenantid: tenantId, data: { slug: 'acme' } }]);
  expect((await list(`?cursor=${suspended.next}`)).items).toEqual([]);
  const own = await list(`?tenantId=${tenantId}&limit=200`);
  expect(new Set(own.items.map(({ tenantid }) => tenantid))).toEqual(new Set([tenantId]));
  expect(own.items[0]).toMatchObject({ subject: `tenant/${tenantId}` });
});

test.each(['x', 'bm9uZQ', Buffer.from('["0000000000000000",[1,0]]').toString('base64url')])(
  'the cursor %s, which nobody gave, is refused',
  async cursor => {
    expect(await app.as('admin')('GET', `/v1/events?cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
  },
);

test('to make all projections anew tells nothing twice', async () => {
  const before = await list('?limit=200');
  await app.app.rebuild(() => undefined);
  expect(await list('?limit=200')).toEqual(before);
});

test('an outbox that was lost is made anew with the same events, and no cursor of before is taken', async () => {
  const before = await list('?limit=200');
  const lost = new MemoryStore();
  const changes = await lost.collection(app.app.context.changes.spec);
  await changes.insert(await app.app.context.changes.scan({ limit: 10_000 }));
  await using anew = await startTestApp({ store: lost, clock: app.clock });
  await anew.app.rebuild(() => undefined);
  const reply = await anew.as('cs')('GET', '/v1/events?limit=200');
  const told = eventPageSchema.parse(reply.body).items;
  expect(told.map(({ id }) => id).sort()).toEqual(before.items.map(({ id }) => id).sort());
  expect(await anew.as('cs')('GET', `/v1/events?cursor=${before.next}`)).toMatchObject({
    body: { code: 'invalid_cursor' },
  });
});

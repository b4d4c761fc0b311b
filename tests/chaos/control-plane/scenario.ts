import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Client, Reply, Request } from './client.ts';
import type { KnownEvent, KnownTenant, Model } from './model.ts';

/**
 * A day of a vendor in a few seconds: plans and meters are made, customers onboarded by form, by file and by hand, keys
 * given out, usage sent and sent again and corrected, plans changed, tenants suspended and deleted, a person erased.
 * Everything is said to `first`, the replica that is to fail; usage goes to both.
 */

export interface Stage {
  readonly model: Model;
  /** Prefers the replica that is to fail. */
  readonly first: Client;
  /** Prefers the other one. */
  readonly second: Client;
  /** The time by the replicas' clocks. */
  now(): number;
}

const submissionSchema = z.object({
  submissionId: z.string(),
  tenantId: z.string(),
  status: z.string(),
  version: z.int(),
});
const tenantSchema = z.object({ tenantId: z.string() });
const shownKeySchema = z.object({ key: z.object({ id: z.string() }), secret: z.string().nullable() });
const receiptSchema = z.object({
  items: z.array(z.object({ outcome: z.string(), reason: z.string().optional() })),
});
const LIVE_MS = 60_000;

export async function play(stage: Stage): Promise<void> {
  await plansAndMeters(stage);
  const [acme, bolt, imported] = await Promise.all([
    onboard(stage, 'acme', 'pro'),
    onboard(stage, 'bolt', 'community'),
    importTenants(stage, ['carl', 'dora']),
    drafts(stage),
    sessionsAndUsers(stage),
  ]);
  const eve = await byHand(stage, 'eve');
  const [carl, dora] = imported;
  if (carl === undefined || dora === undefined) throw new Error('two were imported');
  const tenants = [acme, bolt, carl, dora, eve];
  await Promise.all(tenants.map(tenant => usage(stage, tenant)));
  await Promise.all([
    changePlan(stage, acme).then(() => reservations(stage, acme)),
    corrections(stage, acme).then(() => erasure(stage, acme)),
    agreements(stage, bolt),
    careOf(stage, bolt),
    suspendForAWhile(stage, carl),
    deletion(stage, dora, bolt),
    keys(stage, eve),
  ]);
  await Promise.all([rejected(stage, acme), session(stage)]);
}

async function plansAndMeters({ first, model }: Stage): Promise<void> {
  for (const plan of ['community', 'pro', 'enterprise'])
    model.changed('plan_version', `${plan}@1`, 'plan.ship');
  await first.sendWell(post('/v1/meters', 'meter', chaosMeter('Bytes')));
  model.changed('meter', 'chaos_bytes', 'meter.declare', 'meter.promote');
  const made = await first.sendWell(post('/v1/plans', 'plan', { planId: 'chaos', spec: chaosPlan('Chaos') }));
  const path = '/v1/plans/chaos/versions/1';
  const spec = chaosPlan('Chaos, mended');
  const replaced = await edit(first, { method: 'PUT', path, body: { spec }, ifMatch: etag(made) }, path);
  await edit(first, { method: 'POST', path: `${path}/publish`, ifMatch: etag(replaced) }, path);
  const draft = await first.sendWell(post('/v1/plans/chaos/versions', 'draft', {}));
  const next = '/v1/plans/chaos/versions/2';
  await edit(first, { method: 'POST', path: `${next}/archive`, ifMatch: etag(draft) }, next);
  model.changed('plan_version', 'chaos@1', 'plan.create_draft', 'plan.replace_draft', 'plan.publish');
  model.changed('plan_version', 'chaos@2', 'plan.create_draft', 'plan.archive');
  const body = { defaultPlanId: 'pro' };
  await edit(first, { method: 'PUT', path: '/v1/settings', body, ifMatch: '"v0"' }, '/v1/settings');
  model.changed('settings', 'commercial', 'settings.replace');
}

async function onboard({ first, model }: Stage, slug: string, planId: string): Promise<KnownTenant> {
  const root = '/v1/onboarding/submissions';
  const made = await first.ask(submissionSchema, post(root, `onboard-${slug}`, {}));
  const { submissionId, tenantId } = made;
  const path = `${root}/${submissionId}`;
  await edit(first, { method: 'PATCH', path, body: form(slug, planId), ifMatch: '"v1"' }, path);
  await first.sendWell({ method: 'POST', path: `${path}/submit`, ifMatch: '"v2"' });
  await untilLive(first, submissionId);
  model.changed('onboarding', submissionId, 'onboarding.begin', 'onboarding.save', 'onboarding.submit');
  return known(model, { tenantId, submissionId, slug, origin: 'form', phase: 'live', tier: planId, planId });
}

/** Each row is a submission of its own, which takes its own way. */
async function importTenants(
  { first, model }: Stage,
  slugs: readonly string[],
): Promise<readonly KnownTenant[]> {
  const rows = slugs.map(slug => `${slug},${slug} (sample),Jo Doe,jo@example.com,community`);
  const content = ['slug,displayName,contactName,contactEmail,planId', ...rows, ''].join('\n');
  const request = { ...post('/v1/onboarding/imports', 'import'), text: { type: 'text/csv', content } };
  const { importId } = await first.ask(z.object({ importId: z.string() }), request);
  const rowsSchema = z.object({
    items: z.array(z.object({ slug: z.string(), submissionId: z.string(), tenantId: z.string() })),
  });
  const { items } = await first.ask(rowsSchema, get(`/v1/onboarding/imports/${importId}/rows`));
  return Promise.all(
    items.map(async ({ slug, submissionId, tenantId }) => {
      await untilLive(first, submissionId);
      model.changed('onboarding', submissionId, 'onboarding.import');
      const plan = { tier: 'community', planId: 'community' };
      return known(model, { tenantId, submissionId, slug, origin: 'import', phase: 'live', ...plan });
    }),
  );
}

/** One is given up; one wants a slug that it cannot have, is told so, and its key is free again. */
async function drafts({ first, model }: Stage): Promise<void> {
  const root = '/v1/onboarding/submissions';
  const { submissionId } = await first.ask(submissionSchema, post(root, 'given-up', form('nobody', 'pro')));
  await first.sendWell({ method: 'POST', path: `${root}/${submissionId}/cancel`, body: {} });
  model.changed('onboarding', submissionId, 'onboarding.begin', 'onboarding.cancel');
  const refused = await first.send(
    post('/v1/tenants/00000000-0000-7000-8000-000000000000/notes', 'lost', { text: 'x' }),
  );
  if (refused.status !== 404) throw new Error(`a note on nobody was answered with ${refused.status}`);
}

/** Registered without a plan, which comes by hand, too. */
async function byHand({ first, model }: Stage, slug: string): Promise<KnownTenant> {
  const body = { slug, displayName: `${slug} (sample)` };
  const { tenantId } = await first.ask(tenantSchema, post('/v1/tenants', `hand-${slug}`, body));
  await first.sendWell(
    post(`/v1/tenants/${tenantId}/change-plan`, `first-plan-${slug}`, { planId: 'community' }),
  );
  model.changed('subscription', tenantId, 'subscription.create');
  return known(model, {
    tenantId,
    slug,
    origin: 'api',
    phase: 'live',
    tier: 'community',
    planId: 'community',
  });
}

function known(model: Model, tenant: KnownTenant): KnownTenant {
  const { tenantId, submissionId, origin } = tenant;
  model.tenants.set(tenantId, tenant);
  model.changed('tenant', tenantId, 'tenant.begin_registration', 'tenant.register');
  if (submissionId !== undefined) {
    model.changed('subscription', tenantId, 'subscription.create');
    const steps = ['tenant', 'subscription', 'signup', 'workload', 'readiness', 'firstUsage'];
    model.changed('onboarding', submissionId, ...steps.map(step => `onboarding.finish_${step}`));
  }
  if (origin === 'form')
    model.acknowledged(tenantId, [{ id: `signup ${submissionId}`, type: 'signup', quantity: 1 }]);
  return tenant;
}

const MINUTES = 3;
const OF_A_MINUTE = 8;
const TYPES = ['ingestion', 'query', 'chaos.bytes'] as const;

/** Batches to both replicas, each sent twice, and some events once more by themselves. */
async function usage(stage: Stage, { tenantId, slug }: KnownTenant): Promise<void> {
  const { first, second, model } = stage;
  const token = await ingestKey(stage, tenantId, slug);
  const start = stage.now() - MINUTES * 60_000;
  for (let minute = 0; minute < MINUTES; minute++) {
    const events = Array.from({ length: OF_A_MINUTE }, (_, n): KnownEvent => {
      const type = TYPES[n % TYPES.length] ?? 'query';
      const event = { id: `${slug}-${minute}-${n}`, type, quantity: 1 + ((n * 7 + minute) % 11) };
      return n % 4 === 0 ? { ...event, subject: `person-${n}` } : event;
    });
    const time = new Date(start + minute * 60_000).toISOString();
    const body = events.map(event => ({ ...event, time }));
    const batch = { method: 'POST', path: '/v1/usage/events', body, token };
    const [one, two] = minute % 2 === 0 ? [first, second] : [second, first];
    await Promise.all([record(one, batch), record(two, batch)]);
    const [single] = body;
    await record(one, { ...batch, body: [single] });
    model.acknowledged(tenantId, events);
  }
}

/** Sends a batch until each of its events is known to be stored. @throws Error when one is called something else */
async function record(client: Client, request: Request): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const { items } = await client.ask(receiptSchema, request);
    const odd = items.find(({ outcome }) => !['accepted', 'duplicate', 'retry'].includes(outcome));
    if (odd !== undefined) throw new Error(`an event was called ${odd.outcome} (${odd.reason})`);
    if (items.every(({ outcome }) => outcome !== 'retry')) return;
    await sleep(100);
  }
  throw new Error('whether an event is stored was never known');
}

async function ingestKey({ first, model }: Stage, tenantId: string, slug: string): Promise<string> {
  // A key whose secret was in an answer that was lost is of no use: the next one is made.
  for (let turn = 1; turn <= 5; turn++) {
    const body = { name: `${slug} ${turn}`, roles: ['ingest'], tenantId };
    const { key, secret } = await first.ask(shownKeySchema, post('/v1/keys', `key-${slug}-${turn}`, body));
    model.changed('api_key', key.id, 'api_key.created');
    if (secret !== null) return secret;
  }
  throw new Error('no answer with a secret arrived');
}

async function changePlan({ first, model }: Stage, tenant: KnownTenant): Promise<void> {
  const { tenantId } = tenant;
  await first.sendWell(post(`/v1/tenants/${tenantId}/change-plan`, 'to-chaos', { planId: 'chaos' }));
  model.changed('subscription', tenantId, 'subscription.change_plan');
  tenant.tier = 'enterprise';
  tenant.planId = 'chaos';
}

async function reservations({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const schema = z.object({ reservationId: z.string() });
  const path = `/v1/tenants/${tenantId}/entitlements/meters/timeline/reservations`;
  const body = { quantity: '30', holdSeconds: 600 };
  const taken = await first.ask(schema, post(path, 'reserve-1', body));
  const freed = await first.ask(schema, post(path, 'reserve-2', body));
  const root = `/v1/tenants/${tenantId}/reservations`;
  await first.sendWell({
    method: 'POST',
    path: `${root}/${taken.reservationId}/commit`,
    body: { used: '20' },
  });
  await first.sendWell({ method: 'POST', path: `${root}/${freed.reservationId}/release` });
  model.reservations.set(taken.reservationId, '20').set(freed.reservationId, '0');
}

async function corrections({ first, model }: Stage, { tenantId, slug }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}/usage/corrections`;
  const voided = { id: `${slug}-0-0`, action: 'void', reason: 'sent by mistake' };
  const amended = { id: `${slug}-1-1`, action: 'amend', quantity: 100, reason: 'miscounted' };
  await first.sendWell(post(path, 'void', voided));
  await first.sendWell(post(path, 'amend', amended));
  model.corrected.set(`${tenantId}/${voided.id}`, 0).set(`${tenantId}/${amended.id}`, 100);
  model.corrections += 2;
  model.changed('usage_correction', '*', 'usage.void', 'usage.amend');
}

async function erasure({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = { subject: 'person-4', reason: 'asked for' };
  await first.sendWell(post(`/v1/tenants/${tenantId}/usage/erasures`, 'erase', body));
  model.erasedSubject = { tenantId, subject: body.subject };
}

async function agreements({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const root = `/v1/tenants/${tenantId}/subscription`;
  const change = { kind: 'flag', flag: 'timeline', on: true };
  const schema = z.object({ overrides: z.array(z.object({ id: z.string() })) });
  const made = await first.ask(schema, post(`${root}/overrides`, 'override', { change, reason: 'a trial' }));
  const [override] = made.overrides;
  if (override === undefined) throw new Error('an override that was made is not shown');
  await first.sendWell(
    post(`${root}/overrides/${override.id}/end`, 'override-end', { reason: 'it is over' }),
  );
  await first.sendWell(post(`${root}/changes`, 'later', { planId: 'pro', when: 'periodEnd' }));
  const cancelled = await first.send({ method: 'DELETE', path: `${root}/scheduled-change` });
  // Said a second time, nothing is scheduled any more.
  if (cancelled.status >= 400 && cancelled.attempts === 1)
    throw new Error('what was scheduled cannot be cancelled');
  const actions = ['add_override', 'end_override', 'change_plan', 'cancel_scheduled'];
  model.changed('subscription', tenantId, ...actions.map(action => `subscription.${action}`));
}

async function careOf({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}`;
  const noteSchema = z.object({ noteId: z.string() });
  const kept = await first.ask(noteSchema, post(`${path}/notes`, 'note-1', { text: 'called, is happy' }));
  const gone = await first.ask(noteSchema, post(`${path}/notes`, 'note-2', { text: 'on the wrong tenant' }));
  const removed = await first.send({ method: 'DELETE', path: `${path}/notes/${gone.noteId}` });
  if (removed.status >= 400 && removed.attempts === 1) throw new Error('a note cannot be removed');
  model.changed('tenant_note', kept.noteId, 'tenant.add_note');
  model.changed('tenant_note', gone.noteId, 'tenant.add_note', 'tenant.remove_note');
  const before = await first.sendWell(get(path));
  await edit(first, { method: 'PATCH', path, body: { tags: ['eu'] }, ifMatch: etag(before) }, path);
  await first.sendWell({ method: 'POST', path: `${path}/suspend`, body: { reason: 'PaymentOverdue' } });
  await first.sendWell({ method: 'POST', path: `${path}/resume`, body: {} });
  await first.sendWell({ method: 'POST', path: `${path}/workload/sync`, body: {} });
  await first.sendWell(get(`${path}/subscription`));
  model.changed('tenant', tenantId, 'tenant.update', 'tenant.suspend', 'tenant.resume');
}

/** Its end comes by itself. */
async function suspendForAWhile(stage: Stage, { tenantId }: KnownTenant): Promise<void> {
  const { first, model } = stage;
  for (let tries = 0; tries < 10; tries++) {
    const body = { reason: 'Trial', until: new Date(stage.now() + 40_000 * 2 ** tries).toISOString() };
    const reply = await first.send({ method: 'POST', path: `/v1/tenants/${tenantId}/suspend`, body });
    const note = reply.status < 400 ? model.changed : model.mayHaveChanged;
    // Refused, since its end had come before it did: an attempt that nobody answered may have been in time.
    if (reply.status < 400 || reply.attempts > 1) {
      note.call(model, 'tenant', tenantId, 'tenant.suspend', 'tenant.resume');
    }
    if (reply.status < 400) return;
  }
  throw new Error('a tenant could not be suspended');
}

async function deletion(stage: Stage, gone: KnownTenant, kept: KnownTenant): Promise<void> {
  const { first, model } = stage;
  const path = (tenant: KnownTenant) => `/v1/tenants/${tenant.tenantId}/schedule-deletion`;
  const later = new Date(stage.now() + 30 * 86_400_000).toISOString();
  await first.sendWell({ method: 'POST', path: path(kept), body: { at: later, confirmSlug: kept.slug } });
  await first.sendWell({ method: 'POST', path: `/v1/tenants/${kept.tenantId}/cancel-deletion`, body: {} });
  model.changed('tenant', kept.tenantId, 'tenant.schedule_deletion', 'tenant.cancel_deletion');
  await untilCompleted(first, gone);
  for (let attempt = 0; ; attempt++) {
    const at = new Date(stage.now() + 20_000 * 2 ** attempt).toISOString();
    const reply = await first.send({
      method: 'POST',
      path: path(gone),
      body: { at, confirmSlug: gone.slug },
    });
    // Past already, or begun by an attempt that nobody answered.
    if (reply.status < 400 || reply.status === 409) break;
    if (attempt === 5) throw new Error(`a deletion cannot be scheduled: ${JSON.stringify(reply.body)}`);
  }
  model.changed(
    'tenant',
    gone.tenantId,
    'tenant.schedule_deletion',
    'tenant.begin_deletion',
    'tenant.delete',
  );
  gone.phase = 'deleted';
}

async function keys({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = { name: 'spare', roles: ['tenant'], tenantId };
  const { key } = await first.ask(shownKeySchema, post('/v1/keys', 'spare', body));
  await first.sendWell(post(`/v1/keys/${key.id}/rotate`, 'rotate', { overlapSeconds: 60 }));
  await first.sendWell({ method: 'DELETE', path: `/v1/keys/${key.id}` });
  model.changed('api_key', key.id, 'api_key.created', 'api_key.rotated', 'api_key.revoked');
}

/** Its cookie changes its value when it is used, and the old value is retired. */
async function session({ first, model }: Stage): Promise<void> {
  const begun = await begin(first, model);
  let cookie = cookieOf(begun) ?? '';
  for (let use = 0; use < 12; use++) {
    await sleep(100);
    const used = await first.send({ method: 'GET', path: '/v1/session', cookie });
    cookie = cookieOf(used) ?? cookie;
  }
}

async function sessionsAndUsers({ first, model }: Stage): Promise<void> {
  const begun = await begin(first, model);
  const cookie = cookieOf(begun) ?? '';
  await first.send({ method: 'DELETE', path: '/v1/session', cookie });
  const user = { issuer: 'https://issuer.example', subject: 'mallory', blocked: true };
  const blocked = await first.sendWell({ method: 'POST', path: '/v1/users/access', body: user });
  model.changed('user', '*', 'user.blocked');
  // Said twice when the first answer was lost: it is said of the same person, and changes only the time.
  model.mayHaveChanged('user', '*', ...Array.from({ length: blocked.attempts - 1 }, () => 'user.blocked'));
  const stranger = await first.send({
    ...get('/v1/tenants'),
    token: `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`,
  });
  if (stranger.status !== 401) throw new Error(`a stranger was answered with ${stranger.status}`);
}

async function begin(client: Client, model: Model): Promise<Reply> {
  const begun = await client.sendWell({ method: 'POST', path: '/v1/session' });
  model.sessions.least += 1;
  model.sessions.most += begun.attempts;
  return begun;
}

/** What is refused is kept for its sender to look at, and not for ever. */
async function rejected({ first }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = Array.from({ length: 6 }, (_, n) => ({ id: `bad-${n}`, type: 'no-such-type', tenantId }));
  const { items } = await first.ask(receiptSchema, { method: 'POST', path: '/v1/usage/events', body });
  if (items.some(({ outcome }) => outcome !== 'rejected')) throw new Error('an unknown type was taken');
}

async function untilLive(client: Client, submissionId: string): Promise<void> {
  await untilStatus(client, submissionId, ['live', 'completed']);
}

/** Usage must have been sent: it is the last step. */
async function untilCompleted(client: Client, { submissionId }: KnownTenant): Promise<void> {
  if (submissionId !== undefined) await untilStatus(client, submissionId, ['completed']);
}

async function untilStatus(client: Client, submissionId: string, wanted: readonly string[]): Promise<void> {
  const path = `/v1/onboarding/submissions/${submissionId}`;
  for (const end = performance.now() + LIVE_MS; ; await sleep(60)) {
    const reply = await client.send(get(path));
    // Of a row of an import: somebody has still to make it.
    const status = reply.status === 404 ? 'not made' : submissionSchema.parse(reply.body).status;
    if (wanted.includes(status)) return;
    if (performance.now() > end) throw new Error(`a submission is ${status} after ${LIVE_MS} ms`);
  }
}

/**
 * Changes a version that was read. When the answer to an earlier attempt was lost, the version may be ours by now: then
 * what stands there is the answer.
 */
async function edit(client: Client, request: Request, path: string): Promise<Reply> {
  const reply = await client.send(request);
  if (reply.status < 400) return reply;
  if (reply.attempts > 1 && (reply.status === 412 || reply.status === 409)) return client.sendWell(get(path));
  throw new Error(`${request.method} ${request.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

const get = (path: string): Request => ({ method: 'GET', path });
const post = (path: string, key: string, body?: unknown): Request => ({
  method: 'POST',
  path,
  key,
  ...(body !== undefined && { body }),
});
const etag = (reply: Reply): string => reply.headers.get('etag') ?? '';
const cookieOf = (reply: Reply): string | undefined =>
  reply.headers
    .getSetCookie()
    .find(cookie => !/=;/.test(cookie))
    ?.split(';')[0];

function form(slug: string, planId: string) {
  return {
    company: { slug, displayName: `${slug} (sample)`, tags: ['sample'] },
    contacts: { contacts: [{ name: 'Jo Doe', email: 'jo@example.com' }] },
    plan: { planId },
    placement: {},
  };
}

function chaosMeter(title: string) {
  return { key: 'chaos_bytes', title, aggregation: 'sum', unit: 'bytes', types: ['chaos.bytes'] };
}

/** A hard allowance, so that there is something to reserve. */
function chaosPlan(displayName: string) {
  return {
    displayName,
    tier: 'enterprise',
    prices: [{ interval: 'month', currency: 'EUR', amount: '99' }],
    allowances: [{ meter: 'timeline', quantity: '800', policy: 'hard' }],
    supportTier: 'standard',
  };
}

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { KubeObject } from '../../../operator/src/runtime/objects.ts';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import type { LoopWorld } from './loop-world.ts';
import { BUSINESS, expectedMinor, TEAM } from './plans.ts';

const SLUG = 'sample-looped';
const NAMESPACE = `t-${SLUG}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMIT_MS = 180_000;
/** As long as nobody looks the notice does not run: the clock goes on in steps, with looks in between. */
const STEP_MS = 4 * HOUR;
const LOOK_MS = 800;

const enforcement = z.object({
  stage: z.string(),
  grounds: z.array(z.object({ level: z.number(), secondsLeft: z.number().nullable().optional() })),
});
const tenantSchema = z.object({ tenantId: z.string() });
const preview = z.object({
  previewToken: z.string(),
  findings: z.array(z.object({ code: z.string(), blocking: z.boolean() })),
  running: z
    .object({ objects: z.array(z.object({ kind: z.string(), name: z.string(), change: z.string() })) })
    .loose(),
  charges: z.array(z.object({ after: z.object({ totalMinor: z.string() }) })),
});
const statements = z.object({
  items: z.array(
    z.object({
      number: z.number(),
      totalMinor: z.string(),
      period: z.object({ from: z.string(), to: z.string() }),
    }),
  ),
});
const subscription = z.object({
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  terms: z.array(z.object({ from: z.string() })),
});
const auditPage = z.object({ items: z.array(z.object({ action: z.string() })) });
const alerts = z.object({ items: z.array(z.object({ level: z.string(), rule: z.string() })) });

/** Plays it, asserting each step. @throws AssertionError where the loop is not closed */
export async function playLoop(
  world: LoopWorld,
  say: (line: string) => void,
): Promise<Record<string, unknown>> {
  const { api, clock } = world;
  await api.replace('/v1/enforcement/settings', {
    mode: 'live',
    suspensionsPerHour: 10,
    ledgerLagMinutes: 15,
    unwatchedMinutes: 360,
  });
  for (const { planId, spec } of [TEAM, BUSINESS]) {
    await api.send('POST', '/v1/plans', { planId, spec });
    await api.send('POST', `/v1/plans/${planId}/versions/1/publish`);
  }
  const hook = await api.call(z.object({ secret: z.string() }).loose(), 'POST', '/v1/webhooks', {
    name: 'loop (sample)',
    url: world.receiver.url,
  });
  world.receiver.secret = hook.secret;

  const { tenantId } = await api.call(tenantSchema, 'POST', '/v1/tenants', {
    slug: SLUG,
    displayName: 'Looped (sample)',
  });
  await api.send('POST', `/v1/tenants/${tenantId}/subscription`, {
    planId: TEAM.planId,
    currency: 'EUR',
    trialDays: 0,
  });
  await world.cluster.condition(SLUG, 'Available', 'True');
  await waitFor('the pods of the first plan', LIMIT_MS, async () => (await readyPods(world)).length === 3);
  say('the tenant runs: 3 pods');

  const use = async (quantity: number) => {
    const body = [
      { id: `loop-${quantity}-${clock.now()}`, source: 'loop', type: 'timeline', tenantId, quantity },
    ];
    await api.send('POST', '/v1/usage/events', body);
  };
  const stage = () => api.get(enforcement, `/v1/tenants/${tenantId}/enforcement`);
  const until = (what: string, holds: (seen: z.infer<typeof enforcement>) => boolean) =>
    timed(what, async () => holds(await stage()));
  const level = (wanted: number) => (seen: z.infer<typeof enforcement>) =>
    seen.grounds.some(ground => ground.level >= wanted);

  await use(8_000);
  const at80 = await until('told at 80 %', level(80));
  await use(2_000);
  const at100 = await until('told at 100 %', level(100));
  const alarm = await timed('an alert of the allowance', async () => {
    const { items } = await api.get(alerts, `/v1/alerts?tenantId=${tenantId}`);
    return items.some(item => item.rule === 'allowance' && item.level !== 'ok');
  });
  await use(2_001);
  const atNotice = await until('notice given', seen => seen.stage === 'notice');
  say('beyond the grace: the notice runs');

  for (let left = 7 * DAY - HOUR; left > 0; left -= STEP_MS) {
    clock.advance(Math.min(STEP_MS, left));
    await sleep(LOOK_MS);
  }
  assert.equal((await stage()).stage, 'notice', 'an hour before its end the notice still runs');
  await waitFor('and so do the pods', LIMIT_MS, async () => (await readyPods(world)).length === 3);
  clock.advance(HOUR);
  const suspendedAt = performance.now();
  const suspended = await until('suspended', seen => seen.stage === 'suspended');
  await waitFor('no pod any more', LIMIT_MS, async () => (await pods(world)).length === 0);
  const podsGone = (performance.now() - suspendedAt) / 1_000;
  await world.cluster.condition(SLUG, 'Suspended', 'True');
  say('the notice is over: suspended, and no pod runs');

  const changes = `/v1/tenants/${tenantId}/subscription/changes`;
  const wanted = { planId: BUSINESS.planId, when: 'now' };
  const looked = await api.call(preview, 'POST', `${changes}/preview`, wanted);
  const accepted = looked.findings.filter(({ blocking }) => blocking).map(({ code }) => code);
  const upgradedAt = performance.now();
  await api.send('POST', changes, {
    ...wanted,
    previewToken: looked.previewToken,
    acceptFindings: accepted,
    reason: 'upgraded by the sample',
  });
  // Still beyond the allowance, which the second plan bills: it is told, and nothing more.
  const released = await until('released', seen => seen.stage === 'notified');
  await world.cluster.condition(SLUG, 'Suspended', 'False');
  await waitFor('the pods of the second plan', LIMIT_MS, async () => {
    const { items } = await deployments(world);
    return items.join() === 'api,store,worker' && (await readyPods(world)).length >= 3;
  });
  const podsBack = (performance.now() - upgradedAt) / 1_000;
  const foretold = looked.running.objects.filter(
    ({ kind, change }) => kind === 'Deployment' && change === 'created',
  );
  assert.deepEqual(
    foretold.map(({ name }) => name),
    ['store'],
    'the preview named what came to run',
  );
  say('upgraded: released, and running what the second plan buys');

  const { period, terms } = await api.get(subscription, `/v1/tenants/${tenantId}/subscription`);
  assert.ok(period !== null, 'there is a period');
  clock.advance(Date.parse(period.to) - clock.now() + 10 * DAY);
  const statement = await timedValue('the statement', async () => {
    await api.send('POST', '/v1/statements/close-due', {}).catch(() => undefined);
    const { items } = await api.get(statements, `/v1/tenants/${tenantId}/statements`);
    return items.find(({ period: { from } }) => from === period.from);
  });
  const expected = expectedMinor(period, terms.at(-1)?.from ?? '', 12_001n);
  assert.equal(statement.value.totalMinor, expected.toString(), 'the statement is right to the cent');
  assert.equal(looked.charges[0]?.after.totalMinor, expected.toString(), 'and what the preview said');
  say(`billed ${statement.value.totalMinor} cents, as reckoned by hand`);

  const wantedEvents = [
    'enforcement.notified',
    'enforcement.notice_given',
    'enforcement.suspended',
    'tenant.suspended',
    'subscription.plan_changed',
    'enforcement.released',
    'tenant.resumed',
    'statement.closed',
  ];
  await waitFor('each step by webhook', LIMIT_MS, async () => {
    const told = new Set(world.receiver.received.map(({ type }) => type.replace('dev.tenantry.', '')));
    return wantedEvents.every(type => told.has(type));
  });
  const { items: audited } = await api.get(auditPage, `/v1/audit?tenantId=${tenantId}&limit=200`);
  const actions = new Set(audited.map(({ action }) => action));
  for (const action of ['tenant.suspend', 'tenant.resume', 'subscription.change_plan'])
    assert.ok(actions.has(action), `the audit has ${action}: ${[...actions].join(', ')}`);
  const streamed = world.stream.told.filter(line => line.includes(tenantId)).length;
  assert.ok(streamed > 0, 'the stream told of the tenant');
  const round = (seconds: number) => Math.round(seconds * 100) / 100;
  return {
    seconds: {
      'from usage to told at 80 %': round(at80),
      'from usage to told at 100 %': round(at100),
      'to the alert': round(alarm),
      'from usage to notice': round(atNotice),
      'from the end of the notice to suspended': round(suspended),
      'from the end of the notice to no pod': round(podsGone),
      'from upgrade to released': round(released),
      'from upgrade to all pods': round(podsBack),
      'from asking to the statement': round(statement.seconds),
    },
    statementMinor: statement.value.totalMinor,
    expectedMinor: expected.toString(),
    webhooks: world.receiver.received.length,
    streamed,
    audited: audited.length,
  };
}

async function timed(what: string, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  await waitFor(what, LIMIT_MS, holds);
  return (performance.now() - from) / 1_000;
}

async function timedValue<T>(what: string, look: () => Promise<T | undefined>) {
  let value: T | undefined;
  const seconds = await timed(what, async () => {
    value = await look();
    return value !== undefined;
  });
  if (value === undefined) throw new Error(`${what}: not there`);
  return { value, seconds };
}

const pods = (world: LoopWorld) => world.cluster.api.list('pods', NAMESPACE);

async function readyPods(world: LoopWorld): Promise<readonly KubeObject[]> {
  const living = (await pods(world)).filter(({ metadata }) => !metadata.deletionTimestamp);
  return living.filter(isPodReady);
}

const podStatus = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]) }),
});

function isPodReady(pod: KubeObject): boolean {
  const { conditions } = podStatus.parse(pod).status;
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

async function deployments(world: LoopWorld): Promise<{ items: string[] }> {
  const found = await world.cluster.api.list('deployments', NAMESPACE);
  return { items: found.map(({ metadata }) => metadata.name).sort() };
}

import { z } from 'zod';
import { type Caller, startTestApp, type TestApp } from '../app.test-support.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A control plane where plans are enforced, and a clock that tests take in steps of days. */
export async function startEnforcing(
  options: Parameters<typeof startTestApp>[0] = {},
  settings: object = {},
): Promise<TestApp> {
  const app = await startTestApp(options);
  const replaced = await app.as('finance')('PUT', '/v1/enforcement/settings', {
    headers: { 'if-match': '*' },
    body: {
      mode: 'live',
      suspensionsPerHour: 10,
      ledgerLagMinutes: 15,
      unwatchedMinutes: 14 * 24 * 60,
      ...settings,
    },
  });
  if (replaced.status !== 200) throw new Error(JSON.stringify(replaced.body));
  return app;
}

/** A tenant on a plan without a trial. */
export async function aTenant(app: TestApp, slug: string, planId = 'pro'): Promise<string> {
  const admin = app.as('admin');
  const made = await admin('POST', '/v1/tenants', { body: { slug, displayName: `${slug} (sample)` } });
  const { tenantId } = z.object({ tenantId: z.string() }).parse(made.body);
  const subscribed = await admin('POST', `/v1/tenants/${tenantId}/subscription`, {
    body: { planId, trialDays: 0 },
  });
  if (subscribed.status !== 201) throw new Error(JSON.stringify(subscribed.body));
  return tenantId;
}

let events = 0;

/** Uses so much of a meter, and waits until it is counted. */
export async function use(app: TestApp, tenantId: string, meter: string, quantity: number): Promise<void> {
  const own: Caller = app.as({ roles: ['ingest'], tenantId });
  const body = [{ id: `e${++events}`, type: meter, quantity: String(quantity) }];
  const sent = await own('POST', '/v1/usage/events', { body });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  app.clock.advance(2_000);
  await app.app.domains.usage.settle();
}

/** What the recurring tasks do in a while. */
export async function enforceAll({ app }: TestApp): Promise<void> {
  const { rounds } = app.domains.enforcement;
  await rounds.runDue();
  await rounds.runSweep(1_000);
}

/** Goes on for so long, in steps, with a round after each. */
export async function pass(app: TestApp, milliseconds: number, step = 6 * HOUR): Promise<void> {
  for (let left = milliseconds; left > 0; left -= step) {
    app.clock.advance(Math.min(left, step));
    await enforceAll(app);
  }
}

const bodySchema = z.looseObject({
  stage: z.string(),
  rehearsal: z.boolean(),
  grounds: z.array(
    z.looseObject({
      ground: z.string(),
      stage: z.string(),
      level: z.int(),
      noticeEndsAt: z.string().nullable(),
      secondsLeft: z.int().nullable(),
    }),
  ),
  next: z.looseObject({
    step: z.string(),
    held: z.object({ reason: z.string(), step: z.string() }).nullable(),
  }),
});

export async function standing(app: TestApp, tenantId: string) {
  const { body } = await app.as('cs')('GET', `/v1/enforcement/${tenantId}`);
  return bodySchema.parse(body);
}

export async function isSuspended(app: TestApp, tenantId: string): Promise<boolean> {
  const suspensions = (await app.app.domains.tenants.service.suspensionsOf(tenantId)) ?? [];
  return suspensions.some(
    ({ by, until }) => by === 'billing' && (until === undefined || Date.parse(until) > app.clock.now()),
  );
}

/** Names of the events of enforcement that were told of a tenant, in order. */
export async function toldOf(app: TestApp, tenantId: string): Promise<string[]> {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const query = `limit=200&tenantId=${tenantId}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await app.as('admin')('GET', `/v1/events?${query}`);
    const page = z.object({ items: z.array(z.object({ type: z.string() })), next: z.string() }).parse(body);
    names.push(...page.items.map(({ type }) => type.replace('dev.tenantry.', '')));
    if (page.items.length === 0) break;
    cursor = page.next;
  }
  return names.filter(name => name.startsWith('enforcement.'));
}

/** Days go by: statements are made when they are due, and plans are enforced. */
export async function live(app: TestApp, until: string): Promise<void> {
  while (app.clock.now() < Date.parse(until)) {
    app.clock.advance(DAY / 2);
    await app.as('finance')('POST', '/v1/statements/close-due');
    await enforceAll(app);
  }
}

import { chargesPreviewSchema } from '@tenantry/contracts/commercial/charges-api';
import { entitlementsSchema } from '@tenantry/contracts/commercial/entitlement';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import {
  FINDINGS,
  type SubscriptionChangePreviewBody,
  subscriptionChangePreviewSchema,
} from '@tenantry/contracts/commercial/plan-change-preview';
import { subscriptionSchema } from '@tenantry/contracts/commercial/subscription-api';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, startTestApp, type TestApp } from '../../app.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';

/** The whole: TENANTRY_PLAN_CHANGE_RUNS=1000. */
const RUNS = Number(process.env['TENANTRY_PLAN_CHANGE_RUNS'] ?? 100);
const MINUTE = 60_000;
const DAY = 86_400_000;
const METERS = ['ingestion', 'query', 'timeline', 'signup'] as const;
const TIERS = ['community', 'pro', 'enterprise', 'a-tier-of-nobody'] as const;
const PLANS = 8;
const ACCEPT_ALL = Object.keys(FINDINGS);

const price = fc
  .tuple(fc.nat(400), fc.nat(999_999_999_999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(12, '0')}`);
const places = fc.oneof(price, fc.nat(400).map(String));

const allowance = (meter: string) =>
  fc
    .tuple(
      fc.constantFrom('hard', 'soft', 'grace' as const),
      fc.oneof(fc.nat(300).map(String), fc.constant('unlimited')),
      fc.tuple(fc.integer({ min: 1, max: 200 }), places, places),
      fc.integer({ min: 1, max: 200 }),
    )
    .map(([policy, quantity, [upTo, first, then], gracePercent]) => ({
      meter,
      quantity,
      policy,
      ...(policy === 'grace' && { gracePercent }),
      overage:
        policy === 'hard' || quantity === 'unlimited'
          ? []
          : [
              {
                currency: 'EUR',
                tiers: [{ upTo: String(upTo), unitPrice: first }, { unitPrice: then }],
              },
            ],
    }));

const planSpec: fc.Arbitrary<PlanSpec> = fc
  .record({
    tier: fc.constantFrom(...TIERS),
    month: fc.tuple(places, fc.option(places)),
    year: fc.tuple(places, fc.option(places)),
    allowances: fc
      .subarray([...METERS])
      .chain(
        meters => fc.tuple(...meters.map(meter => allowance(meter))) as fc.Arbitrary<PlanSpec['allowances']>,
      ),
    addOn: places,
    flags: fc.dictionary(fc.constantFrom('timeline', 'beta', 'bulk-export'), fc.boolean()),
  })
  .map(({ tier, month, year, allowances, addOn, flags }) => {
    const priced = (interval: 'month' | 'year', [amount, minimum]: readonly [string, string | null]) => ({
      interval,
      currency: 'EUR',
      amount,
      ...(minimum !== null && { minimum }),
    });
    const meter = allowances[0]?.meter;
    return aPlanSpec({
      tier,
      prices: [priced('month', month), priced('year', year)],
      allowances,
      addOns: [
        {
          key: 'more',
          displayName: 'More',
          maxQuantity: 5,
          prices: [priced('month', [addOn, null]), priced('year', [addOn, null])],
          allowances: meter === undefined ? [] : [{ meter, quantity: '40' }],
          featureFlags: { beta: true },
        },
      ],
      featureFlags: flags,
    });
  });

const choice = fc.record({
  plan: fc.nat(PLANS - 1),
  interval: fc.constantFrom('month', 'year' as const),
  addOns: fc.option(fc.integer({ min: 1, max: 5 })),
});

const scene = fc.record({
  begun: fc.record({
    choice,
    daysAgo: fc.integer({ min: -20, max: 500 }),
    trialDays: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  }),
  /** A change that was made before, some way into the period under way, or is scheduled. */
  before: fc.option(
    fc.record({
      choice,
      when: fc.constantFrom('part', 'periodEnd' as const),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  agreed: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('basePrice' as const), amount: places }),
      fc.record({
        kind: fc.constant('allowance' as const),
        meter: fc.constantFrom(...METERS),
        quantity: fc.nat(500).map(String),
      }),
      fc.record({
        kind: fc.constant('flag' as const),
        flag: fc.constantFrom('beta', 'gamma'),
        on: fc.boolean(),
      }),
    ),
    { maxLength: 2 },
  ),
  used: fc.array(fc.tuple(fc.constantFrom(...METERS), fc.integer({ min: 1, max: 400 })), { maxLength: 3 }),
  wanted: fc.record({
    choice,
    when: fc.oneof(
      { weight: 3, arbitrary: fc.constant('now' as const) },
      { weight: 2, arbitrary: fc.constant('periodEnd' as const) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 70 }) },
    ),
  }),
  /** How much of the time of its token passes before it is carried out. */
  waits: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

let app: TestApp;
let admin: Caller;
let tenants = 0;

/** The memory store looks at all that is in it for whatever is asked: it is kept small. */
const TENANTS_AT_ONCE = 15;

async function begin(): Promise<void> {
  app = await startTestApp();
  admin = app.as('admin');
  const specs = fc.sample(planSpec, { numRuns: PLANS, seed: 20_260_301 });
  for (const [at, spec] of specs.entries()) {
    await done('POST', '/v1/plans', { planId: `plan-${at}`, spec });
    await done('POST', `/v1/plans/plan-${at}/versions/1/publish`);
  }
}
beforeAll(begin);
afterAll(() => app[Symbol.asyncDispose]());

async function done(method: string, path: string, body?: object): Promise<unknown> {
  const reply = await admin(method, path, { ...(body && { body }), headers: { 'if-match': '*' } });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

const chosen = ({ plan, interval, addOns }: Scene['wanted']['choice']) => ({
  planId: `plan-${plan}`,
  interval,
  addOns: addOns === null ? [] : [{ key: 'more', quantity: addOns }],
});
const iso = (at: number) => new Date(at).toISOString();

/** A tenant with a past, and the change that somebody wants. */
async function staged({ begun, before, agreed, used, wanted }: Scene) {
  if (++tenants % TENANTS_AT_ONCE === 0) {
    await app[Symbol.asyncDispose]();
    await begin();
  }
  const { tenantId } = await registered(app, { slug: `s-${uuidv7().replaceAll('-', '')}` });
  const path = `/v1/tenants/${tenantId}/subscription`;
  const now = app.clock.now();
  const startsAt = now - begun.daysAgo * DAY;
  const { trialDays, zone } = begun;
  await done('POST', path, { ...chosen(begun.choice), startsAt: iso(startsAt), trialDays, zone });
  if (before !== null) {
    const { service } = app.app.domains.subscriptions;
    const period = await service.periodAt(tenantId, now);
    const from = Math.max(startsAt, Date.parse(period?.from ?? iso(startsAt)));
    const at = iso(Math.floor(from + Math.max(0, now - from) * before.part));
    const when = before.when === 'periodEnd' ? { when: 'periodEnd' } : { when: 'at', at };
    await done('POST', `${path}/changes`, { ...chosen(before.choice), ...when, acceptFindings: ACCEPT_ALL });
  }
  for (const change of agreed) await done('POST', `${path}/overrides`, { change, reason: 'as agreed' });
  for (const [type, quantity] of used)
    await done('POST', '/v1/usage/events', { id: uuidv7(), type, quantity, tenantId });
  await app.app.domains.usage.settle();
  const { when } = wanted;
  const time =
    typeof when === 'number' ? { when: 'at', at: iso(Math.max(now, startsAt) + when * DAY) } : { when };
  return { tenantId, path, body: { ...chosen(wanted.choice), ...time } };
}

const chargesOf = async (tenantId: string, at: string) =>
  chargesPreviewSchema.parse(await done('GET', `/v1/tenants/${tenantId}/charges?at=${at}`));

async function expectCharges(tenantId: string, seen: SubscriptionChangePreviewBody, periods: 'all' | 'come') {
  for (const { period, after } of seen.charges) {
    if (periods === 'come' && Date.parse(period.from) > app.clock.now()) continue;
    const { lines, totalMinor } = await chargesOf(tenantId, period.from);
    expect({ lines, totalMinor }).toEqual(after);
  }
}

async function expectInForce(tenantId: string, path: string, seen: SubscriptionChangePreviewBody) {
  const { plan, terms } = subscriptionSchema.parse(await done('GET', path));
  expect(terms).toEqual(seen.terms);
  expect(plan).toEqual(seen.after);
  const { meters } = entitlementsSchema.parse(await done('GET', `/v1/tenants/${tenantId}/entitlements`));
  const limits = meters.map(({ meter, limit, ceiling, policy }) => [meter, limit, ceiling, policy]);
  const promised = seen.allowances.flatMap(({ meter, after }) =>
    after
      ? [[meter, after.quantity === 'unlimited' ? null : after.quantity, after.ceiling, after.policy]]
      : [],
  );
  expect(limits.toSorted()).toEqual(promised.toSorted());
  const desired = await app.app.domains.clusters.workloads.desired(tenantId);
  expect(desired?.spec.tier).toBe(seen.running.after.tier);
  expect(desired?.spec.featureFlags ?? {}).toEqual(seen.after.featureFlags);
}

test('what a preview said of charges, allowances, terms and tier is what then happens', async () => {
  const figures = { changes: 0, now: 0, later: 0, findings: 0, periods: 0 };
  await fc.assert(
    fc.asyncProperty(scene, async drawn => {
      const { tenantId, path, body } = await staged(drawn);
      const seen = subscriptionChangePreviewSchema.parse(await done('POST', `${path}/changes/preview`, body));
      const passed = Math.floor((Date.parse(seen.expiresAt) - Date.parse(seen.at)) * drawn.waits);
      app.clock.advance(passed);
      const carried = await admin('POST', `${path}/changes`, {
        body: { ...body, previewToken: seen.previewToken, acceptFindings: ACCEPT_ALL },
      });
      if (carried.status === 412) {
        // Only time has passed: it says that a period ended, or that what was scheduled began.
        expect(carried.body).toMatchObject({ errors: [{ code: 'moved_time' }] });
        return;
      }
      expect(carried.status).toBe(200);
      figures.changes++;
      figures.findings += seen.findings.length;
      figures.periods += seen.charges.length;
      const { terms } = subscriptionSchema.parse(carried.body);
      expect(terms).toEqual(seen.terms);
      await expectCharges(tenantId, seen, 'all');
      const now = app.clock.now();
      if (seen.from <= iso(now)) {
        figures.now++;
        await expectInForce(tenantId, path, seen);
        return;
      }
      figures.later++;
      app.clock.set(seen.from);
      await expectInForce(tenantId, path, seen);
      await expectCharges(tenantId, seen, 'come');
      app.clock.set(iso(now));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(figures.changes).toBeGreaterThan(RUNS * 0.9);
}, 1_800_000);

const overtaking = fc.constantFrom('override', 'change', 'tenant', 'expiry', 'period', 'end');

test('a token that is over or was overtaken is refused, and changes nothing', async () => {
  const refused: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(scene, overtaking, async (drawn, how) => {
      const { tenantId, path, body } = await staged(drawn);
      const seen = subscriptionChangePreviewSchema.parse(await done('POST', `${path}/changes/preview`, body));
      const came = app.clock.now();
      await overtake(how, tenantId, path, seen);
      const before = await done('GET', `${path}/history`);
      const carried = await admin('POST', `${path}/changes`, {
        body: { ...body, previewToken: seen.previewToken, acceptFindings: ACCEPT_ALL },
      });
      const over = iso(app.clock.now()) >= seen.expiresAt;
      expect(carried.status).toBe(over ? 409 : 412);
      const { errors } = carried.body as { errors: { code: string }[] };
      for (const { code } of errors) refused[code] = (refused[code] ?? 0) + 1;
      expect(await done('GET', `${path}/history`)).toEqual(before);
      app.clock.set(iso(came));
    }),
    { numRuns: Math.ceil(RUNS / 4), endOnFailure: true },
  );
  process.stdout.write(`${JSON.stringify({ refused })}\n`);
}, 1_800_000);

async function overtake(
  how: 'override' | 'change' | 'tenant' | 'expiry' | 'period' | 'end',
  tenantId: string,
  path: string,
  seen: SubscriptionChangePreviewBody,
): Promise<void> {
  switch (how) {
    case 'override': {
      const change = { kind: 'flag', flag: 'delta', on: true };
      await done('POST', `${path}/overrides`, { change, reason: 'as agreed' });
      return;
    }
    case 'change':
      await done('POST', `${path}/changes`, {
        planId: `plan-${(Number(seen.wanted.planId.slice(5)) + 1) % PLANS}`,
        interval: 'month',
        addOns: [],
        when: 'now',
        acceptFindings: ACCEPT_ALL,
      });
      return;
    case 'end':
      await done('POST', `${path}/end`, { when: 'periodEnd' });
      return;
    case 'tenant':
      await done('PATCH', `/v1/tenants/${tenantId}`, { featureFlags: { delta: false } });
      return;
    case 'period':
      app.clock.advance(40 * DAY);
      return;
    case 'expiry':
      app.clock.set(iso(Math.max(app.clock.now(), Date.parse(seen.expiresAt) + MINUTE)));
  }
}

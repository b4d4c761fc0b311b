import { mergeAlertSettings } from '@tenantry/contracts/commercial/alert';
import { expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { ClusterUnavailable, type ObservedTenant, type Provisioner } from '../../cluster/provisioner.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Submission } from '../../onboarding/submission.ts';
import type { TenantHead } from '../../tenants/tenant-heads.ts';
import { builtMeter } from '../../usage/event-builder.test-support.ts';
import { fixedMeters } from '../../usage/meter-catalogue.ts';
import { healthLook } from './health.ts';
import { NOTHING, UNKNOWN, type Watched } from './look.ts';
import { onboardingLook } from './onboarding.ts';
import { quotaLook } from './quota.ts';
import { rateLook } from './rate.ts';
import { renewalLook } from './renewal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function head(rest: Partial<TenantHead> = {}): TenantHead {
  return {
    id: 't1',
    slug: 'sample-acme',
    displayName: 'Acme (sample)',
    tags: [],
    cluster: 'default',
    region: 'eu',
    origin: 'api',
    phase: 'live',
    suspensions: [],
    plan: { status: 'unassigned' },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    writtenAt: '2026-01-01T00:00:00.000Z',
    version: 1,
    ...rest,
  };
}

function watched(rest: Partial<Watched> = {}): Watched {
  return { tenantId: 't1', head: head(), settings: mergeAlertSettings(), ...rest };
}

/** Usage by hour: so much in each hour of the past, so much in the last whole one. */
function rates(clock: FakeClock, past: bigint, last: bigint, asOf = () => clock.now()) {
  const hour = () => Math.floor(clock.now() / HOUR) * HOUR - HOUR;
  let reads = 0;
  const look = rateLook({
    clock,
    meters: fixedMeters([builtMeter(), builtMeter({ key: 'seats', aggregation: 'latest', types: ['seat'] })]),
    reader: {
      total: async (_tenant, key, { from, to }) => {
        reads++;
        const hours = BigInt((to - from) / HOUR);
        const quantity = from === hour() ? last : hours * past;
        return { meter: builtMeter({ key }), asOf: asOf(), quantity, events: 0n, entries: 0, hash: 0n };
      },
    },
  });
  return { look, reads: () => reads };
}

test('the rate is the last whole hour in percent of the mean hour of the week before', async () => {
  const clock = new FakeClock('2026-03-01T12:30:00Z');
  const { look, reads } = rates(clock, 200n, 1_000n);
  const expected = {
    readings: [
      {
        rule: 'rate',
        tenantId: 't1',
        meter: 'ingestion',
        value: 500,
        at: Date.parse('2026-03-01T12:00:00Z'),
        figures: { used: '1000', week: String(200 * 168) },
      },
    ],
    complete: true,
  };
  expect(await look(watched())).toEqual(expected);
  const before = reads();
  expect(await look(watched())).toEqual(expected);
  expect(reads()).toBe(before);
});

test('the rate is percent of a bound where one is set, also for who is new', async () => {
  const clock = new FakeClock();
  const settings = mergeAlertSettings({ rate: { perHour: { ingestion: '400' } } });
  const young = head({ createdAt: '2026-03-01T00:00:00.000Z' });
  const { look } = rates(clock, 0n, 1_000n);
  expect(await look(watched({ settings, head: young }))).toMatchObject({
    readings: [{ value: 250, figures: { used: '1000', bound: '400' } }],
  });
});

test('the rate of an hour with little in it, of a new tenant, and after a week of nothing is no news', async () => {
  const clock = new FakeClock();
  const value = async (past: bigint, last: bigint, rest: Partial<TenantHead> = {}) =>
    (await rates(clock, past, last).look(watched({ head: head(rest) }))).readings[0]?.value;
  expect(await value(1n, 99n)).toBe(0);
  expect(await value(1n, 100n)).toBe(10_000);
  expect(await value(1n, 1_000n, { createdAt: '2026-02-27T00:00:00.000Z' })).toBe(0);
  expect(await value(0n, 1_000n)).toBe(0);
});

test('an hour that is not wholly counted says nothing yet, and recovers nothing', async () => {
  const clock = new FakeClock('2026-03-01T12:00:05Z');
  let counted = Date.parse('2026-03-01T11:59:59Z');
  const { look } = rates(clock, 1n, 1_000n, () => counted);
  expect(await look(watched())).toEqual(UNKNOWN);
  counted = Date.parse('2026-03-01T12:00:00Z');
  expect(await look(watched())).toMatchObject({ readings: [{ value: 100_000 }], complete: true });
});

test('a rate whose history is pruned is no news', async () => {
  const clock = new FakeClock();
  const look = rateLook({
    clock,
    meters: fixedMeters([builtMeter()]),
    reader: { total: () => Promise.reject(new Problem('history_pruned')) },
  });
  expect(await look(watched())).toEqual(UNKNOWN);
});

const provisioner = (heard: number | undefined): Provisioner => ({
  kind: 'cluster',
  apply: () => Promise.reject(new Error('nothing is applied here')),
  remove: () => Promise.reject(new Error('nothing is removed here')),
  observe: () => Promise.resolve(undefined),
  lastHeard: () => heard,
});

function observed(hard: Record<string, string>, used: Record<string, string>, suspendedBy: string[] = []) {
  const quota = { hard, used };
  const tenant: ObservedTenant = {
    name: 'sample-acme',
    uid: 'u',
    generation: 1,
    tenantId: 't1',
    deleting: false,
    spec: {},
    status: { observedGeneration: 1, conditions: [], components: [], quota, suspendedBy },
  };
  return tenant;
}

test('each resource of a quota is read by itself, in whatever notation; what is 0 or no quantity is none', async () => {
  const clock = new FakeClock();
  const look = quotaLook(
    {
      provisionerOf: () => provisioner(clock.now() - 1_000),
      observe: async () =>
        observed(
          { 'requests.cpu': '2', 'requests.memory': '1Gi', pods: '0', odd: '??', secrets: '10' },
          { 'requests.cpu': '1900m', 'requests.memory': '512Mi', pods: '0', odd: '1' },
        ),
    },
    clock,
  );
  const { readings, complete } = await look(watched());
  expect(complete).toBe(true);
  expect(readings.map(({ subject, value }) => [subject, value])).toEqual([
    ['requests.cpu', 95],
    ['requests.memory', 50],
  ]);
});

test('a quota says nothing while the cluster is silent or away, and is none while the tenant is suspended', async () => {
  const clock = new FakeClock();
  const full = observed({ pods: '10' }, { pods: '10' });
  const look = (heard: number | undefined, observe: () => Promise<ObservedTenant | undefined>) =>
    quotaLook({ provisionerOf: () => provisioner(heard), observe }, clock)(watched());
  expect(await look(clock.now() - HOUR, async () => full)).toEqual(UNKNOWN);
  expect(await look(undefined, async () => full)).toEqual(UNKNOWN);
  expect(await look(clock.now(), () => Promise.reject(new ClusterUnavailable('away')))).toEqual(UNKNOWN);
  expect(await look(clock.now(), async () => observed({ pods: '10' }, { pods: '10' }, ['billing']))).toEqual(
    NOTHING,
  );
  expect(await look(clock.now(), async () => full)).toMatchObject({ readings: [{ value: 100 }] });
});

test('a health score that is not known raises nothing and recovers nothing', async () => {
  const look = (state: string, score: number | null) =>
    healthLook(async () => ({ state, score, checkedAt: '2026-03-01T12:00:00.000Z' }))(watched());
  expect(await look('unknown', 90)).toEqual(UNKNOWN);
  expect(await look('at_risk', null)).toEqual(UNKNOWN);
  expect(await look('at_risk', 30)).toMatchObject({
    readings: [{ value: 30, figures: { state: 'at_risk' } }],
  });
  expect(await healthLook(async () => undefined)(watched())).toEqual(UNKNOWN);
});

function submission(rest: Partial<Submission>): Submission {
  return {
    submissionId: 's1',
    tenantId: 't1',
    subscriptionId: 'b1',
    phase: 'submitted',
    origin: 'form',
    form: {},
    formVersion: 1,
    done: {},
    createdAt: '2026-02-01T00:00:00.000Z',
    createdBy: { id: 'user:test', name: 'test' },
    submittedAt: '2026-02-28T12:00:00.000Z',
    ...rest,
  };
}

test('a submission stands still since its last step, whether its tenant is there or not', async () => {
  const clock = new FakeClock();
  const look = (there: Submission | 'none' | undefined) =>
    onboardingLook({ of: () => there }, clock)(watched({ head: undefined }));
  expect(await look(submission({}))).toMatchObject({
    readings: [{ subject: 's1', value: 24, figures: { step: 'tenant' } }],
  });
  const further = submission({ done: { tenant: '2026-03-01T06:00:00.000Z' } });
  expect(await look(further)).toMatchObject({ readings: [{ value: 6, figures: { step: 'subscription' } }] });
  expect(await look('none')).toEqual(NOTHING);
  expect(await look(undefined)).toEqual(UNKNOWN);
});

test('a renewal is counted in days of UTC, also past the date, and forgotten a month after', async () => {
  const clock = new FakeClock();
  const days = async (renewalDate: string) =>
    (await renewalLook(clock)(watched({ head: head({ renewalDate }) }))).readings[0]?.value;
  expect(await days('2026-03-01')).toBe(0);
  expect(await days('2026-03-31')).toBe(30);
  expect(await days('2026-02-22')).toBe(-7);
  expect(await days('2026-01-01')).toBeUndefined();
  clock.advance(DAY / 2 - 1);
  expect(await days('2026-03-31')).toBe(30);
  clock.advance(1);
  expect(await days('2026-03-31')).toBe(29);
});

test('of a tenant that is gone nothing is left to tell', async () => {
  const gone = watched({ head: head({ phase: 'deleted', renewalDate: '2026-03-02' }) });
  const clock = new FakeClock();
  const never = () => Promise.reject(notFound('such tenant'));
  expect(await renewalLook(clock)(gone)).toEqual(NOTHING);
  expect(await rates(clock, 1n, 1_000n).look(gone)).toEqual(NOTHING);
  expect(await healthLook(never)(gone)).toEqual(NOTHING);
  expect(await quotaLook({ provisionerOf: () => undefined, observe: never }, clock)(gone)).toEqual(NOTHING);
});

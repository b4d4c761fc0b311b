import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type TenantryClient } from '../../../contracts/src/client/create-client.ts';
import type { components } from '../../../contracts/src/client/schema.generated.ts';
import { seededRandom } from '../seeded-random.ts';
import { dataOf } from './onboard-samples.ts';

/**
 * A simulated month of made-up customers, each in another state, so that health, alerts, enforcement and statements
 * have something to show. Everything is done by the public API, and is the same at every start but for its times.
 */

const DAY = 86_400_000;
/** Their subscriptions began so long ago: a month is over and billed, another is under way. */
const BEGAN_DAYS_AGO = 40;
/** As far back as the ledger takes events. */
const USAGE_DAYS = 34;
const BATCH = 1_000;
const COUNTED_WITHIN_MS = 180_000;
const POLL_MS = 250;

type UsageEvent = components['schemas']['UsageEvent'];
type Meter = 'ingestion' | 'query' | 'timeline' | 'signup';

interface MonthSample {
  readonly slug: string;
  readonly displayName: string;
  readonly planId: 'community' | 'pro' | 'enterprise';
  /** Use of a month, in units of each meter. */
  readonly monthly: Readonly<Partial<Record<Meter, number>>>;
  /** How much of the usual use a day has, by its age in days. */
  readonly shape: (daysAgo: number) => number;
  /** In so many days its contract is to be renewed. */
  readonly renewsInDays?: number;
  /** What is done about it once it is there. */
  readonly afterwards?: (client: TenantryClient, tenantId: string) => Promise<void>;
}

const steady = () => 1;

const SAMPLES: readonly MonthSample[] = [
  {
    slug: 'sample-steady',
    displayName: 'Steady use (sample)',
    planId: 'pro',
    monthly: { ingestion: 600_000, query: 140_000, timeline: 5_500, signup: 30 },
    shape: steady,
    afterwards: (client, tenantId) => sentiment(client, tenantId, 5),
  },
  {
    slug: 'sample-growing',
    displayName: 'Growing into its plan (sample)',
    planId: 'pro',
    monthly: { ingestion: 800_000, query: 200_000, timeline: 14_000, signup: 60 },
    shape: daysAgo => 2.6 - daysAgo / 20,
    renewsInDays: 25,
    afterwards: (client, tenantId) => sentiment(client, tenantId, 4),
  },
  {
    slug: 'sample-beyond',
    displayName: 'Beyond its allowance (sample)',
    planId: 'community',
    monthly: { ingestion: 9_000, query: 4_500, timeline: 600, signup: 10 },
    shape: steady,
    afterwards: (client, tenantId) => sentiment(client, tenantId, 3),
  },
  {
    slug: 'sample-overage',
    displayName: 'Pays for more than its plan (sample)',
    planId: 'pro',
    monthly: { ingestion: 2_500_000, query: 600_000, timeline: 9_000, signup: 80 },
    shape: steady,
    afterwards: (client, tenantId) => sentiment(client, tenantId, 4),
  },
  {
    slug: 'sample-overdue',
    displayName: 'Has not paid (sample)',
    planId: 'pro',
    monthly: { ingestion: 300_000, query: 60_000, timeline: 3_000, signup: 8 },
    shape: steady,
    afterwards: async (client, tenantId) => {
      await sentiment(client, tenantId, 3);
      const path = { tenantId };
      const read = await client.GET('/v1/tenants/{tenantId}/billing', { params: { path } });
      const header = { 'If-Match': read.response.headers.get('etag') ?? '' };
      const body = { paymentTermsDays: 0 };
      dataOf(await client.PUT('/v1/tenants/{tenantId}/billing', { params: { path, header }, body }));
    },
  },
  {
    slug: 'sample-fading',
    displayName: 'Uses less and less (sample)',
    planId: 'pro',
    monthly: { ingestion: 500_000, query: 120_000, timeline: 4_000, signup: 5 },
    shape: daysAgo => Math.max(0, (daysAgo - 6) / 20),
    renewsInDays: 6,
    afterwards: async (client, tenantId) => {
      await sentiment(client, tenantId, 2);
      const params = { path: { tenantId } };
      const body = { title: 'Ask why it uses less (sample)' };
      dataOf(await client.POST('/v1/tenants/{tenantId}/tasks', { params, body }));
    },
  },
  {
    slug: 'sample-paused',
    displayName: 'Suspended by hand (sample)',
    planId: 'community',
    monthly: { ingestion: 2_000, query: 900 },
    shape: daysAgo => (daysAgo > 8 ? 1 : 0),
    afterwards: async (client, tenantId) => {
      const body = { reason: 'SampleSuspension', message: 'A sample of a suspension' };
      dataOf(await client.POST('/v1/tenants/{tenantId}/suspend', { params: { path: { tenantId } }, body }));
    },
  },
];

/**
 * Registers the customers, sends what they used, and then subscribes them since 40 days ago: health judges use by the plan,
 * and who has a plan and seems to use nothing of it, since none is counted yet, would be an alarm. Each step is done for all
 * of them before the next, so that they are counted side by side.
 */
export async function playSampleMonth(
  api: { readonly address: string; readonly key: string },
  progress: (line: string) => void,
): Promise<{ readonly slugs: readonly string[]; readonly events: number }> {
  const client = createClient({ baseUrl: api.address, token: api.key });
  const now = Date.now();
  const sent: {
    readonly sample: MonthSample;
    readonly tenantId: string;
    readonly events: readonly UsageEvent[];
  }[] = [];
  for (const [at, sample] of SAMPLES.entries()) {
    progress(`${at} of ${SAMPLES.length} customers`);
    const tenantId = await register(client, sample, now);
    const events = usageOf(sample, tenantId, now);
    await sendUsage(client, sample, events);
    sent.push({ sample, tenantId, events });
  }
  progress('counting what they used');
  const from = new Date(now - USAGE_DAYS * DAY).toISOString();
  for (const { sample, tenantId, events } of sent)
    await untilCounted(client, sample, { tenantId, from, events });
  for (const { sample, tenantId } of sent) {
    await subscribe(client, sample, tenantId, now);
    await sample.afterwards?.(client, tenantId);
    // Whoever uses something is looked at once an hour: for what is shown now, now.
    const params = { path: { tenantId } };
    dataOf(await client.POST('/v1/tenants/{tenantId}/health/evaluate', { params }));
  }
  return {
    slugs: sent.map(({ sample: { slug } }) => slug),
    events: sent.reduce((sum, { events }) => sum + events.length, 0),
  };
}

async function register(client: TenantryClient, sample: MonthSample, now: number): Promise<string> {
  const { slug, displayName, renewsInDays } = sample;
  const renewalDate =
    renewsInDays === undefined ? undefined : new Date(now + renewsInDays * DAY).toISOString().slice(0, 10);
  const { tenantId } = dataOf(
    await client.POST('/v1/tenants', {
      params: { header: { 'Idempotency-Key': `npm-start-month-${slug}` } },
      body: { slug, displayName, tags: ['sample'], ...(renewalDate !== undefined && { renewalDate }) },
    }),
  );
  return tenantId;
}

async function subscribe(
  client: TenantryClient,
  { slug, planId }: MonthSample,
  tenantId: string,
  now: number,
): Promise<void> {
  const startsAt = new Date(now - BEGAN_DAYS_AGO * DAY).toISOString();
  dataOf(
    await client.POST('/v1/tenants/{tenantId}/subscription', {
      params: { path: { tenantId }, header: { 'Idempotency-Key': `npm-start-month-plan-${slug}` } },
      body: { planId, startsAt, trialDays: 0 },
    }),
  );
}

async function sendUsage(
  client: TenantryClient,
  sample: MonthSample,
  events: readonly UsageEvent[],
): Promise<void> {
  for (let from = 0; from < events.length; from += BATCH) {
    const body = events.slice(from, from + BATCH);
    const { counts } = dataOf(await client.POST('/v1/usage/events', { body }));
    if (counts.accepted !== body.length)
      throw new Error(`usage of ${sample.slug} was not taken: ${JSON.stringify(counts)}`);
  }
}

/** An event for each meter and quarter of a day: what that quarter came to. */
function usageOf({ slug, monthly, shape }: MonthSample, tenantId: string, now: number): UsageEvent[] {
  const random = seededRandom(seedOf(slug));
  const events: UsageEvent[] = [];
  for (let quarter = USAGE_DAYS * 4 - 1; quarter >= 0; quarter--) {
    const daysAgo = quarter / 4;
    for (const [type, month] of Object.entries(monthly)) {
      const quantity = Math.round((month / 120) * shape(daysAgo) * (0.7 + 0.6 * random()));
      if (quantity === 0) continue;
      events.push({
        id: `${slug}-${type}-${quarter}`,
        source: 'npm-start-month',
        type,
        tenantId,
        time: new Date(now - daysAgo * DAY - 60_000).toISOString(),
        quantity,
        subject: `user-${Math.floor(random() * 9)}`,
      });
    }
  }
  return events;
}

/** Waits until all that was sent for it is counted. @throws Error when that takes too long */
async function untilCounted(
  client: TenantryClient,
  { slug }: MonthSample,
  sent: { readonly tenantId: string; readonly from: string; readonly events: readonly UsageEvent[] },
): Promise<void> {
  const { tenantId, from, events } = sent;
  const deadline = performance.now() + COUNTED_WITHIN_MS;
  const byMeter = Map.groupBy(events, ({ type }) => type);
  for (const [meter, ofMeter] of byMeter) {
    const all = String(ofMeter.reduce((sum, { quantity = 1 }) => sum + Number(quantity), 0));
    const params = { path: { tenantId }, query: { meter, from } };
    for (;;) {
      const { quantity } = dataOf(await client.GET('/v1/tenants/{tenantId}/usage/total', { params }));
      if (quantity === all) break;
      if (performance.now() > deadline)
        throw new Error(`of ${slug}, ${quantity} of ${all} ${meter} were counted in time`);
      await sleep(POLL_MS);
    }
  }
}

async function sentiment(client: TenantryClient, tenantId: string, rating: number): Promise<void> {
  const params = { path: { tenantId } };
  const body = { rating, source: 'sample' };
  dataOf(await client.PUT('/v1/tenants/{tenantId}/health/sentiment', { params, body }));
}

/** The same for the same name. */
function seedOf(name: string): number {
  return [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
}

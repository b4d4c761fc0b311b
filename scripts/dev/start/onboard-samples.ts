import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type TenantryClient } from '../../../contracts/src/client/create-client.ts';
import type { components } from '../../../contracts/src/client/schema.generated.ts';

type Form = components['schemas']['OnboardingForm'];

export interface OnboardedSamples {
  readonly slugs: readonly string[];
  readonly submissions: readonly string[];
  readonly tenantIds: readonly string[];
  readonly events: number;
}

interface Sample {
  readonly form: Form;
  /** What an admin changes of the tenant afterwards. */
  readonly overrides?: components['schemas']['TenantPatch'];
}

const DAY = 86_400_000;
const POLL_MS = 250;

/** Three made-up customers, one on each plan that is shipped. */
const SAMPLES: readonly Sample[] = [
  sample('sample-community', 'Community (sample)', 'community'),
  {
    ...sample('sample-pro', 'Pro (sample)', 'pro', { 'count/jobs.batch': '100' }),
    overrides: {
      components: { api: { replicas: 3 } },
      featureFlags: { 'bulk-export': true },
      owners: [{ kind: 'Group', name: 'sample-pro-admins' }],
    },
  },
  sample('sample-enterprise', 'Enterprise (sample)', 'enterprise'),
];

function sample(
  slug: string,
  displayName: string,
  planId: string,
  quota: Record<string, string> = {},
): Sample {
  return {
    form: {
      company: { slug, displayName, tags: ['sample'] },
      contacts: { contacts: [{ name: 'Jo Doe', email: `jo@${slug}.example` }] },
      plan: { planId },
      placement: { quota },
    },
  };
}

/** How often a sample uses what, a day, for each meter that is shipped. */
const DAILY = { ingestion: 40, query: 25, timeline: 6, signup: 1 };
const DAYS = 14;

/**
 * Onboards the sample customers through the public API, as a program of the vendor would, and sends usage for them.
 * Answers who they are, and how many usage events were accepted.
 */
export async function onboardSamples(
  api: { readonly address: string; readonly key: string },
  timeout: number,
  progress: (line: string) => void,
): Promise<OnboardedSamples> {
  const client = createClient({ baseUrl: api.address, token: api.key });
  const deadline = performance.now() + timeout;
  const submissions = await Promise.all(
    SAMPLES.map(async ({ form }) => {
      const { submissionId } = await submit(client, form, `npm-start-${form.company?.slug}`);
      return submissionId;
    }),
  );
  const slugs = SAMPLES.map(({ form }) => form.company?.slug ?? '');
  let live = 0;
  const tenantIds = await Promise.all(
    submissions.map(async submissionId => {
      const tenantId = await untilLive(client, submissionId, deadline);
      progress(`${++live} of ${slugs.length} are live`);
      return tenantId;
    }),
  );
  await Promise.all(SAMPLES.map(({ overrides }, at) => override(client, tenantIds[at] ?? '', overrides)));
  progress('sending usage');
  return { slugs, submissions, tenantIds, events: await sendUsage(client, api.address, slugs) };
}

/** Fills in the form of a customer and submits it; again with the same key it is the same submission. */
export async function submit(client: TenantryClient, form: Form, idempotencyKey: string) {
  const header = { 'Idempotency-Key': idempotencyKey };
  const made = await client.POST('/v1/onboarding/submissions', { params: { header }, body: form });
  const { submissionId } = dataOf(made);
  const etag = made.response.headers.get('etag') ?? '';
  const path = { submissionId };
  const submitted = await client.POST('/v1/onboarding/submissions/{submissionId}/submit', {
    params: { path, header: { 'If-Match': etag } },
  });
  return dataOf(submitted);
}

async function untilLive(client: TenantryClient, submissionId: string, deadline: number): Promise<string> {
  for (;;) {
    const params = { path: { submissionId } };
    const { status, tenantId, steps } = dataOf(
      await client.GET('/v1/onboarding/submissions/{submissionId}', { params }),
    );
    if (status === 'live' || status === 'completed') return tenantId;
    if (status === 'needs_attention' || performance.now() > deadline) {
      throw new Error(`submission ${submissionId} is ${status}: ${JSON.stringify(steps)}`);
    }
    await sleep(POLL_MS);
  }
}

async function override(client: TenantryClient, tenantId: string, body: Sample['overrides']): Promise<void> {
  if (body === undefined) return;
  const path = { tenantId };
  const read = await client.GET('/v1/tenants/{tenantId}', { params: { path } });
  const header = { 'If-Match': read.response.headers.get('etag') ?? '' };
  dataOf(await client.PATCH('/v1/tenants/{tenantId}', { params: { path, header }, body }));
}

/** Two weeks of usage, with a key that can do nothing else. */
async function sendUsage(client: TenantryClient, baseUrl: string, slugs: readonly string[]): Promise<number> {
  const body = { name: 'npm start: usage of the samples', roles: ['ingest' as const], unbound: true };
  const { secret } = dataOf(await client.POST('/v1/keys', { body }));
  const meterer = createClient({ baseUrl, token: secret ?? '' });
  let accepted = 0;
  for (const [at, slug] of slugs.entries()) {
    const events = usageOf(slug, at + 1, Date.now());
    for (let from = 0; from < events.length; from += 1_000) {
      const body = events.slice(from, from + 1_000);
      const { counts } = dataOf(await meterer.POST('/v1/usage/events', { body }));
      if (counts.accepted !== body.length) {
        throw new Error(`usage of ${slug} was not taken: ${JSON.stringify(counts)}`);
      }
      accepted += counts.accepted;
    }
  }
  return accepted;
}

/** Events of a tenant that is `size` times as busy, the same at every start but for their times. */
function usageOf(tenant: string, size: number, now: number) {
  return Object.entries(DAILY).flatMap(([type, daily]) => {
    const count = daily * size * DAYS;
    const event = (id: string, at: number) => ({
      id: `${tenant}-${type}-${id}`,
      source: 'npm-start',
      type,
      tenant,
      quantity: 1 + (at % 5),
      subject: `user-${at % 7}`,
    });
    const before = Array.from({ length: count }, (_, at) => {
      const time = new Date(now - Math.floor(((at + 0.5) / count) * DAYS * DAY)).toISOString();
      return { ...event(String(at), at), time };
    });
    // The subscription began a moment ago: what entitlements count is used since, and so at the time of receipt.
    const since = Array.from({ length: daily * size }, (_, at) => event(`since-${at}`, at));
    return [...before, ...since];
  });
}

/** What was answered. @throws with the problem, where it was one */
export function dataOf<T>(answer: {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}): T {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
}

import { z } from 'zod';
import type { Api } from '../../drivers/control-plane-api.ts';

const tenantSchema = z.object({ tenantId: z.string() }).loose();

/** Customers of the drill: one on each plan, one of them suspended; and a Tenant that somebody applied by hand. */
export const SUSPENDED = 'drill-stopped';
export const UPGRADED = 'drill-pro';
export const BY_HAND = 'drill-by-hand';
/** Comes only after the backup. */
export const LATE = 'drill-late';
export const PLANS: Readonly<Record<string, string>> = {
  'drill-community': 'community',
  [UPGRADED]: 'pro',
  'drill-enterprise': 'enterprise',
  [SUSPENDED]: 'pro',
};
/** What those are given on top of their plan whose tier lets them: what a store that was lost would take back. */
export const REPLICAS = 3;

/** Sells a plan to a new customer, with an override of its own; answers its id. */
export async function onboard(api: Api, slug: string, planId: string): Promise<string> {
  const { tenantId } = await api.call(tenantSchema, 'POST', '/v1/tenants', {
    slug,
    displayName: `${slug} (sample)`,
  });
  await api.send('POST', `/v1/tenants/${tenantId}/subscription`, { planId });
  const override =
    planId === 'community' ? { quota: { pods: '7' } } : { components: { worker: { replicas: REPLICAS } } };
  await api.patch(`/v1/tenants/${tenantId}`, override);
  if (slug === SUSPENDED) await api.send('POST', `/v1/tenants/${tenantId}/suspend`, { reason: 'Drill' });
  return tenantId;
}

const pageSchema = z.object({
  items: z.array(z.object({ tenantId: z.string(), slug: z.string(), state: z.string() })),
});

/** The record of a slug that lives, if there is one. */
export async function recordOf(api: Api, slug: string) {
  const { items } = await api.get(pageSchema, `/v1/tenants?q=${slug}`);
  return items.find(item => item.slug === slug && item.state !== 'deleted');
}

/** A key that can do nothing but send usage. */
export async function senderKey(api: Api): Promise<string> {
  const body = { name: 'the sender of the drill', roles: ['ingest'], unbound: true };
  return (await api.call(z.object({ secret: z.string() }).loose(), 'POST', '/v1/keys', body)).secret;
}

const totalSchema = z.object({ quantity: z.string(), asOf: z.iso.datetime() }).loose();

export interface Totals {
  /** By tenant and meter, as the sender adds it up. */
  readonly sums: ReadonlyMap<string, number>;
  /** Everything that was accepted before this time, in milliseconds, is in each of them. */
  readonly asOf: number;
}

/** What the ledger comes to. */
export async function totals(api: Api, slugs: readonly string[], since: number): Promise<Totals> {
  const from = new Date(since - 3_600_000).toISOString();
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const sums = new Map<string, number>();
  let oldest = Number.POSITIVE_INFINITY;
  for (const slug of slugs) {
    const record = await recordOf(api, slug);
    if (record === undefined) throw new Error(`there is no record of ${slug}`);
    for (const meter of ['query', 'ingestion']) {
      const query = new URLSearchParams({ meter, from, to }).toString();
      const path = `/v1/tenants/${record.tenantId}/usage/total?${query}`;
      const { quantity, asOf } = await api.get(totalSchema, path);
      sums.set(`${slug} ${meter}`, Number(quantity));
      oldest = Math.min(oldest, Date.parse(asOf));
    }
  }
  return { sums, asOf: oldest };
}

/** Settles what is held, as docs/how-to/recover-from-a-disaster.md says: the plan first, then what runs is kept. */
export async function keepWhatRuns(api: Api, tenantId: string, planId: string, tier: string): Promise<void> {
  if (planId !== tier) await api.send('POST', `/v1/tenants/${tenantId}/change-plan`, { planId: tier });
  await api.send('POST', `/v1/tenants/${tenantId}/workload/settle`, { keep: 'cluster' });
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Api } from '../../drivers/control-plane-api.ts';

const tenantSchema = z.object({ tenantId: z.string() });
const allowanceSchema = z.looseObject({ used: z.string() });
const PATIENCE_MS = 30_000;

/** A customer comes, gets a plan and uses something; what was used is read back. Answers the tenant. */
export async function liveADay(api: Api, slug: string, quantity: number): Promise<string> {
  const { tenantId } = await api.call(tenantSchema, 'POST', '/v1/tenants', {
    slug,
    displayName: `${slug} (sample)`,
  });
  await api.send('POST', `/v1/tenants/${tenantId}/subscription`, { planId: 'community' });
  await sendUsage(api, tenantId, quantity);
  await usedComesTo(api, tenantId, quantity);
  return tenantId;
}

export async function sendUsage(api: Api, tenantId: string, quantity: number): Promise<void> {
  await api.send('POST', '/v1/usage/events', [
    { id: randomUUID(), source: 'compose', type: 'ingestion', tenantId, quantity },
  ]);
}

/** Counting follows the events within moments: asked again until it has come. */
export async function usedComesTo(api: Api, tenantId: string, quantity: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { used } = await api.get(allowanceSchema, `/v1/tenants/${tenantId}/entitlements/meters/ingestion`);
    if (Number(used) === quantity) return;
    if (Date.now() > deadline) throw new Error(`${quantity} were used, and ${used} are counted`);
    await sleep(250);
  }
}

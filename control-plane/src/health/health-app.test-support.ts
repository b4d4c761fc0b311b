import { type TenantHealthBody, tenantHealthSchema } from '@tenantry/contracts/commercial/health-api';
import type { TestApp } from '../app.test-support.ts';

const DAY_MS = 86_400_000;

/** Evaluates a tenant now. */
export async function healthOf(app: TestApp, tenantId: string): Promise<TenantHealthBody> {
  const reply = await app.as('cs')('POST', `/v1/tenants/${tenantId}/health/evaluate`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return tenantHealthSchema.parse(reply.body);
}

/** Gives it a plan, from now on and without a trial. */
export async function bought(app: TestApp, tenantId: string, planId = 'pro'): Promise<void> {
  const body = { planId, trialDays: 0 };
  const reply = await app.as('admin')('POST', `/v1/tenants/${tenantId}/subscription`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
}

let next = 0;

/** Lets days go by, on each of which every meter is used so much; the clock stands on the day after. */
export async function usedDaily(
  app: TestApp,
  tenantId: string,
  days: number,
  use: Readonly<Record<string, number>> = { ingestion: 20_000, query: 5_000, timeline: 200 },
): Promise<void> {
  const ingest = app.as({ roles: ['ingest'], tenantId });
  for (let day = 0; day < days; day++) {
    const time = new Date(app.clock.now()).toISOString();
    const body = Object.entries(use).map(([type, quantity]) => ({ id: `h${next++}`, type, time, quantity }));
    const reply = await ingest('POST', '/v1/usage/events', { body });
    if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
    app.clock.advance(DAY_MS);
  }
  await app.app.domains.usage.settle();
}

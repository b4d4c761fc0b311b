import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

const page = z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() });

export interface AlertsApp extends TestApp {
  /** A tenant on the plan `team`: 10 timelines hard, 100 queries with 20 % grace. */
  readonly tenantId: string;
  /** Has the tenant use more of a meter, counted at once. */
  use(meter: string, quantity: number): Promise<void>;
  /** Every rule looks at everybody, now. */
  look(): Promise<number>;
  /** What is in the inbox. */
  inbox(query?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export async function startAlertsApp(options: Parameters<typeof startTestApp>[0] = {}): Promise<AlertsApp> {
  const app = await startTestApp(options);
  const finance = app.as('finance');
  await finance('POST', '/v1/plans', { body: { planId: 'team', spec: aPlanSpec() } });
  await finance('POST', '/v1/plans/team/versions/1/publish');
  const { tenantId } = await registered(app);
  const made = await finance('POST', `/v1/tenants/${tenantId}/subscription`, { body: { planId: 'team' } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  let sent = 0;
  return {
    ...app,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
    tenantId,
    use: async (meter, quantity) => {
      const body = [{ id: `${meter}-${++sent}`, type: meter, tenantId, quantity }];
      const reply = await app.as('ingest')('POST', '/v1/usage/events', { body });
      if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
      // What was read a moment ago is not asked for again.
      app.clock.advance(2_000);
      await app.app.domains.usage.settle();
    },
    look: () => app.app.domains.alerts.evaluateAll(),
    inbox: async (query = '') => {
      const reply = await app.as('cs')('GET', `/v1/alerts${query}`);
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return page.parse(reply.body).items;
    },
  };
}

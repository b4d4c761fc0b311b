import type { ConsoleWorld } from './console-world.ts';

/** Ids of things that there are, by the name of the parameter in a route's path. */
export async function sampleIds({
  client,
}: ConsoleWorld): Promise<Readonly<Record<string, string | undefined>>> {
  const [tenants, plans, submissions, alerts, webhooks, changes] = await Promise.all([
    client.GET('/v1/tenants', { params: { query: { limit: 50 } } }),
    client.GET('/v1/plans'),
    client.GET('/v1/onboarding/submissions'),
    client.GET('/v1/alerts'),
    client.GET('/v1/webhooks'),
    client.GET('/v1/plan-changes'),
  ]);
  const plan = plans.data?.items.find(({ currentVersion }) => currentVersion !== undefined);
  const tenantId = tenants.data?.items.find(({ state }) => state === 'active')?.tenantId;
  const statements =
    tenantId === undefined
      ? undefined
      : (await client.GET('/v1/tenants/{tenantId}/statements', { params: { path: { tenantId } } })).data
          ?.items;
  return {
    tenantId,
    planId: plan?.planId,
    version: plan?.currentVersion === undefined ? undefined : String(plan.currentVersion),
    submissionId: submissions.data?.items[0]?.submissionId,
    alertId: alerts.data?.items[0]?.alertId,
    webhookId: webhooks.data?.items[0]?.webhookId,
    planChangeId: changes.data?.items[0]?.planChangeId,
    number: statements?.[0] && String(statements[0].number),
  };
}

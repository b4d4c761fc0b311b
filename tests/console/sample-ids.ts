import { dataOf } from '../../scripts/dev/start/onboard-samples.ts';
import type { ConsoleWorld } from './console-world.ts';

/**
 * Ids of things that there are, by the name of the parameter in a route's path.
 *
 * @throws when one of the lists is refused
 */
export async function sampleIds({
  client,
}: ConsoleWorld): Promise<Readonly<Record<string, string | undefined>>> {
  const [tenants, plans, submissions, webhooks, changes] = await Promise.all([
    client.GET('/v1/tenants', { params: { query: { limit: 50 } } }),
    client.GET('/v1/plans'),
    client.GET('/v1/onboarding/submissions'),
    client.GET('/v1/webhooks'),
    client.GET('/v1/plan-changes'),
  ]);
  const plan = dataOf(plans).items.find(({ currentVersion }) => currentVersion !== undefined);
  const tenantId = dataOf(tenants).items.find(({ state }) => state === 'active')?.tenantId;
  const statements =
    tenantId === undefined
      ? undefined
      : dataOf(await client.GET('/v1/tenants/{tenantId}/statements', { params: { path: { tenantId } } }))
          .items;
  return {
    tenantId,
    planId: plan?.planId,
    version: plan?.currentVersion === undefined ? undefined : String(plan.currentVersion),
    submissionId: dataOf(submissions).items[0]?.submissionId,
    webhookId: dataOf(webhooks).items[0]?.webhookId,
    planChangeId: dataOf(changes).items[0]?.planChangeId,
    number: statements?.[0] && String(statements[0].number),
  };
}

import { z } from 'zod';
import type { KnownTenant } from '../model.ts';
import { post } from './requests.ts';
import type { Stage } from './stage.ts';

export async function changePlan({ first, model }: Stage, tenant: KnownTenant): Promise<void> {
  const { tenantId } = tenant;
  await first.sendWell(post(`/v1/tenants/${tenantId}/change-plan`, 'to-chaos', { planId: 'chaos' }));
  model.changed('subscription', tenantId, 'subscription.change_plan');
  tenant.tier = 'enterprise';
  tenant.planId = 'chaos';
}

export async function agreements({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const root = `/v1/tenants/${tenantId}/subscription`;
  const change = { kind: 'flag', flag: 'timeline', on: true };
  const schema = z.object({ overrides: z.array(z.object({ id: z.string() })) });
  const made = await first.ask(schema, post(`${root}/overrides`, 'override', { change, reason: 'a trial' }));
  const [override] = made.overrides;
  if (override === undefined) throw new Error('an override that was made is not shown');
  await first.sendWell(
    post(`${root}/overrides/${override.id}/end`, 'override-end', { reason: 'it is over' }),
  );
  await first.sendWell(post(`${root}/changes`, 'later', { planId: 'pro', when: 'periodEnd' }));
  const cancelled = await first.send({ method: 'DELETE', path: `${root}/scheduled-change` });
  // Said a second time, nothing is scheduled any more.
  if (cancelled.status >= 400 && cancelled.attempts === 1)
    throw new Error('what was scheduled cannot be cancelled');
  const actions = ['add_override', 'end_override', 'change_plan', 'cancel_scheduled'];
  model.changed('subscription', tenantId, ...actions.map(action => `subscription.${action}`));
}

/** Looked at first: what was seen is what comes, at the end of the month. */
export async function previewed({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}/subscription/changes`;
  const wanted = { planId: 'enterprise', when: 'periodEnd' };
  const preview = { method: 'POST', path: `${path}/preview`, body: wanted };
  const { previewToken } = await first.ask(z.object({ previewToken: z.string() }), preview);
  await first.sendWell(post(path, 'previewed', { ...wanted, previewToken }));
  model.changed('subscription', tenantId, 'subscription.change_plan');
}

import { edit, etag, post } from './requests.ts';
import type { Stage } from './stage.ts';

export async function plansAndMeters({ first, model }: Stage): Promise<void> {
  for (const plan of ['community', 'pro', 'enterprise'])
    model.changed('plan_version', `${plan}@1`, 'plan.ship');
  await first.sendWell(post('/v1/meters', 'meter', chaosMeter('Bytes')));
  model.changed('meter', 'chaos_bytes', 'meter.declare', 'meter.promote');
  const made = await first.sendWell(post('/v1/plans', 'plan', { planId: 'chaos', spec: chaosPlan('Chaos') }));
  const path = '/v1/plans/chaos/versions/1';
  const spec = chaosPlan('Chaos, mended');
  const replaced = await edit(first, { method: 'PUT', path, body: { spec }, ifMatch: etag(made) }, path);
  await edit(first, { method: 'POST', path: `${path}/publish`, ifMatch: etag(replaced) }, path);
  const draft = await first.sendWell(post('/v1/plans/chaos/versions', 'draft', {}));
  const next = '/v1/plans/chaos/versions/2';
  await edit(first, { method: 'POST', path: `${next}/archive`, ifMatch: etag(draft) }, next);
  model.changed('plan_version', 'chaos@1', 'plan.create_draft', 'plan.replace_draft', 'plan.publish');
  model.changed('plan_version', 'chaos@2', 'plan.create_draft', 'plan.archive');
  const body = { defaultPlanId: 'pro' };
  await edit(first, { method: 'PUT', path: '/v1/settings', body, ifMatch: '"v0"' }, '/v1/settings');
  model.changed('settings', 'commercial', 'settings.replace');
}

function chaosMeter(title: string) {
  return { key: 'chaos_bytes', title, aggregation: 'sum', unit: 'bytes', types: ['chaos.bytes'] };
}

/** A hard allowance, so that there is something to reserve. */
function chaosPlan(displayName: string) {
  return {
    displayName,
    tier: 'enterprise',
    prices: [{ interval: 'month', currency: 'EUR', amount: '99' }],
    allowances: [{ meter: 'timeline', quantity: '800', policy: 'hard' }],
    supportTier: 'standard',
  };
}

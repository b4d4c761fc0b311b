import { z } from 'zod';
import type { KnownTenant } from '../model.ts';
import { edit, post, until } from './requests.ts';
import type { Stage } from './stage.ts';

const ROOT = '/v1/plan-changes';
const orderSchema = z.object({ planChangeId: z.string() });
const stateSchema = z.object({ state: z.string() });
const tenantsSchema = z.object({
  items: z.array(z.object({ tenantId: z.string(), outcome: z.string() })),
});

/**
 * Customers on one plan are to have another, one a day: after the first of them it is paused, gone on with, given up
 * and taken back. The day between two of them keeps the second from being reached, however slow a machine is.
 */
export async function planChange(stage: Stage, tenants: readonly KnownTenant[]): Promise<void> {
  const { first, model } = stage;
  const order = {
    from: { planId: 'community', version: 1 },
    to: { planId: 'chaos', version: 1 },
    when: 'now',
    reason: 'the old one is not sold any more',
    selection: { tenantIds: tenants.map(({ tenantId }) => tenantId) },
    batches: { size: 1, pauseSeconds: 86_400 },
  };
  const { planChangeId } = await first.ask(orderSchema, post(ROOT, 'plan-change', order));
  const path = `${ROOT}/${planChangeId}`;
  const changed = await until(first, tenantsSchema, `${path}/tenants`, ({ items }) =>
    items.find(({ outcome }) => outcome !== 'begun'),
  );
  if (changed.outcome !== 'changed') throw new Error(`a customer's plan was ${changed.outcome}`);
  const reason = 'somebody asked';
  for (const move of ['pause', 'resume', 'cancel'])
    await edit(first, { method: 'POST', path: `${path}/${move}`, body: { reason } }, path);
  await untilState(stage, planChangeId, 'cancelled');
  const undone = await first.ask(orderSchema, post(`${path}/undo`, 'plan-change-undo', { reason }));
  await untilState(stage, undone.planChangeId, 'completed');
  const moves = ['order', 'begin_batch', 'pause', 'resume', 'cancel', 'cancelled', 'undo', 'undo_made'];
  model.changed('plan_change', planChangeId, ...moves.map(move => `plan_change.${move}`));
  const back = ['order', 'begin_batch', 'completed'];
  model.changed('plan_change', undone.planChangeId, ...back.map(move => `plan_change.${move}`));
  const there = 'subscription.change_plan';
  model.changed('subscription', changed.tenantId, there, there);
}

async function untilState({ first }: Stage, planChangeId: string, wanted: string): Promise<void> {
  const path = `${ROOT}/${planChangeId}`;
  await until(first, stateSchema, path, ({ state }) => (state === wanted ? state : undefined));
}

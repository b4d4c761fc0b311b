import { FINDINGS } from '@tenantry/contracts/commercial/plan-change-preview';
import { type SubscriptionState, termAt } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { etagOf } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import type { SubscriptionChanges } from '../preview/subscription-changes.ts';
import type { Note, SubscriptionService } from '../service.ts';
import { type PlanChange, type PlanChangeItem, requestOf } from './plan-change.ts';

export type Outcome = Pick<PlanChangeItem, 'outcome' | 'code' | 'message'>;

export interface ChangeTenantParts {
  readonly subscriptions: SubscriptionService;
  readonly changes: SubscriptionChanges;
  readonly clock: Context['clock'];
}

/** Others who change the same subscription at the same time win so often at most. */
const ATTEMPTS = 8;

const CHANGED: Outcome = { outcome: 'changed' };
const EVERY_FINDING = Object.keys(FINDINGS);

/**
 * Gives one tenant the other version, with its interval and add-ons; done again, it does nothing more. What a person
 * has scheduled for the tenant is not thrown away: that tenant is refused. An order that takes another back lets the
 * change of that one not come where it has not, and gives back the version before where it has, sold any more or not.
 *
 * @returns undefined when others kept changing it: it is to be tried again
 */
export async function changeTenant(
  order: PlanChange,
  tenantId: string,
  parts: ChangeTenantParts,
): Promise<Outcome | undefined> {
  const { subscriptions, clock } = parts;
  const origin = originOf(order.planChangeId, tenantId);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await subscriptions.find(tenantId);
    if (found?.state.applied.includes(origin)) return CHANGED;
    if (found === undefined) return refused('no_longer', 'it has no subscription any more');
    const note = {
      actor: order.by,
      requestId: requestOf(order.planChangeId),
      origin,
      reason: order.reason,
      // What was looked at here is what is changed, or nothing is.
      ifMatch: etagOf(found.version),
    };
    try {
      return (await carryOut(order, found.state, isoTime(clock.now()), note, parts)) ?? CHANGED;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const stopped = error.errors.find(({ field }) => field === '/acceptFindings');
      if (stopped) return refused(stopped.code, stopped.message);
      if (error.code === 'precondition_failed' || error.code === 'conflict') continue;
      return refused(error.errors[0]?.code ?? error.code, error.message);
    }
  }
  return undefined;
}

/** Whether an order has changed a tenant, whatever is written down of it. */
export async function wasChanged(
  { planChangeId, tenantId }: Pick<PlanChangeItem, 'planChangeId' | 'tenantId'>,
  { subscriptions }: Pick<ChangeTenantParts, 'subscriptions'>,
): Promise<boolean> {
  const found = await subscriptions.find(tenantId);
  return found?.state.applied.includes(originOf(planChangeId, tenantId)) ?? false;
}

function originOf(planChangeId: string, tenantId: string): string {
  return `${planChangeId}/${tenantId}`;
}

/** @returns why it is refused; nothing when it was changed. @throws Problem */
async function carryOut(
  order: PlanChange,
  state: SubscriptionState,
  now: string,
  note: Note,
  { subscriptions, changes }: ChangeTenantParts,
): Promise<Outcome | undefined> {
  const { tenantId } = state;
  const undoing = order.undoes !== undefined;
  const coming = state.terms.filter(({ from }) => from > now);
  const [first] = coming;
  if (undoing && coming.length === 1 && first?.plan && isOf(first.plan, order.from)) {
    await subscriptions.cancelScheduled(tenantId, note);
    return undefined;
  }
  const held = termAt(state, now)?.plan;
  if (!held || !isOf(held, order.from)) return refused('no_longer', 'it had another plan by then');
  if (coming.length > 0) return refused('change_scheduled', 'another change is scheduled for it');
  const { interval, addOns } = held;
  // What it had before is no worse than what it was given: nothing of that stops the way back.
  const accepted = undoing ? EVERY_FINDING : order.acceptFindings;
  const wanted = { ...order.to, interval, addOns, when: order.when };
  await changes.carryOut(tenantId, wanted, { accepted, everSold: undoing }, note);
  return undefined;
}

function isOf(plan: { planId: string; version: number }, version: PlanChange['from']): boolean {
  return plan.planId === version.planId && plan.version === version.version;
}

function refused(code: string, message: string): Outcome {
  return { outcome: 'refused', code, message };
}

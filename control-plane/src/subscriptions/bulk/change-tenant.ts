import { termAt } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { etagOf } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import type { SubscriptionService } from '../service.ts';
import type { PlanChange, PlanChangeItem } from './plan-change.ts';

type Outcome = Pick<PlanChangeItem, 'outcome' | 'code' | 'message'>;

/** Others who change the same subscription at the same time win so often at most. */
const ATTEMPTS = 8;

const CHANGED: Outcome = { outcome: 'changed' };

/**
 * Gives one tenant the other version, with its interval and add-ons; done again, it does nothing more. What a person
 * has scheduled for the tenant is not thrown away: that tenant is refused.
 *
 * @returns undefined when others kept changing it: it is to be tried again
 */
export async function changeTenant(
  order: PlanChange,
  tenantId: string,
  parts: { readonly subscriptions: SubscriptionService; readonly clock: Context['clock'] },
): Promise<Outcome | undefined> {
  const { subscriptions, clock } = parts;
  const origin = `${order.planChangeId}/${tenantId}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await subscriptions.find(tenantId);
    if (found?.state.applied.includes(origin)) return CHANGED;
    const now = isoTime(clock.now());
    const held = found && termAt(found.state, now)?.plan;
    if (!held || held.planId !== order.from.planId || held.version !== order.from.version) {
      return refused('no_longer', 'it had another plan by then');
    }
    if (found.state.terms.some(({ from }) => from > now)) {
      return refused('change_scheduled', 'another change is scheduled for it');
    }
    const { interval, addOns } = held;
    const note = {
      actor: order.by,
      requestId: `plan-change-${order.planChangeId}`,
      origin,
      reason: order.reason,
      // What was looked at here is what is changed, or nothing is.
      ifMatch: etagOf(found.version),
    };
    try {
      await subscriptions.changePlan(tenantId, { ...order.to, interval, addOns }, order.when, note);
      return CHANGED;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if (error.code === 'precondition_failed' || error.code === 'conflict') continue;
      return refused(error.errors[0]?.code ?? error.code, error.message);
    }
  }
  return undefined;
}

function refused(code: string, message: string): Outcome {
  return { outcome: 'refused', code, message };
}

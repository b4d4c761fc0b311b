import { intervalAt } from '@tenantry/contracts/commercial/charges';
import { boundaryOf } from '@tenantry/contracts/commercial/period';
import type { Override, SubscriptionState, Term } from '@tenantry/contracts/commercial/subscription';
import { termAt } from '@tenantry/contracts/commercial/subscription';
import { Problem } from '../http/problem.ts';

/** What a subscription becomes: pure, with the time as a parameter. */

const DAY_MS = 86_400_000;
/** How many requests are remembered as carried out. */
const REMEMBERED = 50;
const MAX_OVERRIDES = 500;
const MAX_TERMS = 500;
/** As long as a trial may be from the first. */
const MAX_TRIAL_DAYS = 365;

export interface Beginning {
  readonly tenantId: string;
  readonly plan: NonNullable<Term['plan']>;
  readonly startsAt: string;
  readonly zone: string;
  readonly currency: string;
  readonly trialDays: number;
  readonly origin: string;
  readonly now: string;
}

/** Periods are counted from the end of the trial: what is paid begins with a whole period. */
export function begin({ trialDays, plan, origin, now, ...rest }: Beginning): SubscriptionState {
  const anchor = new Date(Date.parse(rest.startsAt) + trialDays * DAY_MS).toISOString();
  return {
    ...rest,
    anchor,
    ...(trialDays > 0 && { trialEndsAt: anchor }),
    terms: [{ from: rest.startsAt, plan }],
    overrides: [],
    applied: [origin],
    announcedUntil: now,
  };
}

/** Where the month, or the year of a yearly price, ends that is under way. */
export function periodEnd(state: SubscriptionState, at: string): string {
  const interval = termAt(state, at)?.plan?.interval ?? 'month';
  const end = intervalAt(state, interval, Date.parse(at)).to;
  // A yearly price that has not begun yet ends nothing: the trial does.
  const trialEnd = boundaryOf(state, 0);
  return new Date(Date.parse(at) < trialEnd ? Math.min(end, trialEnd) : end).toISOString();
}

/** From `from` on, the tenant has this plan; whatever was to come after it does not. */
export function withTerm(state: SubscriptionState, term: Term): SubscriptionState {
  if (term.from < state.startsAt) {
    throw outOfRange('/effective', `the subscription begins at ${state.startsAt}`);
  }
  // An end is always to be had.
  if (term.plan !== null && state.terms.length >= MAX_TERMS)
    throw new Problem('invalid_state', `at most ${MAX_TERMS} terms`);
  const kept = state.terms.filter(({ from }) => from < term.from);
  const goesOn = JSON.stringify(kept.at(-1)?.plan) === JSON.stringify(term.plan);
  return { ...state, terms: goesOn ? kept : [...kept, term] };
}

/** No plan from an instant on, whatever was to come; undefined where that is so already. */
export function withoutPlan(state: SubscriptionState, from: string): SubscriptionState | undefined {
  const end = from > state.startsAt ? from : state.startsAt;
  const has = termAt(state, end)?.plan ?? null;
  const comes = state.terms.some(term => term.from > end && term.plan !== null);
  return has === null && !comes ? undefined : withTerm(state, { from: end, plan: null });
}

/** @throws Problem conflict when nothing is to come */
export function withoutScheduled(state: SubscriptionState, now: string): SubscriptionState {
  const terms = state.terms.filter(({ from }) => from <= now);
  if (terms.length === state.terms.length)
    throw new Problem('conflict', 'no change is scheduled', { reason: 'no_change_scheduled' });
  if (terms.length === 0)
    throw new Problem('conflict', 'it has not begun: end it instead', { reason: 'not_begun' });
  return { ...state, terms };
}

export function withOverride(state: SubscriptionState, override: Override): SubscriptionState {
  if (state.overrides.length >= MAX_OVERRIDES) {
    throw new Problem('invalid_state', `at most ${MAX_OVERRIDES} overrides`, {
      reason: 'too_many_overrides',
      params: { most: MAX_OVERRIDES },
    });
  }
  if (override.until !== undefined && override.until <= override.from) {
    const message = `it would end before it begins, at ${override.from}: "until" must be later`;
    throw new Problem('invalid_state', message, { errors: [{ field: '/until', code: 'order', message }] });
  }
  return { ...state, overrides: [...state.overrides, override] };
}

/** It stays on record; one that never held ends where it begins. @throws Problem not_found, conflict */
export function withOverrideEnded(state: SubscriptionState, id: string, until: string): SubscriptionState {
  const override = state.overrides.find(one => one.id === id);
  if (override === undefined) throw new Problem('not_found', 'there is no such override');
  if (override.until !== undefined && override.until <= until) {
    throw new Problem('conflict', `it ends at ${override.until}`, { reason: 'override_ended' });
  }
  const end = until < override.from ? override.from : until;
  return {
    ...state,
    overrides: state.overrides.map(one => (one === override ? { ...one, until: end } : one)),
  };
}

/**
 * The trial ends later. Periods stay where they are: the one in which it ends now is paid for in part.
 * @throws Problem conflict when no trial is under way or to come, invalid_state for a time that is out of bounds
 */
export function withTrial(state: SubscriptionState, until: string, now: string): SubscriptionState {
  const { trialEndsAt, startsAt } = state;
  if (trialEndsAt === undefined || trialEndsAt <= now)
    throw new Problem('conflict', 'no trial is under way', { reason: 'no_trial' });
  const latest = new Date(Date.parse(startsAt) + MAX_TRIAL_DAYS * DAY_MS).toISOString();
  if (until <= trialEndsAt) throw outOfRange('/until', `later than it ends now, ${trialEndsAt}`);
  if (until > latest) {
    throw outOfRange('/until', `at the latest ${MAX_TRIAL_DAYS} days after the beginning, ${latest}`);
  }
  return { ...state, trialEndsAt: until };
}

function outOfRange(field: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code: 'out_of_range', message }] });
}

/** Marks a request as carried out, and now as told. */
export function recorded(
  state: SubscriptionState,
  origin: string | undefined,
  now: string,
): SubscriptionState {
  return {
    ...state,
    applied: origin === undefined ? state.applied : [...state.applied, origin].slice(-REMEMBERED),
    announcedUntil: now > state.announcedUntil ? now : state.announcedUntil,
  };
}

import {
  ALERT_RULE_TABLE,
  type AlertLevel,
  type AlertSettings,
  nextLevel,
  thresholdOf,
} from '@tenantry/contracts/commercial/alert';
import { UNACKNOWLEDGE_MINUTES } from '@tenantry/contracts/commercial/alert-api';
import type { EventName } from '@tenantry/contracts/commercial/event';
import { isoTime } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { Actor, DomainEvent } from '../storage/aggregates.ts';
import { type Alert, type AlertScope, alertIdOf, standingOf } from './alert.ts';

/** One look at what a rule watches. */
export interface Reading extends AlertScope {
  readonly value: number;
  /** What the value was reckoned from, for people. */
  readonly figures: Readonly<Record<string, string>>;
  /** Of when it is, in milliseconds. */
  readonly at: number;
}

export interface Decided {
  readonly state: Alert;
  readonly action: string;
  readonly reason?: string | undefined;
  readonly events: readonly DomainEvent[];
}

/** What a change of an alert comes to; nothing when it would change nothing. */
export type Decide = (alert: Alert | undefined, now: number) => Decided | undefined;

/** Takes a reading in. */
export function observe(reading: Reading, settings: AlertSettings): Decide {
  return (alert, now) => {
    const { worse } = ALERT_RULE_TABLE[reading.rule];
    const from = alert?.level ?? 'ok';
    const level = nextLevel(alert && standingOf(alert), reading, settings, worse, now);
    if (level === from) return undefined;
    const { rule, tenantId, meter, period, subject, value, figures } = reading;
    const at = isoTime(now);
    const measured = {
      level,
      since: at,
      readAt: isoTime(reading.at),
      value,
      threshold: thresholdOf(settings, level),
      figures: { ...figures },
      transitions: (alert?.transitions ?? 0) + 1,
    };
    if (alert !== undefined && from !== 'ok') return transition(from, { ...alert, ...measured });
    // What was said of it when it was raised before is past.
    const scope = {
      alertId: alertIdOf(reading),
      rule,
      ...(tenantId !== undefined && { tenantId }),
      ...(meter !== undefined && { meter }),
      ...(period !== undefined && { period: { from: period.from, to: period.to } }),
      ...(subject !== undefined && { subject }),
    };
    return transition(from, { ...scope, ...measured, raisedAt: at });
  };
}

/** What it was about is over: the period, the tenant, or the rule. `foundAt`: when that was seen, in milliseconds. */
export function end(foundAt: number): Decide {
  return (alert, now) => {
    if (alert === undefined || alert.level === 'ok' || foundAt < Date.parse(alert.readAt)) return undefined;
    const at = isoTime(now);
    const state: Alert = {
      ...alert,
      level: 'ok',
      since: at,
      readAt: isoTime(foundAt),
      threshold: null,
      transitions: alert.transitions + 1,
    };
    return transition(alert.level, state, 'over');
  };
}

/** Somebody has taken it on, as urgent as it is now. */
export function acknowledge(actor: Actor, note: string | undefined): Decide {
  return (alert, now) => {
    const { level, acknowledged } = mustBeActive(alert);
    if (acknowledged?.by.id === actor.id && acknowledged.level === level && acknowledged.note === note)
      return undefined;
    const before = saidByOthers(acknowledged, actor);
    const said = { ...noted(actor, level, note, now), ...(before && { before }) };
    const state = { ...mustBeActive(alert), acknowledged: said };
    return { state, action: 'alert.acknowledge', events: [event('alert.acknowledged', state, { level })] };
  };
}

function saidByOthers(acknowledged: Alert['acknowledged'], actor: Actor) {
  if (acknowledged === undefined) return undefined;
  const { before, ...last } = acknowledged;
  return last.by.id === actor.id ? before : last;
}

/**
 * Takes back that the actor has taken it on, a moment after it was said: what somebody else had said before holds again.
 * Of others' word it says nothing, so that it may be said twice.
 */
export function unacknowledge(actor: Actor): Decide {
  return (alert, now) => {
    const { acknowledged, ...rest } = mustBeActive(alert);
    if (acknowledged?.by.id !== actor.id) return undefined;
    if (now > Date.parse(acknowledged.at) + UNACKNOWLEDGE_MINUTES * 60_000)
      throw new Problem('conflict', `it was taken on more than ${UNACKNOWLEDGE_MINUTES} minutes ago`, {
        reason: 'taken_on_too_long_ago',
        params: { minutes: UNACKNOWLEDGE_MINUTES },
      });
    const { before } = acknowledged;
    const state = { ...rest, ...(before && { acknowledged: before }) };
    const events = [event('alert.unacknowledged', state, { level: rest.level })];
    return { state, action: 'alert.unacknowledge', events };
  };
}

const LONGEST_SNOOZE = 90 * 86_400_000;

/** Nobody is told of it until then, unless it becomes more urgent; `null`: they are again. */
export function snooze(actor: Actor, until: string | null, note: string | undefined): Decide {
  return (alert, now) => {
    const { snoozed: before, ...rest } = mustBeActive(alert);
    if (until === null) {
      if (before === undefined) return undefined;
      return { state: rest, action: 'alert.wake', events: [event('alert.snoozed', rest, { until: null })] };
    }
    const end = Date.parse(until);
    if (end <= now || end > now + LONGEST_SNOOZE) {
      const message = 'a time ahead, at most 90 days';
      throw new Problem('invalid_state', message, {
        errors: [{ field: '/until', code: 'out_of_range', message }],
      });
    }
    const snoozed = { ...noted(actor, rest.level, note, now), until: isoTime(end) };
    if (before && before.until === snoozed.until && before.level === rest.level && before.note === note)
      return undefined;
    const state = { ...rest, snoozed };
    const events = [event('alert.snoozed', state, { until: snoozed.until })];
    return { state, action: 'alert.snooze', events };
  };
}

/** Also of one that has recovered: somebody may have to look what it was. */
export function assign(assignee: string | null): Decide {
  return alert => {
    if (alert === undefined || (alert.assignee ?? null) === assignee) return undefined;
    const { assignee: _, ...rest } = alert;
    const state = { ...rest, ...(assignee !== null && { assignee }) };
    const events = [event('alert.assigned', state, { assigned: assignee !== null })];
    return { state, action: 'alert.assign', events };
  };
}

/** One change of level. */
function transition(from: AlertLevel, state: Alert, because: 'measured' | 'over' = 'measured'): Decided {
  const { level, value, threshold } = state;
  if (level === 'ok') {
    const events = [event('alert.recovered', state, { from, because })];
    const reason = because === 'over' ? 'what it was about is over' : undefined;
    return { state, action: 'alert.recover', reason, events };
  }
  const told = { level, value, threshold };
  return from === 'ok'
    ? { state, action: 'alert.raise', events: [event('alert.raised', state, told)] }
    : { state, action: 'alert.change', events: [event('alert.changed', state, { from, ...told })] };
}

/** The actions that are changes of level. */
export const TRANSITIONS: readonly string[] = ['alert.raise', 'alert.change', 'alert.recover'];

function mustBeActive(alert: Alert | undefined): Alert {
  if (alert === undefined || alert.level === 'ok')
    throw new Problem('conflict', 'it has recovered', { reason: 'alert_recovered' });
  return alert;
}

function noted({ id, name }: Actor, level: AlertLevel, note: string | undefined, now: number) {
  return { at: isoTime(now), by: { id, name }, level, ...(note !== undefined && { note }) };
}

function event(
  type: EventName,
  { alertId, rule, tenantId, meter }: Alert,
  data: Readonly<Record<string, string | number | boolean | null>>,
): DomainEvent {
  return { type, data: { alertId, rule, tenantId: tenantId ?? null, meter: meter ?? null, ...data } };
}

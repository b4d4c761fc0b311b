import type { Alert } from './alert.ts';

/** What a person does about an alert. */
export type Act =
  | { readonly kind: 'acknowledge'; readonly note?: string | undefined }
  | { readonly kind: 'unacknowledge' }
  | { readonly kind: 'snooze'; readonly until: string; readonly note?: string | undefined }
  | { readonly kind: 'wake' }
  | { readonly kind: 'assign'; readonly assignee: string | null };

/** Only what has not recovered can be done anything about. */
export const isCurrent = ({ state }: Alert): boolean => state !== 'recovered';

/** How it will be when the control plane has agreed. `by`: the name of whoever does it; `now`: RFC 3339. */
export function after(alert: Alert, act: Act, by: string, now: string): Alert {
  switch (act.kind) {
    case 'acknowledge': {
      const acknowledged = { at: now, by, ...noteOf(act.note) };
      return { ...alert, acknowledged, state: alert.state === 'snoozed' ? 'snoozed' : 'acknowledged' };
    }
    case 'unacknowledge': {
      const { acknowledged: _, ...rest } = alert;
      return { ...rest, state: alert.state === 'acknowledged' ? 'open' : alert.state };
    }
    case 'snooze':
      return { ...alert, state: 'snoozed', snoozed: { at: now, by, until: act.until, ...noteOf(act.note) } };
    case 'wake': {
      const { snoozed: _, ...rest } = alert;
      return { ...rest, state: alert.acknowledged ? 'acknowledged' : 'open' };
    }
    case 'assign':
      return { ...alert, assignee: act.assignee };
  }
}

const noteOf = (note: string | undefined) => (note ? { note } : {});

/** The control plane lets whoever took an alert on take that back for so long: UNACKNOWLEDGE_MINUTES of its contracts. */
const UNACKNOWLEDGE_MS = 10 * 60_000;

/** Until when an act can be undone, in ms; undefined: at any time. */
export function undoableUntil(act: Act, now: number): number | undefined {
  return act.kind === 'acknowledge' ? now + UNACKNOWLEDGE_MS : undefined;
}

/** Whether somebody may still say that they have not taken it on after all. */
export const mayTakeBack = ({ acknowledged }: Alert, by: string, now: number): boolean =>
  acknowledged?.by === by && now < Date.parse(acknowledged.at) + UNACKNOWLEDGE_MS;

/** What takes an act back; undefined where the record can only go on. */
export function undoOf(before: Alert, act: Act, now: number): Act | undefined {
  const { snoozed, assignee } = before;
  const wasAsleep = snoozed !== undefined && before.state === 'snoozed' && Date.parse(snoozed.until) > now;
  switch (act.kind) {
    case 'acknowledge':
      return before.acknowledged === undefined ? { kind: 'unacknowledge' } : undefined;
    case 'unacknowledge':
      return { kind: 'acknowledge', note: before.acknowledged?.note };
    case 'snooze':
      return wasAsleep ? { kind: 'snooze', until: snoozed.until, note: snoozed.note } : { kind: 'wake' };
    case 'wake':
      return wasAsleep ? { kind: 'snooze', until: snoozed.until, note: snoozed.note } : undefined;
    case 'assign':
      return { kind: 'assign', assignee };
  }
}

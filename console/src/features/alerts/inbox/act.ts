import type { Alert } from './alert.ts';

/** What a person does about an alert. */
export type Act =
  | { readonly kind: 'acknowledge'; readonly note?: string | undefined }
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

/** What takes an act back; undefined where the record can only go on: that somebody took it on stays said. */
export function undoOf(before: Alert, act: Act, now: number): Act | undefined {
  const { snoozed, assignee } = before;
  const wasAsleep = snoozed !== undefined && before.state === 'snoozed' && Date.parse(snoozed.until) > now;
  switch (act.kind) {
    case 'acknowledge':
      return undefined;
    case 'snooze':
      return wasAsleep ? { kind: 'snooze', until: snoozed.until, note: snoozed.note } : { kind: 'wake' };
    case 'wake':
      return wasAsleep ? { kind: 'snooze', until: snoozed.until, note: snoozed.note } : undefined;
    case 'assign':
      return { kind: 'assign', assignee };
  }
}

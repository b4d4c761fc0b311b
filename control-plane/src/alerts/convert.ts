import { ALERT_RULE_TABLE } from '@tenantry/contracts/commercial/alert';
import type { AlertBody, alertChangeSchema } from '@tenantry/contracts/commercial/alert-api';
import type { z } from 'zod';
import type { Change } from '../storage/aggregates.ts';
import { type Alert, stateOf } from './alert.ts';
import { summaryOf } from './summary.ts';

export function toAlert(
  state: Alert,
  at: { readonly version: number; readonly now: number; readonly tenantName: string | undefined },
): AlertBody {
  const { acknowledged, snoozed, assignee, tenantId, readAt: _, ...rest } = state;
  return {
    ...rest,
    tenantId: tenantId ?? null,
    tenantName: at.tenantName ?? null,
    state: stateOf(state, at.now),
    summary: summaryOf(state),
    unit: ALERT_RULE_TABLE[state.rule].unit,
    ...(acknowledged && { acknowledged: toNoted(acknowledged) }),
    ...(snoozed && { snoozed: { ...toNoted(snoozed), until: snoozed.until } }),
    assignee: assignee ?? null,
    version: at.version,
  };
}

function toNoted({ at, by, note }: NonNullable<Alert['acknowledged']>) {
  return { at, by: by.name, ...(note !== undefined && { note }) };
}

export function toAlertChange(change: Change<Alert>): z.infer<typeof alertChangeSchema> {
  const { version, at, action, actor, before, after, reason } = change;
  return {
    version,
    at,
    action,
    by: actor.name,
    from: before?.level ?? null,
    to: after.level,
    value: after.value,
    threshold: after.threshold,
    ...(reason !== undefined && { reason }),
  };
}

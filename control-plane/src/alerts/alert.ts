import {
  type AlertLevel,
  type AlertStanding,
  alertLevelSchema,
  alertRuleSchema,
  rankOf,
} from '@tenantry/contracts/commercial/alert';
import type { alertStateSchema as wireStateSchema } from '@tenantry/contracts/commercial/alert-api';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import type { Collection } from '../storage/documents.ts';
import { headsSpec } from '../storage/heads.ts';

/** What one alert is about: the same rule about the same thing is the same alert, whichever replica finds it. */
export interface AlertScope {
  readonly rule: z.infer<typeof alertRuleSchema>;
  /** Absent: the installation as a whole. */
  readonly tenantId?: string | undefined;
  readonly meter?: string | undefined;
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly subject?: string | undefined;
}

const ID_DIGITS = 32;

export function alertIdOf({ rule, tenantId = '', meter = '', period, subject = '' }: AlertScope): string {
  return digestOf('alert', rule, tenantId, meter, period?.from ?? '', subject).slice(0, ID_DIGITS);
}

const notedSchema = z.object({
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  note: z.string().optional(),
  /** What was seen: a more urgent level was not. */
  level: alertLevelSchema,
});

/**
 * An alert. It comes to be when its level leaves ok for the first time, and is there for good:
 *
 *   ok ──▶ info ◀──▶ warning ◀──▶ alarm    each arrow is one change, which is one insert; any may be skipped
 *    ▲────────┴─────────┴───────────┘ recovered, or what it is about is over
 */
const alertStateSchema = z.object({
  alertId: z.string(),
  rule: alertRuleSchema,
  tenantId: z.string().optional(),
  meter: z.string().optional(),
  period: z.object({ from: z.string(), to: z.string() }).optional(),
  subject: z.string().optional(),
  level: alertLevelSchema,
  /** Since when the level has held. */
  since: z.string(),
  /** Of when the reading was that decided it. */
  readAt: z.string(),
  value: z.number(),
  threshold: z.number().nullable(),
  figures: z.record(z.string(), z.string()),
  /** When it left ok last. */
  raisedAt: z.string(),
  transitions: z.int().min(1),
  /** With what somebody else had said before: it holds again when this is taken back. */
  acknowledged: notedSchema.extend({ before: notedSchema.optional() }).optional(),
  snoozed: notedSchema.extend({ until: z.string() }).optional(),
  assignee: z.string().optional(),
});
export type Alert = z.infer<typeof alertStateSchema>;

export const alertAggregate: AggregateSpec<Alert> = { kind: 'alert', state: alertStateSchema };

export function standingOf({ level, since, readAt }: Alert): AlertStanding {
  return { level, since: Date.parse(since), readAt: Date.parse(readAt) };
}

/** What was said of a level counts until it becomes more urgent, and no longer than it was said for. */
export function stateOf(
  alert: Pick<Alert, 'level' | 'snoozed' | 'acknowledged'>,
  now: number,
): z.infer<typeof wireStateSchema> {
  const { level, snoozed, acknowledged } = alert;
  if (level === 'ok') return 'recovered';
  if (snoozed && covers(snoozed.level, level) && now < Date.parse(snoozed.until)) return 'snoozed';
  return acknowledged && covers(acknowledged.level, level) ? 'acknowledged' : 'open';
}

function covers(seen: AlertLevel, level: AlertLevel): boolean {
  return rankOf(level) <= rankOf(seen);
}

const fieldsSchema = z.object({
  since: z.string(),
  /** 0 for ok, 3 for alarm. */
  severity: z.int(),
  tenant: z.string(),
  assignee: z.string().optional(),
  /** While the level is not ok: 1, and the tenant. */
  active: z.literal(1).optional(),
  activeOf: z.string().optional(),
});
type Fields = z.infer<typeof fieldsSchema>;
export type AlertIndex = 'since' | 'severity' | 'tenant' | 'assignee' | 'active' | 'activeOf';

/** In the place of a tenant's id, for the installation as a whole. */
export const NO_TENANT = '-';

export const alertHeadsSpec = headsSpec<Alert, Fields, AlertIndex>(alertAggregate, fieldsSchema, {
  since: ['since'],
  severity: ['severity', 'since'],
  tenant: ['tenant', 'since'],
  assignee: ['assignee', 'since'],
  active: ['active', 'since'],
  activeOf: ['activeOf', 'since'],
});
export type AlertHead = ReturnType<typeof alertHeadsSpec.parse>;
export type AlertHeads = Collection<AlertHead, AlertIndex>;

export function headFieldsOf({ since, level, tenantId = NO_TENANT, assignee }: Alert): Fields {
  return {
    since,
    severity: rankOf(level),
    tenant: tenantId,
    ...(assignee !== undefined && { assignee }),
    ...(level !== 'ok' && { active: 1, activeOf: tenantId }),
  };
}

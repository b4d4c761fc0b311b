import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { roleSchema } from '../api/roles.ts';
import { alertLevelSchema, alertOverridesSchema, alertRuleSchema, alertRuleSettingsSchema } from './alert.ts';
import { meterKeySchema } from './meter.ts';
import { plainText, tenantIdSchema, timeSchema } from './tenant.ts';

/** The inbox of alerts, the settings of rules, and who is told by e-mail. */

export const ALERT_STATES = ['open', 'acknowledged', 'snoozed', 'recovered'] as const;
export const alertStateSchema = z.enum(ALERT_STATES).meta({
  id: 'AlertState',
  description:
    'open: nobody has taken it on. acknowledged: somebody has, until it becomes more urgent. snoozed: not to be told of for a time, until it becomes more urgent. recovered: its level is ok again',
});

export const alertIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'the id of an alert: 32 hexadecimal digits')
  .meta({ description: 'Follows from rule, tenant and what it is about: the same for the same thing' });

const notedSchema = z.strictObject({ at: timeSchema('When'), by: z.string(), note: z.string().optional() });

export const alertSchema = z
  .strictObject({
    alertId: alertIdSchema,
    rule: alertRuleSchema,
    tenantId: tenantIdSchema.nullable().meta({ description: 'null: the installation as a whole' }),
    tenantName: z.string().nullable(),
    meter: meterKeySchema.optional(),
    period: z
      .strictObject({ from: z.string(), to: z.string() })
      .optional()
      .meta({ description: 'Of the allowance: the alert is about this period alone' }),
    subject: z
      .string()
      .optional()
      .meta({ description: 'What else it is about: a resource, a submission, a renewal date' }),
    level: alertLevelSchema,
    state: alertStateSchema,
    summary: z.string().meta({ description: 'In a sentence' }),
    value: z.number().meta({ description: 'As it was when the level was decided' }),
    unit: z.string(),
    threshold: z.number().nullable().meta({ description: 'Where the level begins; null for ok' }),
    figures: z
      .record(z.string(), z.string())
      .meta({ description: 'What the value was reckoned from, such as `used` and `limit`' }),
    since: timeSchema('Since when the level has held'),
    raisedAt: timeSchema('When it left ok last'),
    transitions: z.int().meta({ description: 'How often its level has changed' }),
    acknowledged: notedSchema.optional(),
    snoozed: z.strictObject({ ...notedSchema.shape, until: timeSchema('Until when') }).optional(),
    assignee: z.string().nullable(),
    version: z.int().meta({ description: 'Of its changes; in the ETag as "v<version>"' }),
  })
  .meta({ id: 'Alert', description: 'Something to look at, with its level now' });
export type AlertBody = z.infer<typeof alertSchema>;

export const ALERT_SORTS = ['since', '-since', 'level', '-level'] as const;

export const alertListQuerySchema = z.strictObject({
  level: alertLevelSchema.optional(),
  state: alertStateSchema.optional().meta({ description: 'All but recovered when left out' }),
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: also those that have recovered' }),
  rule: alertRuleSchema.optional(),
  tenantId: tenantIdSchema.optional(),
  assignee: z.string().min(1).max(128).optional().meta({ description: 'Exactly' }),
  sort: z
    .enum(ALERT_SORTS)
    .default('-level')
    .meta({ description: 'By urgency or by time of the last change of level; descending with a minus' }),
  ...pageQuery,
});
export type AlertListQuery = z.infer<typeof alertListQuerySchema>;

export const alertPageSchema = z.strictObject({ items: z.array(alertSchema), next: nextSchema }).meta({
  id: 'AlertPage',
  description: 'A page may have fewer items than asked for, even none, while there is a `next`',
});

export const alertSummarySchema = z
  .strictObject({
    counts: z
      .array(z.strictObject({ level: alertLevelSchema, state: alertStateSchema, alerts: z.int() }))
      .meta({ description: 'Of those that have not recovered; what is not listed is none' }),
  })
  .meta({ id: 'AlertSummary', description: 'How many alerts there are, by level and state' });

export const alertChangeSchema = z
  .strictObject({
    version: z.int(),
    at: timeSchema('When it was recorded'),
    action: z.string().meta({ description: 'Such as alert.raise, alert.acknowledge' }),
    by: z.string(),
    from: alertLevelSchema.nullable().meta({ description: 'null: there was no alert before' }),
    to: alertLevelSchema,
    value: z.number(),
    threshold: z.number().nullable(),
    reason: z.string().optional(),
  })
  .meta({ id: 'AlertChange' });

export const alertHistorySchema = z
  .strictObject({ items: z.array(alertChangeSchema), next: nextSchema })
  .meta({ id: 'AlertHistory', description: 'Oldest first' });

export const alertHistoryQuerySchema = z.strictObject(pageQuery);

const note = plainText(1_000, 'Why, for colleagues', 'lines').optional();

/** How long whoever took an alert on can take that back. */
export const UNACKNOWLEDGE_MINUTES = 10;

export const acknowledgeAlertSchema = z.strictObject({ note }).meta({ id: 'AcknowledgeAlert' });
export const snoozeAlertSchema = z
  .strictObject({
    until: timeSchema('Until when, at most 90 days ahead; null: not any more').nullable(),
    note,
  })
  .meta({ id: 'SnoozeAlert' });
export const assignAlertSchema = z
  .strictObject({ assignee: plainText(128, 'Who looks after it; null: nobody').nullable() })
  .meta({ id: 'AssignAlert' });

export const alertRuleViewSchema = z
  .strictObject({
    rule: alertRuleSchema,
    title: z.string(),
    unit: z.string(),
    worse: z.enum(['above', 'below']).meta({ description: 'Which values are the worse ones' }),
    about: z.string().meta({ description: 'What one alert of the rule is about' }),
    roles: z.array(roleSchema).meta({ description: 'Whose business it is' }),
  })
  .meta({ id: 'AlertRuleView' });

export const alertRulesSchema = z
  .strictObject({
    rules: z.array(alertRuleViewSchema),
    overrides: alertOverridesSchema.meta({ description: 'What was said on this layer' }),
    settings: alertRuleSettingsSchema.meta({ description: 'What holds, with all layers below' }),
    updatedAt: z.string().optional().meta({ description: 'Absent while nobody said anything here' }),
  })
  .meta({
    id: 'AlertRules',
    description: 'Layers, the later over the earlier: shipped, defaults, plan, tenant',
  });

export const alertRecipientSchema = z
  .strictObject({
    email: z.email().max(254),
    role: roleSchema.optional().meta({
      description: 'Is told of the rules that are for this role; of all rules when left out',
    }),
    least: alertLevelSchema
      .exclude(['ok'])
      .default('warning')
      .meta({ description: 'Is told from this level on, and of the recovery of what was told' }),
    rules: z
      .array(alertRuleSchema)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'Only these rules, whatever the role says' }),
  })
  .meta({ id: 'AlertRecipient', description: 'Somebody who is told by e-mail' });
export type AlertRecipient = z.infer<typeof alertRecipientSchema>;

const recipientsSchema = z
  .array(alertRecipientSchema)
  .max(100)
  .refine(
    list => new Set(list.map(({ email }) => email.toLowerCase())).size === list.length,
    'each address once',
  );

export const alertRecipientsInputSchema = z
  .strictObject({ recipients: recipientsSchema })
  .meta({ id: 'AlertRecipientsInput' });

export const tenantAlertRecipientsInputSchema = z
  .strictObject({
    recipients: recipientsSchema.default([]).meta({ description: 'Told of this tenant, beside the others' }),
    contactRoles: z.array(plainText(64, 'Role of a contact of the tenant')).max(20).default([]).meta({
      description:
        'The customer’s own contacts with one of these roles are told of allowances and of what is announced or done about overuse and debts: of nothing else, and in words meant for them',
    }),
  })
  .meta({ id: 'TenantAlertRecipientsInput' });

const updatedAt = z.string().optional().meta({ description: 'Absent while nobody said anything' });
export const alertRecipientsSchema = z
  .strictObject({ recipients: z.array(alertRecipientSchema), updatedAt })
  .meta({ id: 'AlertRecipients' });
export const tenantAlertRecipientsSchema = z
  .strictObject({ recipients: z.array(alertRecipientSchema), contactRoles: z.array(z.string()), updatedAt })
  .meta({ id: 'TenantAlertRecipients' });

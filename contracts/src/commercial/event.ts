import { z } from 'zod';
import { idSchema } from '../api/access.ts';
import { pageQuery } from '../api/list.ts';
import { ALERT_LEVELS, ALERT_RULES } from './alert.ts';
import { RELEASE_REASONS } from './enforcement-record.ts';
import { healthBandSchema, healthCauseSchema, healthStateSchema } from './health.ts';
import { SAGA_STEPS } from './onboarding.ts';
import { PLAN_CHANGE_STATES } from './plan-change.ts';

const id = z.string();
const tenant = { tenantId: id, slug: z.string() };
const submission = { submissionId: id, tenantId: id };
const planVersion = { planId: id, version: z.int() };
const meter = { key: z.string(), version: z.int().meta({ description: 'Of the meter’s definition' }) };
const step = z.enum(SAGA_STEPS);
const money = { tenantId: id, amountMinor: z.string(), currency: z.string() };
const alert = {
  alertId: id,
  rule: z.enum(ALERT_RULES),
  tenantId: id.nullable().meta({ description: 'null: the installation as a whole' }),
  meter: z.string().nullable(),
};
const alertLevel = z.enum(ALERT_LEVELS);
const measured = { level: alertLevel, value: z.number(), threshold: z.number().nullable() };
const ground = {
  tenantId: id,
  ground: z.string().meta({ description: '`usage:<meter>`, or `overdue`' }),
};
const why = z.enum(RELEASE_REASONS);
const webhook = { webhookId: id };
const task = { taskId: id, tenantId: id };

function event<S extends z.ZodType>(when: string, data: S) {
  return { when, data };
}

/**
 * The one table of what the control plane tells others: each event by name, when it comes, and its data. A name is
 * public, as is every field: fields are added, and never change their meaning. None holds a secret, and of people
 * none is named. Keys, sessions and users are not told here: they are in the audit record.
 */
export const EVENTS = {
  'tenant.registered': event(
    'A tenant has its slug, and is there',
    z.strictObject({ ...tenant, origin: z.enum(['api', 'onboarding', 'import', 'cluster']) }),
  ),
  'tenant.updated': event(
    'Its record or what it runs was changed',
    z.strictObject({ ...tenant, fields: z.array(z.string()).meta({ description: 'What was changed' }) }),
  ),
  'tenant.suspended': event(
    'Somebody suspended it, or said something else about a suspension',
    z.strictObject({ ...tenant, by: z.string(), reason: z.string(), until: z.string().nullable() }),
  ),
  'tenant.resumed': event(
    'One of its suspensions ended; others may still hold',
    z.strictObject({ ...tenant, by: z.string() }),
  ),
  'tenant.deletion_scheduled': event(
    'It will be deleted at a time',
    z.strictObject({ ...tenant, at: z.string(), policy: z.enum(['Tombstone', 'Delete']) }),
  ),
  'tenant.deletion_cancelled': event('It will not be deleted after all', z.strictObject(tenant)),
  'tenant.deleting': event(
    'The time of its deletion has come; there is no way back',
    z.strictObject({ ...tenant, policy: z.enum(['Tombstone', 'Delete']) }),
  ),
  'tenant.deleted': event('Nothing of it is asked for any more', z.strictObject(tenant)),

  'subscription.created': event(
    'A tenant has a subscription; the plan is none when it begins later',
    z.strictObject({ tenantId: id, plan: id.nullable() }),
  ),
  'subscription.plan_changed': event(
    'From now on it has this plan: also when it is its first, and when a scheduled change came',
    z.strictObject({ tenantId: id, ...planVersion }),
  ),
  'subscription.ended': event('It has no plan any more', z.strictObject({ tenantId: id })),
  'subscription.schedule_changed': event(
    'What is to come for it is otherwise now',
    z.strictObject({ tenantId: id }),
  ),
  'subscription.overrides_changed': event(
    'Other overrides hold for it now',
    z.strictObject({ tenantId: id }),
  ),
  'subscription.trial_extended': event(
    'Its trial ends later than it was to',
    z.strictObject({ tenantId: id, until: z.string() }),
  ),
  'subscription.trial_ended': event('Its trial is over', z.strictObject({ tenantId: id })),

  'plan_change.state_changed': event(
    'A change of plan of many tenants was ordered, or is paused, resumed, cancelled or completed',
    z.strictObject({
      planChangeId: id,
      state: z.enum(PLAN_CHANGE_STATES),
      from: z.strictObject(planVersion),
      to: z.strictObject(planVersion),
    }),
  ),

  'onboarding.submitted': event(
    'A submission is complete, and is carried out from now on',
    z.strictObject({ ...submission, slug: z.string() }),
  ),
  'onboarding.step_done': event('A step of it is done', z.strictObject({ ...submission, step })),
  'onboarding.blocked': event(
    'A step cannot go on, and somebody has to look',
    z.strictObject({ ...submission, step, code: z.string() }),
  ),
  'onboarding.completed': event('Its last step is done', z.strictObject({ ...submission, step })),
  'onboarding.abandoned': event('Its tenant was deleted meanwhile', z.strictObject(submission)),

  'plan.published': event('A version of a plan can be had', z.strictObject(planVersion)),
  'plan.archived': event('It is not sold any more', z.strictObject(planVersion)),
  'settings.replaced': event('The settings of the installation are others', z.strictObject({})),

  'meter.declared': event('Usage will be counted in one more way', z.strictObject(meter)),
  'meter.changed': event('A meter will count otherwise', z.strictObject(meter)),
  'meter.in_force': event('A new definition has counted all there is, and answers', z.strictObject(meter)),
  'usage.corrected': event(
    'An event of the ledger was taken back, or has another quantity',
    z.strictObject({ tenantId: id, source: z.string(), eventId: id, action: z.enum(['void', 'amend']) }),
  ),

  'statement.closed': event(
    'A period is billed',
    z.strictObject({
      tenantId: id,
      number: z.int(),
      totalMinor: z.string(),
      currency: z.string(),
      dueAt: z.string(),
    }),
  ),
  'statement.voided': event(
    'A statement is taken back; the next one bills its periods anew',
    z.strictObject({ tenantId: id, number: z.int(), totalMinor: z.string(), currency: z.string() }),
  ),
  'credit.granted': event(
    'It has a credit, or a credit note about a statement',
    z.strictObject({ ...money, creditId: id, statement: z.int().nullable() }),
  ),
  'payment.recorded': event(
    'Money came in; the statement is none when it names none',
    z.strictObject({ ...money, paymentId: id, statement: z.int().nullable() }),
  ),

  'alert.raised': event('There is something to look at', z.strictObject({ ...alert, ...measured })),
  'alert.changed': event(
    'It is more urgent than it was, or less',
    z.strictObject({ ...alert, from: alertLevel, ...measured }),
  ),
  'alert.recovered': event(
    'It is well again; or over: the period, the tenant, or the rule',
    z.strictObject({ ...alert, from: alertLevel, because: z.enum(['measured', 'over']) }),
  ),
  'alert.acknowledged': event('Somebody has taken it on', z.strictObject({ ...alert, level: alertLevel })),
  'alert.unacknowledged': event(
    'Whoever had taken it on has taken that back',
    z.strictObject({ ...alert, level: alertLevel }),
  ),
  'alert.snoozed': event(
    'Nobody is told of it for a time, or somebody is again',
    z.strictObject({ ...alert, until: z.string().nullable() }),
  ),
  'alert.assigned': event(
    'Somebody looks after it, or nobody does any more',
    z.strictObject({ ...alert, assigned: z.boolean() }),
  ),
  'alert_rules.changed': event(
    'What is watched, or from which values on somebody is told',
    z.strictObject({
      layer: z.enum(['defaults', 'plan', 'tenant']),
      planId: id.nullable(),
      tenantId: id.nullable(),
    }),
  ),

  'webhook.created': event('Events are sent to one more address', z.strictObject(webhook)),
  'webhook.updated': event(
    'Its name, address or filters are others',
    z.strictObject({ ...webhook, fields: z.array(z.string()).meta({ description: 'What was changed' }) }),
  ),
  'webhook.secret_rotated': event('It signs with a new secret', z.strictObject(webhook)),
  'webhook.disabled': event(
    'Nothing is sent there any more',
    z.strictObject({ ...webhook, by: z.enum(['person', 'gone', 'failing']) }),
  ),
  'webhook.enabled': event('Events are sent there again', z.strictObject(webhook)),
  'webhook.deleted': event('It is no more', z.strictObject(webhook)),

  'enforcement.notified': event(
    'It used as much of an allowance as it is told of',
    z.strictObject({ ...ground, percent: z.int(), used: z.string(), limit: z.string() }),
  ),
  'enforcement.reminded': event(
    'It was reminded of what is overdue, or warned',
    z.strictObject({
      ...ground,
      kind: z.enum(['reminder', 'warning']),
      overdueMinor: z.string(),
      currency: z.string(),
      overdueSince: z.string(),
    }),
  ),
  'enforcement.throttled': event('More of a meter is refused from now on', z.strictObject(ground)),
  'enforcement.notice_given': event(
    'Its suspension is announced; the notice period runs',
    z.strictObject({ ...ground, endsAt: z.string() }),
  ),
  'enforcement.notice_extended': event(
    'Somebody gave it more notice',
    z.strictObject({ ...ground, endsAt: z.string() }),
  ),
  'enforcement.withdrawn': event(
    'Something is not held against it any more, or less of it; it was not suspended for it',
    z.strictObject({ ...ground, why }),
  ),
  'enforcement.approval_needed': event(
    'Its notice is over, and more are suspended in this hour than may be without a person',
    z.strictObject(ground),
  ),
  'enforcement.approved': event('A person said that it may be suspended', z.strictObject({ tenantId: id })),
  'enforcement.suspended': event(
    'It is suspended, since its notice is over; or still is, for another reason or until another time',
    z.strictObject({
      tenantId: id,
      grounds: z.array(z.string()),
      reason: z.string(),
      until: z.string().nullable(),
    }),
  ),
  'enforcement.released': event(
    'Its suspension by enforcement is over',
    z.strictObject({ tenantId: id, why }),
  ),
  'enforcement.exempted': event(
    'Nothing is done to it until a time, and what was done is taken back',
    z.strictObject({ tenantId: id, until: z.string() }),
  ),
  'enforcement.exemption_ended': event('Its plan is enforced again', z.strictObject({ tenantId: id })),
  'enforcement.rehearsed': event(
    'What would have been done to it; in the dry run nothing is',
    z.strictObject({ ...ground, step: z.string() }),
  ),
  'enforcement.settings_replaced': event(
    'Enforcement is another, for the whole installation',
    z.strictObject({ mode: z.enum(['dry_run', 'live']), suspensionsPerHour: z.int() }),
  ),
  'enforcement.time_unwatched': event(
    'The clock went on and nobody watched: notices run so much longer',
    z.strictObject({ from: z.string(), to: z.string() }),
  ),
  'enforcement.clock_confirmed': event('A person said that the clock is right', z.strictObject({})),

  'health.state_changed': event(
    'A customer’s health is in another state; when it was never evaluated before, from null',
    z.strictObject({
      tenantId: id,
      from: healthStateSchema.nullable(),
      to: healthStateSchema,
      cause: healthCauseSchema,
      score: z.int().nullable().meta({ description: '0 to 100, 100 is good; null: it is not known' }),
      coverage: z.int(),
    }),
  ),
  'health.override_set': event(
    'Somebody says how a customer does, in place of the score, for a time',
    z.strictObject({ tenantId: id, state: healthBandSchema, until: z.string() }),
  ),
  'health.override_ended': event('Somebody lets the score speak again', z.strictObject({ tenantId: id })),
  'health.sentiment_entered': event(
    'It was entered how content a customer is',
    z.strictObject({ tenantId: id, rating: z.int().meta({ description: '1 to 5, 5 is content' }) }),
  ),
  'health.settings_replaced': event(
    'Health is scored by other weights or bounds',
    z.strictObject({ version: z.int() }),
  ),
  'task.created': event(
    'There is something to do about a customer',
    z.strictObject({ ...task, due: z.string(), action: z.string().nullable() }),
  ),
  'task.changed': event(
    'It is to be done by somebody else, or otherwise',
    z.strictObject({ ...task, due: z.string() }),
  ),
  'task.closed': event(
    'It is done, or is not to be done any more',
    z.strictObject({ ...task, as: z.enum(['done', 'dropped']) }),
  ),
  'task.reopened': event('It is to be done after all', z.strictObject({ ...task, due: z.string() })),
} as const;

export type EventName = keyof typeof EVENTS;

/** What stands before a name in the `type` of a CloudEvent. */
export const EVENT_TYPE_PREFIX = 'dev.tenantry.';
export const EVENT_SOURCE = '/tenantry/control-plane';

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}

export const publishedEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The same whenever this event is told: drop what you know already' }),
    source: z.string(),
    type: z.string().meta({ description: 'What happened, such as `dev.tenantry.tenant.registered`' }),
    subject: z.string().meta({ description: '`<kind>/<id>` of what it happened to' }),
    subjectversion: z
      .int()
      .meta({ description: 'Which change of the subject it was; of two events the greater is the later' }),
    time: z.string().meta({ description: 'When it was decided, RFC 3339, UTC' }),
    sequence: z.string().meta({ description: 'Its place among all; compare as text' }),
    tenantid: z.string().optional(),
    datacontenttype: z.literal('application/json'),
    data: z.json().meta({ description: 'By type; docs/reference/events.md has the table' }),
  })
  .meta({ id: 'PublishedEvent', description: 'A CloudEvent 1.0: something that was decided' });
export type PublishedEvent = z.infer<typeof publishedEventSchema>;

export const eventsQuerySchema = z.strictObject({
  ...pageQuery,
  cursor: z
    .string()
    .max(4_000)
    .optional()
    .meta({ description: '`next` of the answer before, whatever was filtered; the beginning when left out' }),
  type: z.string().min(1).max(100).optional().meta({ description: 'Only of this type, written out' }),
  tenantId: idSchema.optional().meta({ description: 'Only of this tenant' }),
});

export const eventPageSchema = z
  .object({
    items: z.array(publishedEventSchema),
    next: z.string().meta({ description: 'Always there: come back with it for what is told later' }),
  })
  .meta({
    id: 'EventPage',
    description: 'In order. It may have fewer items than asked for, even none, while more are to come',
  });

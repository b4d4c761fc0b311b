import type { components } from '@tenantry/contracts/client/schema.generated';
import { healthCodeWords } from '../../../shared/health/reason-words.ts';
import type { TimelineEntry } from './entry.ts';

type Schemas = components['schemas'];

/** How things are said in the language of whoever reads. */
export interface Words {
  t(key: string, named?: Record<string, unknown>): string;
  /** Whether there is such a text. */
  te(key: string): boolean;
  money(minor: string, currency: string): string;
  date(time: string): string;
  dateTime(time: string): string;
  alert(alert: Schemas['Alert']): string;
  task(task: Schemas['Task']): string;
}

export const noteEntry = (note: Schemas['TenantNote'], { t }: Words): TimelineEntry => ({
  id: `note ${note.noteId}`,
  kind: 'note',
  at: note.at,
  title: t('tenant.timeline.note'),
  text: note.text,
  by: note.author,
  noteId: note.noteId,
});

/** When it was written down, and when it was closed. */
export function taskEntries(task: Schemas['Task'], { t, date, task: titled }: Words): TimelineEntry[] {
  const title = titled(task);
  const made: TimelineEntry = {
    id: `task ${task.taskId}`,
    kind: 'task',
    at: task.createdAt,
    title: t('tenant.timeline.taskMade', { title }),
    text: [t('tenant.timeline.due', { day: date(`${task.due}T12:00:00`) }), task.owner, task.note]
      .filter(Boolean)
      .join(' · '),
    by: task.author,
  };
  if (task.closedAt === undefined) return [made];
  const closed: TimelineEntry = {
    id: `task ${task.taskId} closed`,
    kind: 'task',
    at: task.closedAt,
    title: t(task.status === 'dropped' ? 'tenant.timeline.taskDropped' : 'tenant.timeline.taskDone', {
      title,
    }),
    text: task.closingNote,
  };
  return [made, closed];
}

/** When it was raised, taken on, put off, and when it got its present level. */
export function alertEntries(alert: Schemas['Alert'], { t, dateTime, alert: told }: Words): TimelineEntry[] {
  const level = t(`shared.alertLevel.${alert.level}`);
  const entry = (
    what: string,
    at: string,
    title: string,
    more: Partial<TimelineEntry> = {},
  ): TimelineEntry => ({
    id: `alert ${alert.alertId} ${what}`,
    kind: 'alert',
    at,
    title,
    text: told(alert),
    behind: Object.entries(alert.figures).map(([name, value]) => ({ name, value })),
    ...more,
  });
  return [
    entry('raised', alert.raisedAt, t('tenant.timeline.alertRaised', { level })),
    ...(alert.since === alert.raisedAt
      ? []
      : [
          entry(
            'since',
            alert.since,
            alert.level === 'ok'
              ? t('tenant.timeline.alertRecovered')
              : t('tenant.timeline.alertNow', { level }),
          ),
        ]),
    ...(alert.acknowledged === undefined
      ? []
      : [
          entry('acknowledged', alert.acknowledged.at, t('tenant.timeline.alertAcknowledged'), {
            by: alert.acknowledged.by,
            text: alert.acknowledged.note ?? told(alert),
          }),
        ]),
    ...(alert.snoozed === undefined
      ? []
      : [
          entry(
            'snoozed',
            alert.snoozed.at,
            t('tenant.timeline.alertSnoozed', { time: dateTime(alert.snoozed.until) }),
            { by: alert.snoozed.by, text: alert.snoozed.note ?? told(alert) },
          ),
        ]),
  ];
}

export function healthEntry(transition: Schemas['HealthTransition'], { t }: Words): TimelineEntry {
  const to = t(`shared.healthState.${transition.to}`);
  return {
    id: `health ${transition.at}`,
    kind: 'health',
    at: transition.at,
    title:
      transition.from === null
        ? t('tenant.timeline.healthFirst', { to })
        : t('tenant.timeline.health', { from: t(`shared.healthState.${transition.from}`), to }),
    text: becauseOf(transition, t),
    behind: [
      { name: t('tenant.history.score'), value: String(transition.score ?? '–') },
      { name: t('tenant.history.coverage'), value: String(transition.coverage) },
    ],
  };
}

/** Why, in the words of this page; those of the control plane for what was recorded before it knew codes. */
function becauseOf({ cause, code, coverage, because }: Schemas['HealthTransition'], t: Words['t']) {
  if (cause === 'override') return t('tenant.healthCause.override');
  if (cause === 'coverage') return t('tenant.healthCause.coverage', { coverage: `${coverage} %` });
  if (cause === 'no_data_on_use') return t('tenant.healthCause.no_data_on_use');
  return healthCodeWords(code, t) ?? because ?? undefined;
}

export const enforcementEntry = (step: Schemas['EnforcementStep'], { t }: Words): TimelineEntry => ({
  id: `enforcement ${step.version}`,
  kind: 'enforcement',
  at: step.at,
  title: [
    t(`tenant.enforcement.stage.${step.stage}`),
    ...(step.rehearsal ? [t('tenant.enforcement.rehearsal')] : []),
  ].join(' · '),
  text: step.reason ?? undefined,
  by: step.by,
  behind: [{ name: t('tenant.timeline.step'), value: step.action }],
});

export function planEntry(change: Schemas['PlanHistoryItem'], { t, date }: Words): TimelineEntry {
  const plan = change.after ?? change.before;
  return {
    id: `plan ${change.version}`,
    kind: 'plan',
    at: change.recordedAt,
    title: [
      t(`tenant.plans.kind.${change.kind}`),
      ...(plan === null ? [] : [t('tenant.planVersion', { plan: plan.planId, version: plan.version })]),
    ].join(': '),
    text: [t('tenant.timeline.holdsFrom', { day: date(change.from) }), change.reason]
      .filter(Boolean)
      .join(' · '),
    by: change.actor.name,
  };
}

export const statementEntries = (
  statement: Schemas['StatementSummary'],
  { t, money, date }: Words,
): TimelineEntry => ({
  id: `statement ${statement.number}`,
  kind: 'statement',
  at: statement.closedAt,
  title: t('tenant.timeline.statement', {
    number: statement.number,
    total: money(statement.totalMinor, statement.currency),
  }),
  text: [
    t(`tenant.statements.is.${statement.state}`),
    t('tenant.timeline.due', { day: date(statement.dueAt) }),
  ].join(' · '),
});

/** Kinds of things that have sources of their own: they are not told twice. */
const ELSEWHERE = new Set([
  'tenant_note',
  'task',
  'alert',
  'health',
  'enforcement',
  'subscription',
  'statement',
]);

/** What else was done to a tenant, and by whom. */
export function auditEntry(entry: Schemas['AuditEntry'], { t, te }: Words): TimelineEntry[] {
  if (ELSEWHERE.has(entry.target?.split('/')[0] ?? '')) return [];
  const key = `tenant.timeline.action.${entry.action.replaceAll('.', '_')}`;
  // What has no words of its own is told as the record has it.
  const action = te(key) ? t(key) : entry.action;
  return [
    {
      id: `audit ${entry.id}`,
      kind: 'change',
      at: entry.at,
      title: entry.outcome === 'refused' ? t('tenant.timeline.refused', { action }) : action,
      text: entry.reason,
      by: entry.actorName,
      behind: entry.changes.map(({ field, before, after }) => ({
        name: field,
        value: `${shown(before)} → ${shown(after)}`,
      })),
    },
  ];
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

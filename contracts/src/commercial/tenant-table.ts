import { z } from 'zod';
import { ALERT_LEVELS } from './alert.ts';
import { healthStateSchema } from './health.ts';
import { TENANT_STATES } from './tenant.ts';

/**
 * All tenants in one answer, for consoles: columns, so that ten thousand rows name each field once, and a version, so
 * that whoever has them asks for what is otherwise since.
 */

/** Days that a sparkline shows, the present one last. */
export const SPARK_DAYS = 30;
/** The highest digit of a sparkline. */
export const SPARK_MOST = 15;

export const AVAILABILITIES = ['serves', 'degraded', 'partly_down', 'down', 'stopped', 'unknown'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export const TOUCH_KINDS = ['note', 'task', 'change'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

const ALERTED = ALERT_LEVELS.filter(level => level !== 'ok');

const text = (description: string) => z.array(z.string()).meta({ description });
const maybeText = (description: string) => z.array(z.string().nullable()).meta({ description });
const maybeInt = (description: string) => z.array(z.int().nullable()).meta({ description });

export const tenantColumnsSchema = z
  .strictObject({
    tenantId: text('Its id'),
    slug: text('Its slug'),
    displayName: text('Its name for people'),
    state: z.array(z.enum(TENANT_STATES)).meta({ description: 'Its state, as in Tenant' }),
    suspendedUntil: maybeText(
      'When the last of its suspensions ends by itself; null: it is not suspended, or without an end',
    ),
    suspendedBy: maybeText('Who suspends it, several joined by a comma'),
    suspendedWhy: maybeText('Why, as codes in CamelCase, several joined by a comma'),
    planId: maybeText('Its plan; null: none is assigned'),
    planVersion: maybeInt('The version of that plan'),
    owner: maybeText('Who of us looks after it'),
    cluster: text('The cluster it lives in'),
    region: text('Region of that cluster'),
    healthState: z
      .array(healthStateSchema.nullable())
      .meta({ description: 'How it does; null: it was not evaluated yet' }),
    healthScore: maybeInt('0 to 100; null: it is not known'),
    healthChange7: maybeInt('Points of the score against seven days ago'),
    healthChange30: maybeInt('Points of the score against thirty days ago'),
    monthlyMinor: maybeText(
      'What it pays a month without usage, in minor units, as in GET /v1/revenue; null: it has no subscription',
    ),
    currency: maybeText('Currency of that'),
    renewal: maybeText('When the contract renews, YYYY-MM-DD'),
    allowanceMeter: maybeText('The meter of whose allowance most is used'),
    allowancePercent: maybeInt('How much of it, in percent, rounded down'),
    allowanceResetsAt: maybeText('When it begins anew'),
    alertLevel: z
      .array(z.enum(ALERTED).nullable())
      .meta({ description: 'The most urgent level among its alerts that have not recovered' }),
    alerts: z.array(z.int()).meta({ description: 'How many of its alerts have not recovered' }),
    touchedAt: maybeText('When a person last did something about it'),
    touchKind: z.array(z.enum(TOUCH_KINDS).nullable()).meta({ description: 'What that was' }),
    touchedBy: maybeText('Who that was'),
    createdAt: text('When it was registered'),
    availability: z.array(z.enum(AVAILABILITIES)).meta({
      description:
        'How its workload runs, as it was when its health was evaluated; stopped: on purpose; unknown: no cluster says so',
    }),
    sparkMeter: maybeText('Its main meter: the first of its plan'),
    spark: maybeText(
      `Daily use of its main meter: ${SPARK_DAYS} digits of base 16, the present day (UTC) last; 0 is none, and f the day of most use`,
    ),
    sparkTotal: maybeText('What was used of the main meter in these days, together'),
  })
  .meta({
    id: 'TenantColumns',
    description:
      'Arrays of equal length: what stands at one place is about one tenant. What the caller may not see is null, or empty',
  });
export type TenantColumns = z.infer<typeof tenantColumnsSchema>;

/** One tenant of the table: of each column, what is at its place. */
export type TenantTableRow = { readonly [Column in keyof TenantColumns]: TenantColumns[Column][number] };

export const tenantTableSchema = z
  .strictObject({
    version: z.string().meta({ description: 'Give it as `since` to be told what is otherwise' }),
    whole: z.boolean().meta({
      description: 'Whether these are all rows; if not, they take the place of those with the same ids',
    }),
    at: z.string().meta({ format: 'date-time', description: 'When it was read' }),
    total: z.int().meta({ description: 'How many rows there are now, when all changes are applied' }),
    pending: z.int().meta({ description: 'Rows whose use is not read yet since the control plane started' }),
    columns: tenantColumnsSchema,
    removed: z.array(z.string()).meta({ description: 'Ids of those that are not there any more' }),
  })
  .meta({
    id: 'TenantTable',
    description: 'Every tenant that the caller may see, but those that are deleted',
  });
export type TenantTableBody = z.infer<typeof tenantTableSchema>;

export const tenantTableQuerySchema = z.strictObject({
  since: z.string().max(60).optional().meta({
    description:
      'The version of what the caller has: only what is otherwise is answered. Of one that is not known (of another replica, or from before a restart), or far behind (more than 200 rows and more than half of all are otherwise), everything: `whole` is true then',
  }),
});

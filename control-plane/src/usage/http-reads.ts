import { type Meter, meterKeySchema } from '@tenantry/contracts/commercial/meter';
import {
  MAX_POINTS,
  SERIES_STEPS,
  topTenantsSchema,
  usageSeriesSchema,
  usageSnapshotSchema,
  usageTotalSchema,
} from '@tenantry/contracts/commercial/usage';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { notFound, Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { seriesCsv } from './csv.ts';
import type { MeterCatalogue } from './meter-catalogue.ts';
import type { Standings } from './standings.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { Interval, UsageReader } from './usage-reader.ts';
import { SPAN_MS, startOf } from './window.ts';

export interface ReadParts {
  readonly reader: UsageReader;
  readonly standings: Standings;
  readonly meters: MeterCatalogue;
  readonly tenants: TenantDirectory;
  readonly clock: Clock;
  readonly periodAt: PeriodAt;
}

/** The month of its subscription that an instant (milliseconds) lies in; undefined for a tenant that has none. */
export type PeriodAt = (
  tenantId: string,
  at: number,
) => Promise<{ readonly from: string; readonly to: string } | undefined>;

export const tenantParams = z.object({ tenantId: z.string().min(1).max(64) });

const instant = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'RFC 3339, for instance 2027-01-31T12:00:00Z' })
    .max(40)
    .optional()
    .meta({ description });
export const periodQuery = z.enum(['current']).optional().meta({
  description:
    'current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to`',
});
const interval = {
  period: periodQuery,
  from: instant('First instant; the beginning of this month of UTC when left out'),
  to: instant('First instant that is not in it; the end of this month when left out'),
};
const meter = meterKeySchema;
const totalQuery = z.strictObject({ meter, ...interval });
const snapshotQuery = z.strictObject(interval);
const seriesQuery = z.strictObject({
  meter,
  ...interval,
  step: z
    .enum(SERIES_STEPS)
    .default('day')
    .meta({ description: 'Length of a step; the interval is widened to whole ones' }),
});
const topQuery = z.strictObject({
  meter,
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, 'a month or day, 2027-01 or 2027-01-31')
    .refine(text => text.length === 7 || z.iso.date().safeParse(text).success, 'a day that exists')
    .optional()
    .meta({ description: 'A month or a day of UTC; this month when left out' }),
  limit: z.coerce.number().int().min(1).max(200).default(10),
});

/** Reading what is counted. */
export function usageReadRoutes(parts: ReadParts): Route[] {
  return [
    totalRoute(parts),
    snapshotRoute(parts),
    seriesRoute(parts),
    seriesCsvRoute(parts),
    topRoute(parts),
  ];
}

function totalRoute({ reader, tenants, ...times }: ReadParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/total',
    operation: 'getUsageTotal',
    tag: 'usage',
    summary: 'What a tenant used of a meter in an interval',
    params: tenantParams,
    query: totalQuery,
    tenantParam: 'tenantId',
    responses: { 200: usageTotalSchema },
    handle: async ({ params: { tenantId }, query }) => {
      await mustExist(tenants, tenantId);
      const range = await intervalFor(tenantId, query, times);
      const total = await reader.total(tenantId, query.meter, range);
      return {
        status: 200,
        body: { tenantId, ...rangeBody(range), ...totalBody(total), asOf: isoTime(total.asOf) },
      };
    },
  });
}

function snapshotRoute({ reader, meters, tenants, ...times }: ReadParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/snapshot',
    operation: 'getUsageSnapshot',
    tag: 'usage',
    summary: 'What a tenant used of every meter in a period',
    params: tenantParams,
    query: snapshotQuery,
    tenantParam: 'tenantId',
    responses: { 200: usageSnapshotSchema },
    handle: async ({ params: { tenantId }, query }) => {
      await mustExist(tenants, tenantId);
      const range = await intervalFor(tenantId, query, times);
      const all = (await meters.recent()).all();
      const totals = await Promise.all(all.map(({ key }) => reader.total(tenantId, key, range)));
      return {
        status: 200,
        body: {
          tenantId,
          ...rangeBody(range),
          asOf: isoTime(Math.min(times.clock.now(), ...totals.map(total => total.asOf))),
          meters: totals.map(total => ({
            ...totalBody(total),
            entries: total.entries,
            hash: total.hash.toString(16).padStart(64, '0'),
          })),
        },
      };
    },
  });
}

function seriesRoute(parts: ReadParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/series',
    operation: 'getUsageSeries',
    tag: 'usage',
    summary: 'Usage over time, by minute, hour or day',
    params: tenantParams,
    query: seriesQuery,
    tenantParam: 'tenantId',
    responses: { 200: usageSeriesSchema },
    handle: async ({ params: { tenantId }, query }) => {
      const { asOf, points, meter: of } = await seriesOf(parts, tenantId, query);
      return {
        status: 200,
        body: {
          tenantId,
          ...meterBody(of),
          step: query.step,
          asOf: isoTime(asOf),
          points: points.map(({ from, quantity }) => ({ from: isoTime(from), quantity: String(quantity) })),
        },
      };
    },
  });
}

function seriesCsvRoute(parts: ReadParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/series.csv',
    operation: 'exportUsageSeries',
    tag: 'usage',
    summary: 'Usage over time as CSV',
    params: tenantParams,
    query: seriesQuery,
    tenantParam: 'tenantId',
    responses: { 200: z.string().meta({ description: 'CSV with a header' }) },
    produces: 'text/csv',
    handle: async ({ params: { tenantId }, query }) => {
      const series = await seriesOf(parts, tenantId, query);
      const { key, unit, scale } = series.meter;
      return {
        status: 200,
        text: {
          type: 'text/csv; charset=utf-8',
          content: seriesCsv({ tenantId, key, unit, scale }, series.points),
        },
        headers: { 'content-disposition': `attachment; filename="usage-${key}.csv"` },
      };
    },
  });
}

function topRoute({ reader, standings, tenants, clock }: ReadParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/usage/top',
    operation: 'listTopTenants',
    tag: 'usage',
    summary: 'Who used most of a meter in a month or a day',
    query: topQuery,
    responses: { 200: topTenantsSchema },
    handle: async ({ query }) => {
      const of = await reader.meter(query.meter);
      const period = query.period ?? isoTime(clock.now()).slice(0, 7);
      const top = await standings.top(of.key, period, query.limit);
      const items = await Promise.all(
        top.map(async ({ tenantId, rank }) => {
          const slug = (await tenants.byId(tenantId))?.slug;
          return { tenantId, ...(slug !== undefined && { slug }), quantity: String(BigInt(rank)) };
        }),
      );
      return { status: 200, body: { ...meterBody(of), period, items } };
    },
  });
}

async function seriesOf(
  { reader, tenants, ...times }: ReadParts,
  tenantId: string,
  query: z.output<typeof seriesQuery>,
) {
  await mustExist(tenants, tenantId);
  const { from, to } = await intervalFor(tenantId, query, times);
  const size = SPAN_MS[query.step];
  const whole = { from: startOf(query.step, from), to: Math.ceil(to / size) * size };
  if ((whole.to - whole.from) / size > MAX_POINTS) {
    const message = `at most ${MAX_POINTS} steps: take longer ones, or a shorter interval`;
    throw new Problem('invalid_request', message, {
      errors: [{ field: 'query.step', code: 'too_many_points', message }],
    });
  }
  return reader.series(tenantId, query.meter, whole, query.step);
}

export async function mustExist(tenants: TenantDirectory, tenantId: string): Promise<void> {
  if ((await tenants.byId(tenantId)) === undefined) throw notFound('such tenant');
}

/** @throws Problem invalid_request when it does not fit together, not_found when the tenant has no period */
export async function intervalFor(
  tenantId: string,
  query: {
    readonly period?: 'current' | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
  { clock, periodAt }: Pick<ReadParts, 'clock' | 'periodAt'>,
): Promise<Interval> {
  if (query.period === undefined) return intervalOf(query, clock);
  if (query.from !== undefined || query.to !== undefined) {
    const message = 'either the period, or `from` and `to`';
    throw new Problem('invalid_request', message, {
      errors: [{ field: 'query.period', code: 'two_intervals', message }],
    });
  }
  const period = await periodAt(tenantId, clock.now());
  if (period === undefined) throw notFound('period under way: the tenant has no subscription');
  return { from: Date.parse(period.from), to: Date.parse(period.to) };
}

/** @throws Problem invalid_request when it ends before it begins */
function intervalOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  clock: Clock,
): Interval {
  const now = new Date(clock.now());
  const month = (after: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + after);
  const from = query.from === undefined ? month(0) : Date.parse(query.from);
  const to = query.to === undefined ? Math.max(month(1), from + 1) : Date.parse(query.to);
  if (from < to) return { from, to };
  const message = 'ends after it begins: `to` is later than `from`';
  throw new Problem('invalid_request', message, {
    errors: [{ field: 'query.to', code: 'empty_interval', message }],
  });
}

function rangeBody({ from, to }: Interval) {
  return { from: isoTime(from), to: isoTime(to) };
}

function meterBody({ key, version, unit, scale }: Meter) {
  return { meter: key, meterVersion: version, unit, scale };
}

function totalBody(total: { readonly meter: Meter; readonly quantity: bigint; readonly events: bigint }) {
  return { ...meterBody(total.meter), quantity: String(total.quantity), events: Number(total.events) };
}

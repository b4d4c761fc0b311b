import { revenueQuerySchema, revenueSchema } from '@tenantry/contracts/commercial/revenue';
import { type Clock, isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { subscriptionHeads } from '../subscriptions/subscription.ts';
import { type RevenueParts, RevenueReport } from './revenue-report.ts';

export interface Revenue {
  readonly report: RevenueReport;
  readonly routes: readonly Route[];
}

export async function openRevenue(context: Context, parts: Omit<RevenueParts, 'heads'>): Promise<Revenue> {
  const heads = await context.store.collection(subscriptionHeads);
  const report = new RevenueReport(context.clock, { ...parts, heads });
  return { report, routes: [revenueRoute(report, context.clock)] };
}

function revenueRoute(report: RevenueReport, clock: Clock): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/revenue',
    operation: 'getRevenue',
    tag: 'statements',
    summary: 'Monthly recurring revenue, retention and churn, at a time and by what was known at another',
    query: revenueQuerySchema,
    responses: { 200: revenueSchema },
    handle: async ({ query }) => {
      const now = isoTime(clock.now());
      const { asOf = now, knownAt = now } = query;
      const times = { from: query.from ?? aMonthBefore(asOf), asOf, knownAt };
      if (times.from > asOf) {
        const message = `it begins after its end, ${asOf}`;
        throw new Problem('invalid_request', message, {
          errors: [{ field: 'query.from', code: 'order', message }],
        });
      }
      return { status: 200, body: await report.of(times, JSON.stringify(query)) };
    },
  });
}

/** The same day of the month before, or its last. */
function aMonthBefore(time: string): string {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString();
}

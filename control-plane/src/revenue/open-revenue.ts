import {
  revenueCustomersQuerySchema,
  revenueCustomersSchema,
  revenueQuerySchema,
  revenueSchema,
} from '@tenantry/contracts/commercial/revenue';
import { type Clock, isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { subscriptionHeads } from '../subscriptions/subscription.ts';
import { type RevenueParts, RevenueReport, type RevenueTimes } from './revenue-report.ts';

export interface Revenue {
  readonly report: RevenueReport;
  readonly routes: readonly Route[];
}

export async function openRevenue(context: Context, parts: Omit<RevenueParts, 'heads'>): Promise<Revenue> {
  const heads = await context.store.collection(subscriptionHeads);
  const report = new RevenueReport(context.clock, { ...parts, heads });
  return { report, routes: [revenueRoute(report, context.clock), customersRoute(report, context.clock)] };
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
      const times = timesOf(query, clock);
      return { status: 200, body: await report.of(times, JSON.stringify(query)) };
    },
  });
}

function customersRoute(report: RevenueReport, clock: Clock): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/revenue/customers',
    operation: 'listRevenueCustomers',
    tag: 'statements',
    summary: 'The customers behind recurring revenue and its movements',
    query: revenueCustomersQuerySchema,
    responses: { 200: revenueCustomersSchema },
    handle: async ({ query }) => ({
      status: 200,
      body: await report.customers(timesOf(query, clock), query),
    }),
  });
}

interface AskedTimes {
  readonly asOf?: string | undefined;
  readonly from?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** @throws Problem invalid_request when it begins after its end */
function timesOf({ from, asOf: end, knownAt: known }: AskedTimes, clock: Clock): RevenueTimes {
  const now = isoTime(clock.now());
  const [asOf, knownAt] = [end ?? now, known ?? now];
  const times = { from: from ?? aMonthBefore(asOf), asOf, knownAt };
  if (times.from > asOf) {
    const message = `it begins after its end, ${asOf}`;
    throw new Problem('invalid_request', message, {
      errors: [{ field: 'query.from', code: 'order', message }],
    });
  }
  return times;
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

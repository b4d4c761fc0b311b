import { z } from 'zod';
import type { Facts } from '../seed/facts.ts';
import { differs, type Probe, someOf } from './probe.ts';

const METERS = ['ingestion', 'query', 'timeline'] as const;
const TOP = 10;

const totalSchema = z.object({ quantity: z.string() });
const seriesSchema = z.object({ points: z.array(totalSchema) });
const topSchema = z.object({ items: z.array(totalSchema) });

/** What was used: by tenants from all over the list, and by the one that has a tenth of all events. */
export function usageProbes(facts: Facts): readonly Probe[] {
  const { month, tenants } = facts;
  const [from, to] = boundsOf(month);
  const whole = `from=${from}&to=${to}`;
  const odd = `from=${month}-02T03:04:05Z&to=${month}-27T21:22:23Z`;
  const day = `from=${month}-15T00:00:00Z&to=${month}-16T00:00:00Z`;
  const some = (query: (meter: string) => string) => askOf(someOf(tenants), query);
  const largest = (query: (meter: string) => string) =>
    METERS.flatMap(meter => askOf(tenants.slice(0, 1), () => query(meter)));
  const total = (answer: string, path: string) =>
    differs(totalSchema.parse(JSON.parse(answer)).quantity, usedBy(facts, path));
  const sum = (answer: string, path: string) =>
    differs(sumOf(seriesSchema.parse(JSON.parse(answer)).points), usedBy(facts, path));
  return [
    {
      name: 'top tenants of a month',
      paths: METERS.map(meter => `/v1/usage/top?meter=${meter}&period=${month}&limit=${TOP}`),
      check: (answer, path) => topFault(facts, answer, path),
    },
    {
      name: 'top 100 tenants of a day',
      paths: METERS.map(meter => `/v1/usage/top?meter=${meter}&period=${month}-15&limit=100`),
    },
    { name: 'usage of a month', paths: some(meter => `total?meter=${meter}&${whole}`), check: total },
    { name: 'usage between two odd times', paths: some(meter => `total?meter=${meter}&${odd}`) },
    { name: 'usage of this month', paths: some(meter => `total?meter=${meter}`) },
    { name: 'snapshot of a month', paths: some(() => `snapshot?${whole}`) },
    { name: 'month by day', paths: some(meter => `series?meter=${meter}&step=day&${whole}`), check: sum },
    { name: 'month by hour', paths: some(meter => `series?meter=${meter}&step=hour&${whole}`), check: sum },
    { name: 'day by minute', paths: some(meter => `series?meter=${meter}&step=minute&${day}`) },
    { name: 'events of a month', paths: some(meter => `events?type=${meter}&${whole}`) },
    {
      name: 'largest tenant: month by hour',
      paths: largest(meter => `series?meter=${meter}&step=hour&${whole}`),
      check: sum,
    },
    {
      name: 'largest tenant: day by minute',
      paths: largest(meter => `series?meter=${meter}&step=minute&${day}`),
    },
    { name: 'largest tenant: odd times', paths: largest(meter => `total?meter=${meter}&${odd}`) },
    {
      name: 'largest tenant: 200 events',
      paths: largest(meter => `events?type=${meter}&${whole}&limit=200`),
    },
  ];
}

function askOf(
  tenants: readonly Pick<Facts['tenants'][number], 'tenantId'>[],
  query: (meter: string) => string,
): readonly string[] {
  return tenants.map(
    ({ tenantId }, at) => `/v1/tenants/${tenantId}/usage/${query(METERS[at % METERS.length] ?? METERS[0])}`,
  );
}

function boundsOf(month: string): readonly [from: string, to: string] {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return [from.toISOString(), to.toISOString()];
}

function usedBy({ used }: Facts, path: string): string {
  const [, tenantId = '', meter = ''] = /tenants\/([^/]+)\/.*meter=(\w+)/.exec(path) ?? [];
  return used[`${meter}/${tenantId}`] ?? '0';
}

function sumOf(points: readonly { readonly quantity: string }[]): string {
  return String(points.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n));
}

function topFault({ used }: Facts, answer: string, path: string): string | undefined {
  const [, meter = ''] = /meter=(\w+)/.exec(path) ?? [];
  const most = Object.entries(used)
    .filter(([key]) => key.startsWith(`${meter}/`))
    .map(([, quantity]) => Number(quantity))
    .sort((a, b) => b - a)
    .slice(0, TOP);
  const told = topSchema.parse(JSON.parse(answer)).items.map(({ quantity }) => Number(quantity));
  return differs(told.join(), most.join());
}

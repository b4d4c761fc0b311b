import type { RateAlertSettings } from '@tenantry/contracts/commercial/alert';
import type { Meter } from '@tenantry/contracts/commercial/meter';
import { LookupCache } from '../../access/lookup-cache.ts';
import type { Clock } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';
import type { MeterCatalogue } from '../../usage/meter-catalogue.ts';
import type { UsageReader } from '../../usage/usage-reader.ts';
import { SPAN_MS, startOf } from '../../usage/window.ts';
import type { Reading } from '../decisions.ts';
import { isLive, type Look, NOTHING, percentOf, type Watched } from './look.ts';

const WEEK_HOURS = 168n;
const WEEK_MS = 7 * SPAN_MS.day;
/** What a past hour came to hardly changes: late events are seen after this time. */
const KEPT_MS = 120_000;
const MAX_KEPT = 100_000;

export interface RateParts {
  readonly reader: Pick<UsageReader, 'total'>;
  readonly meters: Pick<MeterCatalogue, 'recent'>;
  readonly clock: Clock;
}

interface Total {
  readonly quantity: bigint;
  readonly asOf: number;
}

/**
 * Usage of the last whole hour in percent of a bound, where one is set for the meter, and else of the mean hour of the
 * seven days before it. Meters that hold a quantity rather than add up have no rate.
 */
export function rateLook({ reader, meters, clock }: RateParts): Look {
  const totals = new LookupCache<Total>(
    async key => {
      const [tenantId = '', meter = '', from = '', to = ''] = key.split('/');
      return reader.total(tenantId, meter, { from: Number(from), to: Number(to) });
    },
    { clock, ttl: KEPT_MS, maxFound: MAX_KEPT, maxMissing: MAX_KEPT },
  );
  const total = async (
    tenantId: string,
    meter: string,
    from: number,
    to: number,
  ): Promise<Total | undefined> =>
    totals.get([tenantId, meter, from, to].join('/')).catch(error => {
      if (error instanceof Problem && error.status < 500) return undefined;
      throw error;
    });

  const read = async (meter: string, watched: Watched, hour: number): Promise<Reading | undefined> => {
    const { tenantId, settings, head } = watched;
    const to = hour + SPAN_MS.hour;
    const used = await total(tenantId, meter, hour, to);
    // Not wholly counted yet.
    if (used === undefined || used.asOf < to) {
      totals.forget([tenantId, meter, hour, to].join('/'));
      return undefined;
    }
    const common = { rule: 'rate' as const, tenantId, meter, at: to };
    const bound = boundOf(settings.rate, meter);
    if (bound !== undefined) {
      const figures = { used: used.quantity.toString(), bound: bound.toString() };
      return { ...common, value: bound > 0n ? percentOf(used.quantity, bound) : 0, figures };
    }
    const figures = { used: used.quantity.toString() };
    const isYoung = head === undefined || Date.parse(head.createdAt) > hour - WEEK_MS;
    if (isYoung || used.quantity < BigInt(settings.rate.least)) return { ...common, value: 0, figures };
    const week = await total(tenantId, meter, hour - WEEK_MS, hour);
    if (week === undefined || week.quantity === 0n) return { ...common, value: 0, figures };
    const value = percentOf(used.quantity * WEEK_HOURS, week.quantity);
    return { ...common, value, figures: { ...figures, week: week.quantity.toString() } };
  };

  return async watched => {
    if (!isLive(watched.head)) return NOTHING;
    const hour = startOf('hour', clock.now()) - SPAN_MS.hour;
    const known = (await meters.recent()).all().filter(hasRate);
    const readings: Reading[] = [];
    for (const { key } of known) {
      const reading = await read(key, watched, hour);
      if (reading !== undefined) readings.push(reading);
    }
    return { readings, complete: readings.length === known.length };
  };
}

function hasRate({ aggregation }: Meter): boolean {
  return aggregation === 'sum' || aggregation === 'count';
}

function boundOf({ perHour }: RateAlertSettings, meter: string): bigint | undefined {
  const bound = Object.hasOwn(perHour, meter) ? perHour[meter] : undefined;
  return bound === undefined ? undefined : BigInt(bound);
}

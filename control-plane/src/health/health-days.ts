import {
  type HealthEvaluation,
  healthBandSchema,
  healthStateSchema,
} from '@tenantry/contracts/commercial/health';
import { healthFactorSchema, healthReasonSchema } from '@tenantry/contracts/commercial/health-factors';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../storage/documents.ts';
import { DAY_MS } from './facts.ts';

const dayFactorSchema = z.object({
  factor: healthFactorSchema,
  weight: z.int(),
  value: z.int().nullable(),
  code: healthReasonSchema,
});

/**
 * The first evaluation of a tenant on a day (UTC): `<tenantId>/<day>`, inserted once and never changed, with all that
 * its score was made of. So what a trend was is what it will be, whatever weights and usage become later.
 */
const healthDaySchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  day: z.string(),
  at: z.string(),
  state: healthStateSchema,
  band: healthBandSchema.nullable(),
  score: z.int().nullable(),
  coverage: z.int(),
  profile: z.enum(['early', 'established']),
  settingsVersion: z.int(),
  factors: z.array(dayFactorSchema),
});
export type HealthDay = z.infer<typeof healthDaySchema>;

export const healthDaysSpec: CollectionSpec<HealthDay> = {
  name: 'health_days',
  indexes: {},
  parse: value => healthDaySchema.parse(value),
};

/** Every day is kept for so long, then the first of each week. */
const KEPT_DAILY = 91;
/** Days behind that which are looked at for thinning: as long as nobody may have scored a tenant. */
const THINNED_AT_ONCE = 40;
const MONDAY = 1;
const MOST_REMEMBERED = 50_000;

export class HealthDays {
  readonly #days: Collection<HealthDay>;
  /** By tenant, the last day that this process knows to be kept: nobody takes it away again. */
  readonly #kept = new Map<string, string>();

  constructor(days: Collection<HealthDay>) {
    this.#days = days;
  }

  static async open(store: Store): Promise<HealthDays> {
    return new HealthDays(await store.collection(healthDaysSpec));
  }

  /** The evaluation, if it is the first of its day. */
  async keep(tenantId: string, evaluation: HealthEvaluation, now: number): Promise<void> {
    const day = dayOf(now);
    if (this.#kept.get(tenantId) === day) return;
    const { state, band, score, coverage, profile, settingsVersion, factors } = evaluation;
    const inserted = await insertOne(this.#days, {
      id: idOf(tenantId, day),
      tenantId,
      day,
      at: isoTime(now),
      ...{ state, band, score, coverage, profile, settingsVersion },
      factors: factors.map(({ factor, weight, value, code }) => ({ factor, weight, value, code })),
    });
    if (inserted === 'inserted') await this.#thin(tenantId, now);
    if (this.#kept.size >= MOST_REMEMBERED) this.#kept.clear();
    this.#kept.set(tenantId, day);
  }

  /** Those of some days that there are, by day. */
  async of(tenantId: string, days: readonly string[]): Promise<ReadonlyMap<string, HealthDay>> {
    const found = await this.#days.find(days.map(day => idOf(tenantId, day)));
    return new Map(found.map(day => [day.day, day]));
  }

  /** From a day to a day, both included. */
  async between(tenantId: string, from: string, to: string): Promise<readonly HealthDay[]> {
    const found: HealthDay[] = [];
    // `~` is behind every digit.
    const range = { from: idOf(tenantId, from), before: `${idOf(tenantId, to)}~` };
    for await (const day of scanAll(this.#days, range)) found.push(day);
    return found;
  }

  /** Ten thousand tenants for years: what is older than a quarter is kept by the week. */
  async #thin(tenantId: string, now: number): Promise<void> {
    const old: string[] = [];
    for (let back = KEPT_DAILY; back < KEPT_DAILY + THINNED_AT_ONCE; back++) {
      const time = now - back * DAY_MS;
      if (new Date(time).getUTCDay() !== MONDAY) old.push(idOf(tenantId, dayOf(time)));
    }
    await this.#days.remove(old);
  }
}

export function dayOf(time: number): string {
  return isoTime(time).slice(0, 10);
}

function idOf(tenantId: string, day: string): string {
  return `${tenantId}/${day}`;
}

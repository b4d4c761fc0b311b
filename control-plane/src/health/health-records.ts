import type { HealthBand, ManualOverride } from '@tenantry/contracts/commercial/health';
import {
  HEALTH_OVERRIDE_DAYS,
  type SetSentiment,
  type SetSupport,
} from '@tenantry/contracts/commercial/health-api';
import { type Clock, isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Aggregates, DomainEvent } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';
import { DAY_MS } from './facts.ts';
import { type HealthRecord, healthRecordAggregate } from './health-record.ts';

/** Losing more races than this in a row says that something else is wrong. */
const ATTEMPTS = 8;

interface Decision {
  readonly state: HealthRecord;
  readonly action: string;
  readonly reason?: string;
  readonly events?: readonly DomainEvent[];
}
/** undefined: nothing is to be changed. */
type Decide = (record: HealthRecord) => Decision | undefined;

/** What people enter about a tenant's health: sentiment, support, and their own word for a time. */
export class HealthRecords {
  readonly #records: Aggregates<HealthRecord>;
  readonly #clock: Clock;

  constructor(context: Context) {
    this.#records = context.aggregates(healthRecordAggregate);
    this.#clock = context.clock;
  }

  async of(tenantId: string): Promise<HealthRecord> {
    return (await this.#records.load(tenantId))?.state ?? { tenantId };
  }

  /** @throws Problem conflict when a later one is there, invalid_state when it lies ahead */
  async setSentiment(tenantId: string, wanted: SetSentiment, who: Who): Promise<void> {
    const entry = this.sentimentOf(wanted, who);
    await this.#change(tenantId, who, record => {
      if (record.sentiment !== undefined && record.sentiment.at > entry.at)
        throw laterOne(record.sentiment.at);
      return {
        state: { ...record, sentiment: entry },
        action: 'health_record.set_sentiment',
        events: [{ type: 'health.sentiment_entered', data: { tenantId, rating: entry.rating } }],
      };
    });
  }

  /** @throws Problem conflict when a later one is there, invalid_state when it lies ahead */
  async setSupport(tenantId: string, wanted: SetSupport, who: Who): Promise<void> {
    const entry = this.supportOf(wanted, who);
    await this.#change(tenantId, who, record => {
      if (record.support !== undefined && record.support.at > entry.at) throw laterOne(record.support.at);
      return { state: { ...record, support: entry }, action: 'health_record.set_support' };
    });
  }

  /** Of a row of a file: what is there already, or later, stays. Answers whether anything changed. */
  async merge(
    tenantId: string,
    { sentiment, support }: Pick<HealthRecord, 'sentiment' | 'support'>,
    who: Who,
  ): Promise<boolean> {
    return this.#change(tenantId, who, record => {
      const mine = {
        ...(isNews(record.sentiment, sentiment) && { sentiment }),
        ...(isNews(record.support, support) && { support }),
      };
      if (Object.keys(mine).length === 0) return undefined;
      const { sentiment: felt } = mine;
      return {
        state: { ...record, ...mine },
        action: 'health_record.import',
        events: felt ? [{ type: 'health.sentiment_entered', data: { tenantId, rating: felt.rating } }] : [],
      };
    });
  }

  /** Whether {@link merge} would change anything now. */
  async wouldMerge(
    tenantId: string,
    { sentiment, support }: Pick<HealthRecord, 'sentiment' | 'support'>,
  ): Promise<boolean> {
    const record = await this.of(tenantId);
    return isNews(record.sentiment, sentiment) || isNews(record.support, support);
  }

  /** @throws Problem not_found when there is none */
  async remove(tenantId: string, what: 'sentiment' | 'support', who: Who): Promise<void> {
    await this.#change(tenantId, who, record => {
      if (record[what] === undefined) throw notFound(`${what} that was entered`);
      const { [what]: _, ...state } = record;
      return { state, action: `health_record.remove_${what}` };
    });
  }

  /** @throws Problem invalid_state when the time is past, or too far ahead */
  async override(
    tenantId: string,
    wanted: { readonly state: HealthBand; readonly reason: string; readonly until: string },
    who: Who,
  ): Promise<void> {
    const now = this.#clock.now();
    const until = Date.parse(wanted.until);
    if (until <= now || until > now + HEALTH_OVERRIDE_DAYS * DAY_MS) {
      throw faultOf('/until', 'out_of_range', `a time ahead, at most ${HEALTH_OVERRIDE_DAYS} days`);
    }
    const override: ManualOverride = {
      ...wanted,
      until: isoTime(until),
      author: who.actor.name,
      at: isoTime(now),
    };
    const data = { tenantId, state: override.state, until: override.until };
    await this.#change(tenantId, who, record => ({
      state: { ...record, override },
      action: 'health_record.override',
      reason: wanted.reason,
      events: [{ type: 'health.override_set', data }],
    }));
  }

  /** @throws Problem not_found when none holds */
  async endOverride(tenantId: string, who: Who): Promise<void> {
    await this.#change(tenantId, who, record => {
      if (overrideAt(record, this.#clock.now()) === undefined) throw notFound('override that holds');
      const { override: _, ...state } = record;
      return {
        state,
        action: 'health_record.end_override',
        events: [{ type: 'health.override_ended', data: { tenantId } }],
      };
    });
  }

  /** @throws Problem invalid_state */
  sentimentOf({ at, note, ...rest }: SetSentiment, { actor }: Who) {
    const entry = { ...rest, at: this.#past(at), author: actor.name };
    return { ...entry, ...(note !== undefined && { note }) };
  }

  /** @throws Problem invalid_state */
  supportOf({ at, satisfactionPercent, ...rest }: SetSupport, { actor }: Who) {
    const entry = { ...rest, at: this.#past(at), author: actor.name };
    return { ...entry, ...(satisfactionPercent !== undefined && { satisfactionPercent }) };
  }

  #past(at: string | undefined): string {
    const now = this.#clock.now();
    const time = at === undefined ? now : Date.parse(at);
    if (time > now) throw faultOf('/at', 'out_of_range', 'a time that is past');
    return isoTime(time);
  }

  async #change(tenantId: string, who: Who, decide: Decide): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = await this.#records.load(tenantId);
      const decision = decide(known?.state ?? { tenantId });
      if (decision === undefined) return false;
      const { state, ...note } = decision;
      const changed =
        known === undefined
          ? await this.#records.create(tenantId, state, { ...who, ...note, tenantId })
          : await this.#records.change(tenantId, known, state, { ...who, ...note, tenantId });
      if (changed !== 'exists') return true;
    }
    throw changedByOthers('others keep entering something about this tenant: come again');
  }
}

/** A person's word, while it holds. */
export function overrideAt({ override }: HealthRecord, now: number): ManualOverride | undefined {
  return override !== undefined && Date.parse(override.until) > now ? override : undefined;
}

function isNews<E extends { readonly at: string; readonly author: string }>(
  known: E | undefined,
  wanted: E | undefined,
): boolean {
  if (wanted === undefined) return false;
  return known === undefined || wanted.at > known.at;
}

function laterOne(at: string): Problem {
  return new Problem('conflict', `a later one is there, of ${at}`, {
    reason: 'later_entry_exists',
    params: { at },
  });
}

function faultOf(field: string, code: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code, message }] });
}

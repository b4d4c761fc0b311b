import { type Attributes, type Counter, type Histogram, type Meter, metrics } from '@opentelemetry/api';

/**
 * The billing instruments, for OpenTelemetry. They are for dashboards and alerts and never feed a bill: instruments
 * drop what goes beyond their cardinality limits, the ledger drops nothing. Names and attributes are public.
 *
 * No tenant is an attribute unless the operator of the control plane asks for it: 2,000 tenants overflow an instrument.
 */
export type EventOutcome = 'accepted' | 'duplicate' | 'conflict' | 'retry' | 'rejected';

/** Events of one request that share meter and outcome. */
export interface EventTally {
  /** Slug of the meter they feed. */
  readonly meter: string;
  readonly outcome: EventOutcome;
  readonly events: number;
  readonly tenantId?: string;
}

/** One event that was accepted. */
export interface AcceptedEvent {
  readonly meter: string;
  /** In the meter's unit. Metrics are approximate: a quantity beyond 2^53 is rounded here, and nowhere else. */
  readonly quantity: number;
  /** Seconds from the event's own time to its acceptance; negative when its clock is ahead. */
  readonly delay: number;
  readonly tenantId?: string;
}

export interface QuotaReading {
  readonly meter: string;
  readonly policy: 'hard' | 'soft' | 'grace';
  /** Used of allowed: 0.8 is four fifths, 1.2 a fifth beyond. */
  readonly utilization: number;
  readonly tenantId?: string;
}

export interface Rating {
  readonly seconds: number;
  readonly outcome: 'rated' | 'failed';
  /** Lines that it came to. */
  readonly lines: number;
  readonly tenantId?: string;
}

/** What makes instruments: of OpenTelemetry's meters the part that is used. */
export type InstrumentMaker = Pick<Meter, 'createCounter' | 'createHistogram'>;

interface MeterInstruments {
  readonly events: Counter;
  readonly quantity: Histogram;
  readonly delay: Histogram;
}

/** Meters that have instruments of their own, with their UCUM unit. Those of a catalogue share `tenantry.usage.*`. */
export const SHIPPED_METER_UNITS = {
  ingestion: '{record}',
  query: '{query}',
  timeline: '{timeline}',
  signup: '{signup}',
} as const;

const QUANTITIES = [0, 1, 2, 5, 10, 50, 100, 500, 1_000, 10_000, 100_000, 1_000_000];
const DELAYS = [0, 1, 5, 15, 60, 300, 3_600, 21_600, 86_400, 604_800];
const UTILIZATIONS = [0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 1, 1.1, 1.25, 1.5, 2];
const DURATIONS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export class BillingTelemetry {
  readonly #shipped: ReadonlyMap<string, MeterInstruments>;
  readonly #declared: MeterInstruments;
  readonly #utilization: Histogram;
  readonly #ratingSeconds: Histogram;
  readonly #ratedLines: Counter;
  readonly #tenantIds: boolean;

  /**
   * Of the meter provider that is registered now: without one every call does nothing. `tenantIds` adds
   * `tenantry.tenant.id` to every measurement.
   */
  constructor(options: { readonly tenantIds?: boolean; readonly meter?: InstrumentMaker } = {}) {
    const { tenantIds = false, meter = metrics.getMeter('tenantry.billing') } = options;
    this.#tenantIds = tenantIds;
    this.#shipped = new Map(
      Object.entries(SHIPPED_METER_UNITS).map(([name, unit]) => [name, meterInstruments(meter, name, unit)]),
    );
    this.#declared = meterInstruments(meter, 'usage', '{unit}');
    this.#utilization = meter.createHistogram('tenantry.quota.utilization', {
      description: 'Usage as a share of the allowance, at each evaluation',
      unit: '1',
      advice: { explicitBucketBoundaries: UTILIZATIONS },
    });
    this.#ratingSeconds = meter.createHistogram('tenantry.rating.duration', {
      description: 'Time to rate one period of one subscription, with reading what it used',
      unit: 's',
      advice: { explicitBucketBoundaries: DURATIONS },
    });
    this.#ratedLines = meter.createCounter('tenantry.rating.lines', {
      description: 'Lines that periods were rated to',
      unit: '{line}',
    });
  }

  /** What became of the events of a request. */
  tallied(tally: EventTally): void {
    const { instruments, attributes } = this.#of(tally);
    instruments.events.add(tally.events, { ...attributes, 'tenantry.outcome': tally.outcome });
  }

  accepted(event: AcceptedEvent): void {
    const { instruments, attributes } = this.#of(event);
    // A histogram takes no negative values; a correction that takes away is counted as an event all the same.
    if (event.quantity >= 0) instruments.quantity.record(event.quantity, attributes);
    instruments.delay.record(Math.max(0, event.delay), attributes);
  }

  quota(reading: QuotaReading): void {
    this.#utilization.record(reading.utilization, {
      ...this.#tenant(reading.tenantId),
      'tenantry.meter': reading.meter,
      'tenantry.quota.policy': reading.policy,
    });
  }

  rated(rating: Rating): void {
    const attributes = { ...this.#tenant(rating.tenantId), 'tenantry.outcome': rating.outcome };
    this.#ratingSeconds.record(rating.seconds, attributes);
    if (rating.lines > 0) this.#ratedLines.add(rating.lines, this.#tenant(rating.tenantId));
  }

  #of({ meter, tenantId }: { meter: string; tenantId?: string }) {
    const shipped = this.#shipped.get(meter);
    const attributes = this.#tenant(tenantId);
    if (shipped !== undefined) return { instruments: shipped, attributes };
    return { instruments: this.#declared, attributes: { ...attributes, 'tenantry.meter': meter } };
  }

  #tenant(tenantId: string | undefined): Attributes {
    return this.#tenantIds && tenantId !== undefined ? { 'tenantry.tenant.id': tenantId } : {};
  }
}

function meterInstruments(meter: InstrumentMaker, name: string, unit: string): MeterInstruments {
  return {
    events: meter.createCounter(`tenantry.${name}.events`, {
      description: 'Usage events by what became of them',
      unit: '{event}',
    }),
    quantity: meter.createHistogram(`tenantry.${name}.quantity`, {
      description: 'Quantity of one accepted event',
      unit,
      advice: { explicitBucketBoundaries: QUANTITIES },
    }),
    delay: meter.createHistogram(`tenantry.${name}.delay`, {
      description: 'Time from an event to its acceptance',
      unit: 's',
      advice: { explicitBucketBoundaries: DELAYS },
    }),
  };
}

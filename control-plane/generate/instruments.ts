import { createNoopMeter, type MetricOptions } from '@opentelemetry/api';
import { BillingTelemetry, type InstrumentMaker } from '../src/telemetry/billing.ts';

export interface Instrument {
  readonly name: string;
  readonly kind: 'counter' | 'histogram';
  readonly unit: string;
  readonly description: string;
}

/** The billing instruments, as they are made. */
export function billingInstruments(): readonly Instrument[] {
  const made: Instrument[] = [];
  const noop = createNoopMeter();
  const note = (kind: Instrument['kind'], name: string, options: MetricOptions | undefined) =>
    made.push({ kind, name, unit: options?.unit ?? '', description: options?.description ?? '' });
  const meter: InstrumentMaker = {
    createCounter: (name, options) => {
      note('counter', name, options);
      return noop.createCounter(name, options);
    },
    createHistogram: (name, options) => {
      note('histogram', name, options);
      return noop.createHistogram(name, options);
    },
  };
  new BillingTelemetry({ meter });
  return made;
}

import { createNoopMeter, type Meter, type MetricOptions } from '@opentelemetry/api';
import { BillingTelemetry } from '../src/telemetry/billing.ts';

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
  const meter: Meter = {
    ...bound(noop),
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

function bound(meter: Meter): Meter {
  return {
    createGauge: (name, options) => meter.createGauge(name, options),
    createCounter: (name, options) => meter.createCounter(name, options),
    createHistogram: (name, options) => meter.createHistogram(name, options),
    createUpDownCounter: (name, options) => meter.createUpDownCounter(name, options),
    createObservableGauge: (name, options) => meter.createObservableGauge(name, options),
    createObservableCounter: (name, options) => meter.createObservableCounter(name, options),
    createObservableUpDownCounter: (name, options) => meter.createObservableUpDownCounter(name, options),
    addBatchObservableCallback: (callback, observables) =>
      meter.addBatchObservableCallback(callback, observables),
    removeBatchObservableCallback: (callback, observables) =>
      meter.removeBatchObservableCallback(callback, observables),
  };
}

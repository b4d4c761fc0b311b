import type { MetricSample } from '../drivers/metrics.ts';
import type { Exchange } from '../fault-proxy/traffic.ts';

/** Of the metrics, those that tell what an operator does or waits for. */
const TELLING =
  /_(leader|queue_depth|queue_oldest_seconds|reconciles_total|handler_errors_total|relists_total|watch_ends_total|api_throttled_total|cached_objects)$/;
const LAST_REQUESTS = 15;

/**
 * What an operator that did not end a run was about, one line each: its queues and counters, the requests that wait for
 * an answer (one that is never given holds a reconcile for the whole of the request time-out, which is as long as a run
 * may take), and its last requests.
 *
 * @param now of the clock of `Exchange.at`
 */
export function describeOperatorState(
  samples: readonly MetricSample[],
  exchanges: readonly Exchange[],
  now: number,
): string[] {
  const requests = exchanges.filter(({ verb, resource }) => verb !== 'watch' && resource !== 'leases');
  const line = (exchange: Exchange) => {
    const age = ((now - exchange.at) / 1000).toFixed(1);
    return `${exchange.verb} ${exchange.path}, ${exchange.status ?? 'no answer'}, ${age} s ago`;
  };
  return [
    ...samples.filter(({ name, value }) => TELLING.test(name) && value !== 0).map(describeSample),
    ...requests.filter(({ status }) => status === undefined).map(each => `waits: ${line(each)}`),
    ...requests.slice(-LAST_REQUESTS).map(each => `request: ${line(each)}`),
  ];
}

function describeSample({ name, labels, value }: MetricSample): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}=${text}`);
  return `metric: ${name}{${pairs.join(',')}} ${value}`;
}

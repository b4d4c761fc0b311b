import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Everything the runtime counts, in one registry of the caller's, under one prefix of the caller's.
 * Labels are bounded by what is in the code (kinds, verbs, outcomes): never the name of an object.
 */
export class RuntimeMetrics {
  readonly #collectors = new Set<() => void>();
  readonly registry: Registry;
  readonly requests: Counter<'verb' | 'kind' | 'code'>;
  readonly requestSeconds: Histogram<'verb'>;
  readonly throttled: Counter<'verb'>;
  readonly watchEvents: Counter<'kind' | 'type'>;
  readonly watchEnds: Counter<'kind' | 'reason'>;
  readonly relists: Counter<'kind' | 'by'>;
  readonly handlerErrors: Counter<'kind'>;
  readonly cachedObjects: Gauge<'kind'>;
  readonly queueDepth: Gauge<'controller' | 'state'>;
  readonly queueOldestSeconds: Gauge<'controller'>;
  readonly reconciles: Counter<'controller' | 'outcome'>;
  readonly reconcileSeconds: Histogram<'controller'>;
  readonly applies: Counter<'kind' | 'outcome'>;
  readonly fieldSetMismatches: Counter<'kind'>;
  readonly leader: Gauge;
  readonly recordedEvents: Counter<'outcome'>;

  constructor(options: { readonly prefix: string; readonly registry: Registry }) {
    const { registry, prefix } = options;
    const at = (name: string, help: string) => ({ name: `${prefix}${name}`, help, registers: [registry] });
    this.registry = registry;
    this.requests = new Counter({
      ...at('api_requests_total', 'Requests to the API server; code 0 is a network fault'),
      labelNames: ['verb', 'kind', 'code'],
    });
    this.requestSeconds = new Histogram({
      ...at('api_request_seconds', 'Time to answer, waits for Retry-After included'),
      labelNames: ['verb'],
      buckets: SECONDS,
    });
    this.throttled = new Counter({
      ...at('api_throttled_total', 'Answers 429 or 503 that were waited out'),
      labelNames: ['verb'],
    });
    this.watchEvents = new Counter({
      ...at('watch_events_total', 'Events received from watches'),
      labelNames: ['kind', 'type'],
    });
    this.watchEnds = new Counter({
      ...at('watch_ends_total', 'Watch connections that ended, by reason'),
      labelNames: ['kind', 'reason'],
    });
    this.relists = new Counter({
      ...at('relists_total', 'Full synchronisations, by watch-list or paged list'),
      labelNames: ['kind', 'by'],
    });
    this.handlerErrors = new Counter({
      ...at('handler_errors_total', 'Exceptions thrown by projections and change handlers'),
      labelNames: ['kind'],
    });
    this.cachedObjects = new Gauge({
      ...at('cached_objects', 'Objects held in the cache'),
      labelNames: ['kind'],
    });
    this.queueDepth = new Gauge({
      collect: () => this.#collect(),
      ...at('queue_depth', 'Keys in the queue: ready high, ready low, delayed, running'),
      labelNames: ['controller', 'state'],
    });
    this.queueOldestSeconds = new Gauge({
      ...at('queue_oldest_seconds', 'Age of the key that has been ready longest'),
      labelNames: ['controller'],
    });
    this.reconciles = new Counter({
      ...at('reconciles_total', 'Reconciles that ended'),
      labelNames: ['controller', 'outcome'],
    });
    this.reconcileSeconds = new Histogram({
      ...at('reconcile_seconds', 'Time of one reconcile'),
      labelNames: ['controller'],
      buckets: SECONDS,
    });
    this.applies = new Counter({
      ...at('applies_total', 'Intents brought to the API server or suppressed'),
      labelNames: ['kind', 'outcome'],
    });
    this.fieldSetMismatches = new Counter({
      ...at(
        'field_set_mismatches_total',
        'Answers to an apply that record another field set than was computed',
      ),
      labelNames: ['kind'],
    });
    this.leader = new Gauge(at('leader', '1 while this process holds the lease'));
    this.recordedEvents = new Counter({
      ...at('recorded_events_total', 'Events for people: created, repeated, suppressed, failed'),
      labelNames: ['outcome'],
    });
  }

  /** Calls `measure` before each scrape: for gauges that cost too much to set on every change. */
  onScrape(measure: () => void): void {
    this.#collectors.add(measure);
  }

  #collect(): void {
    for (const measure of this.#collectors) measure();
  }
}

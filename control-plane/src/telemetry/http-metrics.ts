import { Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Requests as /metrics shows them. Labels are what the code knows (routes, methods, statuses): never an id. */
export class HttpMetrics {
  readonly #seconds: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.#seconds = new Histogram({
      name: 'tenantry_http_request_seconds',
      help: 'Time from the request to its whole answer; route is the template of the path, or none',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  observe(request: { method: string; route: string; status: number; seconds: number }): void {
    const { method, route, status, seconds } = request;
    this.#seconds.observe({ method: KNOWN.has(method) ? method : 'other', route, status }, seconds);
  }
}

/** A client may send any word as a method; a label may not. */
const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

import { isWrite, type RequestInfo } from './request-info.ts';

/** One request that went through the proxy. */
export interface Exchange extends RequestInfo {
  /** Milliseconds of the process's monotonic clock, at arrival. */
  readonly at: number;
  /** URL as sent, with its query. */
  readonly target: string;
  /** Request body; '' for none. */
  readonly body: string;
  /** HTTP status that the client was given; undefined while under way, or when it was given none. */
  status: number | undefined;
  /** True when the request reached the API server. */
  forwarded: boolean;
}

/** Lease renewals and Events are no part of what a tenant is made of; counts leave them out. */
export function isTenantWrite(request: RequestInfo): boolean {
  return isWrite(request) && request.resource !== 'leases' && request.resource !== 'events';
}

/** `{"patch deployments": 3, "patch tenants/status": 2, …}` of the writes among the exchanges. */
export function countWrites(exchanges: Iterable<Exchange>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const exchange of exchanges) {
    if (!isTenantWrite(exchange)) continue;
    const subresource = exchange.subresource === '' ? '' : `/${exchange.subresource}`;
    const key = `${exchange.verb} ${exchange.resource}${subresource}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

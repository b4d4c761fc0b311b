import { isWrite, type RequestInfo, type Verb } from './request-info.ts';

/** Which requests a rule is about. Fields left out match everything; `where` narrows what fields cannot say. */
export interface RequestMatch {
  readonly verb?: Verb | 'write';
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly where?: (request: RequestInfo) => boolean;
}

/**
 * What is done to a matching request.
 *
 *   client ──request──▶ proxy ──▶ API server        'before': the server never hears of it
 *   client ◀──answer─── proxy ◀── API server        'after':  committed, the client never learns
 */
export type Fault =
  /** Calls back, then drops the connection: `run` kills the client, or the test's world changes meanwhile. */
  | { readonly kind: 'crash'; readonly when: 'before' | 'after'; readonly run: () => void }
  /** Answers by itself, as an API server would. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly reason?: string;
    }
  /** TCP reset. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Half-open: the connection stays, and never a byte comes. */
  | { readonly kind: 'hold'; readonly when: 'before' | 'after' }
  /** Passed on, but later: when the promise settles. */
  | { readonly kind: 'delay'; readonly until: Promise<unknown> };

export interface FaultRule {
  readonly match: RequestMatch;
  readonly fault: Fault;
  /** Only the n-th matching request, counted from 1 since the rule was added. */
  readonly nth?: number;
  /** At most so many times; without it, always. */
  readonly times?: number;
}

/** A rule in force, and what became of it. */
export class ActiveRule {
  readonly rule: FaultRule;
  /** Requests that matched, faulted or not. */
  seen = 0;
  /** Requests that were faulted. */
  hits = 0;

  constructor(rule: FaultRule) {
    this.rule = rule;
  }

  /** Counts the request when it matches, and says whether it is to be faulted. */
  strikes(request: RequestInfo): boolean {
    if (!matches(this.rule.match, request)) return false;
    this.seen += 1;
    if (this.rule.nth !== undefined && this.seen !== this.rule.nth) return false;
    if (this.rule.times !== undefined && this.hits >= this.rule.times) return false;
    this.hits += 1;
    return true;
  }
}

export function matches(match: RequestMatch, request: RequestInfo): boolean {
  if (match.verb === 'write' ? !isWrite(request) : match.verb !== undefined && match.verb !== request.verb) {
    return false;
  }
  if (match.resource !== undefined && match.resource !== request.resource) return false;
  if (match.subresource !== undefined && match.subresource !== request.subresource) return false;
  if (match.namespace !== undefined && match.namespace !== request.namespace) return false;
  if (match.name !== undefined && match.name !== request.name) return false;
  return match.where?.(request) ?? true;
}

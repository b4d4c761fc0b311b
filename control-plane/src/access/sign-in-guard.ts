import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import { networkOf } from './network.ts';
import { type Rate, TokenBuckets } from './token-buckets.ts';

export interface AccessRates {
  /** Requests of one key or user, of all its sessions together. */
  readonly perPrincipal: Rate;
  /** Failed sign-ins from one address. */
  readonly failedSignIns: Rate;
}

export const ACCESS_RATES: AccessRates = {
  perPrincipal: { perSecond: 1_000, burst: 2_000 },
  failedSignIns: { perSecond: 1 / 6, burst: 20 },
};

/**
 * Limits of those who come too often, on each replica by itself. An address with too many failures is not listened to
 * for a while; whoever came from it with a credential that was good here just before is, so that nobody shuts out a
 * whole office by guessing from its network.
 */
export class SignInGuard {
  readonly #principals: TokenBuckets;
  readonly #failures: TokenBuckets;

  constructor(rates: AccessRates, clock: Clock) {
    this.#principals = new TokenBuckets(rates.perPrincipal, clock);
    this.#failures = new TokenBuckets(rates.failedSignIns, clock);
  }

  /**
   * Runs an attempt to sign in from an address. `known` says that the credential may be one that was good before.
   * @throws Problem rate_limited, and what the attempt throws
   */
  async attempt<T>(address: string | undefined, known: boolean, signIn: () => Promise<T>): Promise<T> {
    if (!known)
      refuseWhile(this.#failures.wait(networkOf(address)), 'too many failed sign-ins from this address');
    try {
      return await signIn();
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated') {
        refuseWhile(this.#failures.take(networkOf(address)), 'too many failed sign-ins from this address');
      }
      throw error;
    }
  }

  /** Counts a request of somebody who is signed in. @throws Problem rate_limited */
  count(principalId: string): void {
    refuseWhile(this.#principals.take(principalId), 'too many requests of one key or user');
  }
}

function refuseWhile(seconds: number, detail: string): void {
  if (seconds > 0) throw new Problem('rate_limited', detail, { retryAfter: seconds });
}

import { errors, jwtVerify } from 'jose';
import type { Clock } from '../../clock.ts';
import { Problem, unauthenticated } from '../../http/problem.ts';
import { type Identity, identityOf } from './claims.ts';
import { type Issuer, IssuerUnavailable } from './issuer.ts';
import type { OidcOptions } from './options.ts';

const RETRY_AFTER_SECONDS = 10;

/** Three parts of base64url, which is how a signed token looks; what looks otherwise is not even read. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Verifies bearer tokens of one issuer: signature, issuer, audience, subject and times (RFC 7519, RFC 8725). */
export class Tokens {
  readonly #options: OidcOptions;
  readonly #issuer: Issuer;
  readonly #clock: Clock;

  constructor(options: OidcOptions, issuer: Issuer, clock: Clock) {
    this.#options = options;
    this.#issuer = issuer;
    this.#clock = clock;
  }

  /** @throws Problem unauthenticated with jose's reason as the cause; unavailable while the issuer cannot be asked */
  async identityOf(token: string, audiences = this.#options.audiences): Promise<Identity> {
    const { issuer, algorithms, clockToleranceSeconds, mapping } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#issuer.keyOf, {
        issuer: issuerName(issuer),
        audience: [...audiences],
        algorithms: [...algorithms],
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: new Date(this.#clock.now()),
      });
      return identityOf(payload, mapping);
    } catch (error) {
      throw refusal(error);
    }
  }
}

/** A URL without a path gets a slash that issuers do not write; both name the same one. */
function issuerName(issuer: URL): string[] {
  return issuer.pathname === '/' ? [issuer.href, issuer.origin] : [issuer.href];
}

function refusal(cause: unknown): Problem {
  if (cause instanceof IssuerUnavailable || cause instanceof errors.JWKSInvalid) {
    return new Problem('unavailable', 'the issuer of the token cannot be asked', {
      retryAfter: RETRY_AFTER_SECONDS,
      cause,
    });
  }
  return cause instanceof errors.JWTExpired
    ? unauthenticated('the token has expired', 'expired', { cause })
    : unauthenticated('the token is not valid here', 'invalid', { cause });
}

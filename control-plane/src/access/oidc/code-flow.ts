import * as client from 'openid-client';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import type { Identity } from './claims.ts';
import { type Issuer, IssuerUnavailable } from './issuer.ts';
import type { OidcOptions } from './options.ts';
import type { Tokens } from './tokens.ts';

export const CALLBACK_PATH = '/v1/session/oidc/callback';
const RETRY_AFTER_SECONDS = 10;

/**
 * What a browser keeps between leaving for the issuer and coming back, in a cookie that no script and no other host
 * can read or set. The server keeps nothing, so strangers who begin to sign in cost the store no write.
 */
const attemptSchema = z.object({
  state: z.string().min(20),
  nonce: z.string().min(20),
  /** PKCE: whoever has only the code cannot use it. */
  verifier: z.string().min(43),
  returnTo: z.string(),
});

/** A path of this host, and never another host: `//evil` and `/\evil` are others to a browser. */
export const returnToSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$|^\/$/, 'a path of this host');

/** Signing in at the issuer: OpenID Connect authorization code flow with PKCE, state and nonce (RFC 9700). */
export class CodeFlow {
  readonly #options: NonNullable<OidcOptions['client']>;
  readonly #issuer: Issuer;
  readonly #tokens: Tokens;
  readonly #callback: string;

  constructor(
    options: NonNullable<OidcOptions['client']>,
    parts: { readonly issuer: Issuer; readonly tokens: Tokens; readonly publicUrl: URL },
  ) {
    this.#options = options;
    this.#issuer = parts.issuer;
    this.#tokens = parts.tokens;
    this.#callback = new URL(CALLBACK_PATH, parts.publicUrl).href;
  }

  /** Where to send the browser, and what it is to keep. */
  async begin(returnTo: string): Promise<{ readonly location: string; readonly attempt: string }> {
    const configuration = await this.#configuration();
    const attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
    };
    const location = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      response_type: 'code',
      scope: this.#options.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, attempt: Buffer.from(JSON.stringify(attempt)).toString('base64url') };
  }

  /** Who came back. @throws Problem unauthenticated, unavailable */
  async finish(
    answer: Readonly<Record<string, string>>,
    kept: string | undefined,
  ): Promise<{ readonly identity: Identity; readonly returnTo: string }> {
    const attempt = attemptOf(kept);
    if (attempt === undefined) throw refused('this browser has not begun to sign in, or took too long');
    const configuration = await this.#configuration();
    const url = new URL(this.#callback);
    url.search = new URLSearchParams(answer).toString();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      });
      // Once more by the rules for every token: the library trusts the connection, not the signature.
      const identity = await this.#tokens.identityOf(tokens.id_token ?? '', [this.#options.id]);
      return { identity, returnTo: attempt.returnTo };
    } catch (cause) {
      throw cause instanceof Problem ? cause : refusalOf(cause);
    }
  }

  async #configuration(): Promise<client.Configuration> {
    try {
      return await this.#issuer.configuration();
    } catch (cause) {
      throw cause instanceof IssuerUnavailable ? unavailable(cause) : cause;
    }
  }
}

function attemptOf(kept: string | undefined): z.infer<typeof attemptSchema> | undefined {
  try {
    return attemptSchema.parse(JSON.parse(Buffer.from(kept ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}

function refusalOf(cause: unknown): Problem {
  return isOutage(cause) ? unavailable(cause) : refused('the issuer did not vouch for this sign-in', cause);
}

/** No connection, no time, or an answer of the issuer's own failure. */
function isOutage(cause: unknown): boolean {
  if (cause instanceof TypeError) return !('code' in cause);
  if (!(cause instanceof client.ClientError)) return false;
  if (cause.code === 'OAUTH_TIMEOUT' || cause.code === 'OAUTH_ABORT') return true;
  return cause.cause instanceof Response && cause.cause.status >= 500;
}

function refused(detail: string, cause?: unknown): Problem {
  return new Problem('unauthenticated', detail, { cause });
}

function unavailable(cause: unknown): Problem {
  return new Problem('unavailable', 'the issuer cannot be asked', { retryAfter: RETRY_AFTER_SECONDS, cause });
}

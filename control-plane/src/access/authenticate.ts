import { type Problem, unauthenticated } from '../http/problem.ts';
import { KEY_TOKEN_PREFIX, parseKeyToken } from './key-token.ts';
import type { Keys } from './keys.ts';
import { principalOfIdentity } from './oidc/claims.ts';
import type { RoleMapping } from './oidc/options.ts';
import { looksLikeToken, type Tokens } from './oidc/tokens.ts';
import type { Principal } from './principal.ts';
import { cookieJar, readCookie, setCookie } from './sessions/cookies.ts';
import { checkSameSite } from './sessions/same-site.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { Users } from './users.ts';

/** What of a request tells who sent it. */
export interface SignInRequest {
  readonly method: string;
  readonly ip?: string | undefined;
  get(name: string): string | undefined;
}

export interface SignInResponse {
  append(name: string, value: string): unknown;
}

/** Bearer tokens, where an issuer is configured. */
export interface TokenSignIn {
  readonly tokens: Tokens;
  readonly mapping: RoleMapping;
}

export interface AuthenticatorParts {
  readonly keys: Keys;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly oidc: TokenSignIn | undefined;
  readonly publicUrl: URL | undefined;
  readonly guard: SignInGuard;
}

const BEARER = /^bearer +([\x21-\x7e]{1,8192})$/i;

/** Finds out who asks: by API key, by a token of the issuer, or by the cookie of a session. */
export class Authenticator {
  readonly #parts: AuthenticatorParts;

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts;
  }

  /**
   * Nobody, when the request says nothing of who sent it.
   * @throws Problem unauthenticated, forbidden, rate_limited, unavailable
   */
  async authenticate(request: SignInRequest, response: SignInResponse): Promise<Principal | undefined> {
    const { guard } = this.#parts;
    const principal = await guard.attempt(request.ip, this.#mayBeKnown(request), () =>
      this.#signIn(request, response),
    );
    if (principal !== undefined) guard.count(principal.id);
    return principal;
  }

  /** Whether the credential names one that was good here before; costs no look into the store. */
  #mayBeKnown(request: SignInRequest): boolean {
    const { keys, sessions } = this.#parts;
    const [, credential] = BEARER.exec(request.get('authorization') ?? '') ?? [];
    if (credential === undefined) {
      const value = this.#sessionValue(request);
      return value === undefined || sessions.isKnown(value);
    }
    // A token is verified by its signature, without a look into the store.
    if (looksLikeToken(credential)) return true;
    const key = parseKeyToken(credential);
    return key !== undefined && keys.isKnown(key.keyId);
  }

  async #signIn(request: SignInRequest, response: SignInResponse): Promise<Principal | undefined> {
    const authorization = request.get('authorization');
    if (authorization === undefined) return this.#bySession(request, response);
    const [, credential] = BEARER.exec(authorization) ?? [];
    if (credential === undefined) throw refused('the header Authorization is not "Bearer …"');
    if (credential.startsWith(KEY_TOKEN_PREFIX)) return this.#byKey(credential);
    const { oidc } = this.#parts;
    if (oidc && looksLikeToken(credential)) return this.#byToken(credential, oidc);
    throw refused('the credential is none that is taken here');
  }

  async #byKey(credential: string): Promise<Principal> {
    const token = parseKeyToken(credential);
    const principal = token && (await this.#parts.keys.principalOf(token));
    // One answer for every fault: which part was right is not for whoever guesses.
    if (principal === undefined) throw refused('the key is unknown, expired or revoked');
    return principal;
  }

  async #byToken(credential: string, { tokens, mapping }: TokenSignIn): Promise<Principal> {
    const identity = await tokens.identityOf(credential);
    if (await this.#parts.users.isOut(identity.issuer, identity.subject, identity.issuedAt)) {
      throw refused('the user was signed out');
    }
    return { ...principalOfIdentity(identity, mapping), by: 'token' };
  }

  async #bySession(request: SignInRequest, response: SignInResponse): Promise<Principal | undefined> {
    const { publicUrl, sessions } = this.#parts;
    const value = this.#sessionValue(request);
    if (value === undefined) return undefined;
    const jar = cookieJar(publicUrl, request.get('host'));
    checkSameSite(request, publicUrl);
    const resumed = await sessions.resume(value);
    // The cookie stays: this answer may come after one that has set another, of whoever signed in meanwhile.
    if (resumed === undefined) throw refused('the session is over', 'cookie');
    if (resumed.next !== undefined) {
      response.append('set-cookie', setCookie(jar, jar.session, resumed.next, sessions.absoluteSeconds));
    }
    return resumed.principal;
  }

  #sessionValue(request: SignInRequest): string | undefined {
    const jar = cookieJar(this.#parts.publicUrl, request.get('host'));
    return readCookie(request.get('cookie'), jar.session);
  }
}

function refused(detail: string, header: 'authorization' | 'cookie' = 'authorization'): Problem {
  return unauthenticated(detail, 'invalid', { header });
}

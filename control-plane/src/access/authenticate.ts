import { Problem } from '../http/problem.ts';
import { KEY_TOKEN_PREFIX, parseKeyToken } from './key-token.ts';
import type { Keys } from './keys.ts';
import { principalOfIdentity } from './oidc/claims.ts';
import type { RoleMapping } from './oidc/options.ts';
import { looksLikeToken, type Tokens } from './oidc/tokens.ts';
import type { Principal } from './principal.ts';

/** What of a request tells who sent it. */
export interface SignInRequest {
  get(name: string): string | undefined;
}

const BEARER = /^bearer +([\x21-\x7e]{1,8192})$/i;

/** Bearer tokens, where an issuer is configured. */
export interface TokenSignIn {
  readonly tokens: Tokens;
  readonly mapping: RoleMapping;
}

/** Finds out who asks: by API key, or by a token of the issuer. */
export class Authenticator {
  readonly #keys: Keys;
  readonly #oidc: TokenSignIn | undefined;

  constructor(keys: Keys, oidc: TokenSignIn | undefined) {
    this.#keys = keys;
    this.#oidc = oidc;
  }

  /** Nobody, when the request says nothing of who sent it. @throws Problem unauthenticated */
  async authenticate(request: SignInRequest): Promise<Principal | undefined> {
    const authorization = request.get('authorization');
    if (authorization === undefined) return undefined;
    const [, credential] = BEARER.exec(authorization) ?? [];
    if (credential === undefined) throw refused('the header Authorization is not "Bearer …"');
    if (credential.startsWith(KEY_TOKEN_PREFIX)) return this.#byKey(credential);
    if (this.#oidc && looksLikeToken(credential)) return this.#byToken(credential, this.#oidc);
    throw refused('the credential is none that is taken here');
  }

  async #byKey(credential: string): Promise<Principal> {
    const token = parseKeyToken(credential);
    const principal = token && (await this.#keys.principalOf(token));
    // One answer for every fault: which part was right is not for whoever guesses.
    if (principal === undefined) throw refused('the key is unknown, expired or revoked');
    return principal;
  }

  async #byToken(credential: string, { tokens, mapping }: TokenSignIn): Promise<Principal> {
    return { ...principalOfIdentity(await tokens.identityOf(credential), mapping), by: 'token' };
  }
}

function refused(detail: string): Problem {
  return new Problem('unauthenticated', detail);
}

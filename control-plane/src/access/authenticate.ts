import { Problem } from '../http/problem.ts';
import { KEY_TOKEN_PREFIX, parseKeyToken } from './key-token.ts';
import type { Keys } from './keys.ts';
import type { Principal } from './principal.ts';

/** What of a request tells who sent it. */
export interface SignInRequest {
  get(name: string): string | undefined;
}

const BEARER = /^bearer +([\x21-\x7e]{1,8192})$/i;

/** Finds out who asks: by API key. */
export class Authenticator {
  readonly #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** Nobody, when the request says nothing of who sent it. @throws Problem unauthenticated */
  async authenticate(request: SignInRequest): Promise<Principal | undefined> {
    const authorization = request.get('authorization');
    if (authorization === undefined) return undefined;
    const [, credential] = BEARER.exec(authorization) ?? [];
    if (credential === undefined) throw refused('the header Authorization is not "Bearer …"');
    if (credential.startsWith(KEY_TOKEN_PREFIX)) return this.#byKey(credential);
    throw refused('the credential is none that is taken here');
  }

  async #byKey(credential: string): Promise<Principal> {
    const token = parseKeyToken(credential);
    const principal = token && (await this.#keys.principalOf(token));
    // One answer for every fault: which part was right is not for whoever guesses.
    if (principal === undefined) throw refused('the key is unknown, expired or revoked');
    return principal;
  }
}

function refused(detail: string): Problem {
  return new Problem('unauthenticated', detail);
}

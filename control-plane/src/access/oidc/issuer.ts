import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { Clock } from '../../clock.ts';
import { OutgoingGuard, type OutgoingGuardOptions } from '../../outgoing/guard.ts';
import { guardedFetch } from '../../outgoing/guarded-fetch.ts';
import { isLoopback } from '../loopback.ts';
import type { OidcOptions } from './options.ts';

/** Milliseconds in which an issuer that did not answer is not asked again. */
const RETRY_AFTER = 10_000;
const TIMEOUT_SECONDS = 5;
/** Metadata, keys and answers to a sign-in are nearly as long nowhere. */
const MOST_BYTES = 1_048_576;
const LOOPBACK = ['127.0.0.0/8', '::1'];
/** Tokens with an unknown key id make the keys be fetched again, at most this often. */
const REFRESH_AFTER = 30_000;
/** Keys are fetched anew when they are older, so a key that the issuer has withdrawn is taken no longer. */
const MAX_KEY_AGE = 600_000;

/** The issuer cannot be asked for now, so nothing can be said of its tokens. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** An issuer of tokens: its metadata and keys, fetched when first needed, and asked gently when it is down. */
export class Issuer {
  readonly #options: OidcOptions;
  readonly #clock: Clock;
  readonly #fetch: ReturnType<typeof guardedFetch>;
  #metadata: Promise<client.Configuration> | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;
  #keys: JWTVerifyGetKey | undefined;

  /** What the issuer names as its own, such as where its keys are, is asked by a guard, too. */
  constructor(options: OidcOptions, clock: Clock, outgoing: OutgoingGuardOptions = { allow: [] }) {
    this.#options = options;
    this.#clock = clock;
    const own = isLoopback(options.issuer.hostname) ? LOOPBACK : [];
    const guard = new OutgoingGuard({ ...outgoing, allow: [...outgoing.allow, ...own] });
    this.#fetch = guardedFetch(guard, { timeoutMs: TIMEOUT_SECONDS * 1_000, maxBytes: MOST_BYTES });
  }

  /** @throws IssuerUnavailable */
  async configuration(): Promise<client.Configuration> {
    this.#metadata ??= this.#gently(() => this.#discover());
    try {
      return await this.#metadata;
    } catch (error) {
      this.#metadata = undefined;
      throw error;
    }
  }

  /** For jose: the key that a token says it is signed with. @throws IssuerUnavailable */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    this.#keys ??= await this.#openKeys();
    return this.#keys(header, token);
  };

  async #openKeys(): Promise<JWTVerifyGetKey> {
    const { jwks_uri } = (await this.configuration()).serverMetadata();
    if (jwks_uri === undefined) throw new IssuerUnavailable('the issuer names no key set');
    return createRemoteJWKSet(this.#secureUrl(jwks_uri), {
      timeoutDuration: TIMEOUT_SECONDS * 1_000,
      cooldownDuration: REFRESH_AFTER,
      cacheMaxAge: MAX_KEY_AGE,
      // jose waits after a key set that came; one that does not come must not be asked for on every token, either.
      [customFetch]: (url, init) => this.#gently(() => this.#fetchJson(url, init)),
    });
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, client: registered } = this.#options;
    this.#secureUrl(issuer.href);
    return client.discovery(
      issuer,
      registered?.id ?? 'none',
      undefined,
      registered?.secret === undefined ? client.None() : client.ClientSecretPost(registered.secret.reveal()),
      {
        timeout: TIMEOUT_SECONDS,
        [client.customFetch]: (url, init) => this.#fetch(url, init),
        ...(isLoopback(issuer.hostname) && { execute: [client.allowInsecureRequests] }),
      },
    );
  }

  #secureUrl(text: string): URL {
    const url = new URL(text);
    if (url.protocol === 'https:' || isLoopback(url.hostname)) return url;
    throw new IssuerUnavailable('an issuer is asked over https, or on loopback');
  }

  async #fetchJson(url: string, init: Parameters<ReturnType<typeof guardedFetch>>[1]): Promise<Response> {
    const response = await this.#fetch(url, init);
    if (response.status !== 200) throw new Error(`the key set is answered ${response.status}`);
    return Response.json(await response.json());
  }

  async #gently<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#clock.now() - this.#failedAt < RETRY_AFTER) {
      throw new IssuerUnavailable('the issuer did not answer a moment ago');
    }
    try {
      return await ask();
    } catch (error) {
      this.#failedAt = this.#clock.now();
      throw new IssuerUnavailable('the issuer does not answer', { cause: error });
    }
  }
}

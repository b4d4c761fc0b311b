import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers } from '../http/problem.ts';
import type { AggregateSpec, Aggregates } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import type { Asked } from './keys.ts';
import { LookupCache } from './lookup-cache.ts';

const userStateSchema = z.object({
  issuer: z.string(),
  subject: z.string(),
  /** Sessions and tokens from before are over. */
  signedOutAt: z.string(),
  blocked: z.boolean(),
});
export type UserState = z.infer<typeof userStateSchema>;

const userSpec: AggregateSpec<UserState> = { kind: 'user', state: userStateSchema };

const CACHE_MS = 5_000;
const MAX_CACHED = 10_000;
const ATTEMPTS = 5;

/** Users are the issuer's. What is kept here is only who was sent away. */
export class Users {
  readonly #context: Context;
  readonly #users: Aggregates<UserState>;
  readonly #cache: LookupCache<UserState>;

  constructor(context: Context) {
    this.#context = context;
    this.#users = context.aggregates(userSpec);
    this.#cache = new LookupCache(async id => (await this.#users.load(id))?.state, {
      clock: context.clock,
      ttl: CACHE_MS,
      maxFound: MAX_CACHED,
      maxMissing: MAX_CACHED,
    });
  }

  /** Whether what the user began at `since` (RFC 3339) is over. */
  async isOut(issuer: string, subject: string, since: string, anew = false): Promise<boolean> {
    const id = digestOf(issuer, subject);
    if (anew) this.#cache.forget(id);
    const user = await this.#cache.get(id);
    return user !== undefined && (user.blocked || since <= user.signedOutAt);
  }

  /** Looked up anew: signing in is rare. */
  async isBlocked(issuer: string, subject: string): Promise<boolean> {
    return (await this.#users.load(digestOf(issuer, subject)))?.state.blocked ?? false;
  }

  /** Ends every session and token that the user has, and keeps it out while it is blocked. */
  async signOut(asked: Asked, issuer: string, subject: string, blocked: boolean): Promise<UserState> {
    const id = digestOf(issuer, subject);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const signedOutAt = isoTime(this.#context.clock.now());
      const state = { issuer, subject, signedOutAt, blocked };
      const note = {
        actor: asked.principal,
        requestId: asked.requestId,
        action: blocked ? 'user.blocked' : 'user.signed_out',
      };
      const from = await this.#users.load(id);
      const made =
        from === undefined
          ? await this.#users.create(id, state, note)
          : await this.#users.change(id, from, state, note);
      this.#cache.forget(id);
      if (made !== 'exists') return made.state;
    }
    throw changedByOthers('others are changing the user');
  }
}

import type { CreateApiKey } from '@tenantry/contracts/api/access';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Page } from '../http/route.ts';
import type { Actor, Aggregates, Versioned } from '../storage/aggregates.ts';
import type { Collection } from '../storage/documents.ts';
import { type Head, headProjection, headsSpec } from '../storage/heads.ts';
import {
  bindingFault,
  type KeyState,
  keySpec,
  keyStatus,
  outlives,
  scopeFaults,
  secretIsGood,
  withSecret,
} from './key.ts';
import { formatKeyToken, hashSecret, type KeyToken, newSecret } from './key-token.ts';
import { LookupCache } from './lookup-cache.ts';
import { POLICY } from './policy.ts';
import type { Principal } from './principal.ts';

/** A revoked key may be taken for this long by a replica that looked it up just before. */
export const KEY_CACHE_MS = 5_000;
const MAX_CACHED_KEYS = 10_000;
const MAX_CACHED_MISSES = 2_000;
const DEFAULT_LIFETIME = 365 * 86_400_000;
const MAX_SECRETS = 4;
const ATTEMPTS = 5;

const headFields = z.object({ tenantId: z.string().optional() });
type HeadFields = z.infer<typeof headFields>;
const keyHeads = headsSpec(keySpec, headFields, { tenant: ['tenantId'] });
type KeyHead = Head<KeyState> & HeadFields;

type HasTenant = (tenantId: string) => Promise<boolean>;

/** A key as lists and answers show it. */
export interface StoredKey {
  readonly id: string;
  readonly state: KeyState;
}

export interface ShownKey extends StoredKey {
  /** The whole key; null when it was shown before. */
  readonly token: string | null;
}

export interface Asked {
  readonly principal: Principal;
  readonly requestId: string;
}

/** API keys: made, listed, rotated, revoked, and told from forgeries. */
export class Keys {
  readonly #context: Context;
  readonly #keys: Aggregates<KeyState>;
  readonly #heads: Collection<KeyHead, 'tenant'>;
  readonly #cache: LookupCache<KeyState>;
  readonly #hasTenant: HasTenant;

  private constructor(context: Context, heads: Collection<KeyHead, 'tenant'>, hasTenant: HasTenant) {
    this.#context = context;
    this.#hasTenant = hasTenant;
    this.#keys = context.aggregates(keySpec);
    this.#heads = heads;
    this.#cache = new LookupCache(async id => (await this.#keys.load(id))?.state, {
      clock: context.clock,
      ttl: KEY_CACHE_MS,
      maxFound: MAX_CACHED_KEYS,
      maxMissing: MAX_CACHED_MISSES,
    });
  }

  static async open(context: Context, hasTenant: HasTenant): Promise<Keys> {
    const heads = await context.store.collection(keyHeads);
    context.addProjection(
      headProjection(
        context.changes,
        keySpec,
        heads,
        ({ tenantId }): HeadFields => ({
          ...(tenantId !== undefined && { tenantId }),
        }),
      ),
    );
    return new Keys(context, heads, hasTenant);
  }

  /**
   * @throws Problem invalid_request; forbidden when it reaches beyond the principal's own scope; invalid_state when it
   * names a tenant that there is none of
   */
  async create(asked: Asked, id: string, input: CreateApiKey): Promise<ShownKey> {
    const { principal } = asked;
    const expiresAt = this.#expiryOf(input, principal);
    const tenantId = input.tenantId ?? (input.unbound === true ? undefined : principal.tenantId);
    const scope = {
      roles: input.roles,
      ...(tenantId !== undefined && { tenantId }),
      ...(input.operations && { operations: input.operations }),
    };
    checkForm(input, tenantId);
    checkScope(principal, scope, expiresAt);
    if (tenantId !== undefined && !(await this.#hasTenant(tenantId))) throw noSuchTenant();
    const key = { name: input.name, ...scope, ...(expiresAt !== undefined && { expiresAt }) };
    return this.insert(principal, asked.requestId, { keyId: id, secret: newSecret() }, key);
  }

  /** Puts a key there whose scope was looked at before. Of the same id there is one key, and its secret is shown once. */
  async insert(
    actor: Actor,
    requestId: string,
    token: KeyToken,
    key: Pick<KeyState, 'name' | 'roles' | 'tenantId' | 'operations' | 'expiresAt'>,
  ): Promise<ShownKey> {
    const state: KeyState = {
      ...key,
      createdAt: this.#now(),
      createdBy: actor.id,
      secrets: [{ id: token.keyId, hash: hashSecret(token.secret) }],
    };
    const made = await this.#keys.create(token.keyId, state, {
      actor,
      requestId,
      action: 'api_key.created',
      ...(key.tenantId !== undefined && { tenantId: key.tenantId }),
    });
    this.#cache.forget(token.keyId);
    if (made !== 'exists') return { id: token.keyId, state: made.state, token: formatKeyToken(token) };
    const { state: kept } = await this.#load(token.keyId);
    return { id: token.keyId, state: kept, token: null };
  }

  async get({ principal }: Asked, id: string): Promise<StoredKey> {
    const { state } = await this.#visible(principal, id);
    return { id, state };
  }

  /** Newest first; only keys within the principal's own scope. */
  async list(
    { principal }: Asked,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<StoredKey>> {
    const tenant = principal.tenantId;
    const name = ['api_keys', tenant ?? ''];
    const items: KeyHead[] = [];
    let after = page.cursor === undefined ? undefined : decodeCursor(name, page.cursor);
    for (;;) {
      const heads = await this.#heads.scan({
        ...(tenant !== undefined && { index: 'tenant', equals: [tenant] }),
        ...(after && { after }),
        descending: true,
        limit: page.limit,
      });
      items.push(...heads.filter(({ state }) => scopeFaults(principal, state).length === 0));
      const last = heads.at(-1);
      if (last === undefined || heads.length < page.limit) break;
      after = [last.id];
      if (items.length > page.limit) break;
    }
    const shown = items.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ id, state }) => ({ id, state })),
      ...(items.length > page.limit && last && { next: encodeCursor(name, [last.id]) }),
    };
  }

  /**
   * A new secret for the key; the old one stays good for the overlap. The same `requestKey` again rotates no second
   * time, and shows no secret.
   */
  async rotate(asked: Asked, id: string, requestKey: string, overlapSeconds: number): Promise<ShownKey> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const from = await this.#visible(asked.principal, id);
      if (from.state.secrets.some(secret => secret.id === requestKey)) {
        return { id, state: from.state, token: null };
      }
      const now = this.#now();
      const status = keyStatus(from.state, now);
      if (status !== 'active') throw new Problem('conflict', `the key is ${status}`, { reason: 'key_ended' });
      const secret = newSecret();
      const until = isoTime(this.#context.clock.now() + overlapSeconds * 1_000);
      const state = withSecret(from.state, { id: requestKey, hash: hashSecret(secret) }, now, until);
      if (state.secrets.length > MAX_SECRETS) {
        throw new Problem('conflict', `${MAX_SECRETS} secrets are still good: wait, or give no overlap`, {
          reason: 'too_many_secrets',
          params: { most: MAX_SECRETS },
        });
      }
      const made = await this.#change(asked, id, from, state, 'api_key.rotated');
      if (made !== 'exists') return { id, state: made.state, token: formatKeyToken({ keyId: id, secret }) };
    }
    throw changedByOthers('others are changing the key');
  }

  /** For ever. A key that is revoked already stays so. */
  async revoke(asked: Asked, id: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const from = await this.#visible(asked.principal, id);
      if (from.state.revokedAt !== undefined) return;
      const state = { ...from.state, revokedAt: this.#now() };
      if ((await this.#change(asked, id, from, state, 'api_key.revoked')) !== 'exists') return;
    }
    throw changedByOthers('others are changing the key');
  }

  /** The principal that a key stands for; nothing when it stands for nobody (any more). */
  async principalOf({ keyId, secret }: KeyToken): Promise<Principal | undefined> {
    const key = await this.#cache.get(keyId);
    if (key === undefined || !secretIsGood(key, secret, this.#now())) return undefined;
    return this.#principal(keyId, key);
  }

  /** Who a key stands for while it is good, for what was made from it. */
  async principalById(keyId: string, anew = false): Promise<Principal | undefined> {
    if (anew) this.#cache.forget(keyId);
    const key = await this.#cache.get(keyId);
    return key && this.#principal(keyId, key);
  }

  /** Whether such a key was met here before. */
  isKnown(keyId: string): boolean {
    return this.#cache.wasFound(keyId);
  }

  #principal(keyId: string, key: KeyState): Principal | undefined {
    if (keyStatus(key, this.#now()) !== 'active') return undefined;
    return {
      id: `key:${keyId}`,
      name: key.name,
      roles: key.roles,
      by: 'key',
      ...(key.tenantId !== undefined && { tenantId: key.tenantId }),
      ...(key.operations && { operations: key.operations }),
      ...(key.expiresAt !== undefined && { expiresAt: key.expiresAt }),
    };
  }

  /** How many ids are kept for a moment, those of keys and those of none. */
  get cached(): number {
    return this.#cache.size;
  }

  async #change(
    { principal, requestId }: Asked,
    id: string,
    from: Versioned<KeyState>,
    state: KeyState,
    action: string,
  ): Promise<Versioned<KeyState> | 'exists'> {
    const { tenantId } = state;
    const made = await this.#keys.change(id, from, state, {
      actor: principal,
      requestId,
      action,
      ...(tenantId !== undefined && { tenantId }),
    });
    this.#cache.forget(id);
    return made;
  }

  /** Whatever reaches beyond the principal's own scope does not exist for it: it could not have made it. */
  async #visible(principal: Principal, id: string): Promise<Versioned<KeyState>> {
    const key = await this.#load(id);
    if (scopeFaults(principal, key.state).length > 0) throw notFound('such key');
    return key;
  }

  async #load(id: string): Promise<Versioned<KeyState>> {
    const key = await this.#keys.load(id);
    if (key === undefined) throw notFound('such key');
    return key;
  }

  #expiryOf({ expiresAt }: CreateApiKey, principal: Principal): string | undefined {
    if (expiresAt === null) return undefined;
    if (expiresAt === undefined) {
      const usual = isoTime(this.#context.clock.now() + DEFAULT_LIFETIME);
      return outlives(principal, usual) ? principal.expiresAt : usual;
    }
    const given = isoTime(Date.parse(expiresAt));
    if (given <= this.#now()) throw invalid('/expiresAt', 'a time to come');
    return given;
  }

  #now(): string {
    return isoTime(this.#context.clock.now());
  }
}

function checkForm(input: CreateApiKey, tenantId: string | undefined): void {
  const binding = bindingFault(input.roles, tenantId, input.unbound ?? false);
  if (binding !== undefined) throw invalid('/tenantId', binding);
  const at = (input.operations ?? []).findIndex(operation => !Object.hasOwn(POLICY, operation));
  if (at >= 0) throw invalid(`/operations/${at}`, 'there is no such operation');
}

function checkScope(
  principal: Principal,
  scope: Parameters<typeof scopeFaults>[1],
  expiresAt: string | undefined,
): void {
  const faults = [
    ...scopeFaults(principal, scope),
    ...(outlives(principal, expiresAt)
      ? [{ field: '/expiresAt', message: `not after your own end, ${principal.expiresAt}` }]
      : []),
  ];
  if (faults.length === 0) return;
  throw new Problem('forbidden', 'a key reaches no further than whoever makes it', {
    reason: 'beyond_own_rights',
    errors: faults.map(fault => ({ ...fault, code: 'beyond_own_scope' })),
  });
}

function noSuchTenant(): Problem {
  const message = 'there is no such tenant';
  return new Problem('invalid_state', message, {
    errors: [{ field: '/tenantId', code: 'not_found', message }],
  });
}

function invalid(field: string, message: string): Problem {
  return new Problem('invalid_request', undefined, { errors: [{ field, code: 'custom', message }] });
}

import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { type Clock, isoTime } from '../clock.ts';
import { canonicalJson, digestOf } from '../storage/canonical.ts';
import { type Collection, type CollectionSpec, insertOne, type Store } from '../storage/documents.ts';
import { Problem } from './problem.ts';
import type { Answer, Route } from './route.ts';

/** A request that is this old and has no answer has lost its server: whoever sends it again resumes it. */
const IN_FLIGHT_MS = 30_000;
/** How long a key is remembered: longer than a queue that stood still over a weekend. */
export const KEPT_MS = 3 * 86_400_000;
/** Told to whoever finds the same request being worked on. */
const RETRY_AFTER_SECONDS = 2;
const KEY = /^[\x21-\x7e]{1,128}$/;

const recordSchema = z.object({
  id: z.string(),
  /** Route and body: another one under the same key is a mistake of the caller. */
  fingerprint: z.string(),
  newId: z.string(),
  at: z.string(),
  answer: z
    .object({ status: z.int(), body: z.json().optional(), headers: z.record(z.string(), z.string()) })
    .optional(),
});
type IdempotencyRecord = z.infer<typeof recordSchema>;

export const idempotencySpec: CollectionSpec<IdempotencyRecord, 'age'> = {
  name: 'idempotency',
  indexes: { age: ['at'] },
  parse: value => recordSchema.parse(value),
};

/** What a request says, for telling whether another one under its key is the same. */
export interface RequestParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Of a route that reads bytes: which ones, unpacked, and of what type. Another file is another request. */
  readonly raw?: { readonly mediaType: string; readonly bytes: Uint8Array };
}

export interface Claim {
  readonly newId: string;
  /** The kept answer, when the request was finished before. */
  readonly replay?: Answer<unknown>;
  finish(answer: Answer<unknown>): Promise<void>;
  /** The request was refused and changed nothing: the key is free again. */
  release(): Promise<void>;
}

/**
 * Idempotency-Key. The first insert of (principal, route, key) claims the request together with the id of what it
 * creates, so a server that dies in the middle is resumed with the same id, and nothing is created twice.
 */
export class Idempotency {
  readonly #records: Collection<IdempotencyRecord, 'age'>;
  readonly #clock: Clock;

  private constructor(records: Collection<IdempotencyRecord, 'age'>, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  static async open(store: Store, clock: Clock): Promise<Idempotency> {
    return new Idempotency(await store.collection(idempotencySpec), clock);
  }

  /** @throws Problem invalid_request, idempotency_mismatch, request_in_flight */
  async claim(
    key: string,
    route: Route,
    principal: Principal,
    { raw, ...parsed }: RequestParts,
    newId: string,
  ): Promise<Claim> {
    if (!KEY.test(key)) throw invalidKey();
    const id = digestOf(principal.id, route.operation, key);
    const sent = raw ? [raw.mediaType, raw.bytes] : [];
    const fingerprint = digestOf(route.operation, canonicalJson(parsed), ...sent);
    const fresh = { id, fingerprint, newId, at: isoTime(this.#clock.now()) };
    if ((await insertOne(this.#records, fresh)) === 'inserted') return this.#claimed(fresh);
    const kept = await this.#records.get(id);
    // Released between our insert and our read: the caller may just ask again.
    if (kept === undefined) throw inFlight();
    if (kept.fingerprint !== fingerprint) throw new Problem('idempotency_mismatch');
    if (kept.answer !== undefined) {
      const { status, body, headers } = kept.answer;
      const replay = { status, body, headers: { ...headers, 'idempotency-replayed': 'true' } };
      return { ...this.#claimed(kept), replay };
    }
    if (this.#clock.now() - Date.parse(kept.at) < IN_FLIGHT_MS) throw inFlight();
    return this.#claimed(kept);
  }

  /** Forgets keys that were kept for long enough; answers how many. */
  async prune(pageSize = 1_000): Promise<number> {
    const before = isoTime(this.#clock.now() - KEPT_MS);
    for (let count = 0; ; ) {
      const old = await this.#records.scan({ index: 'age', before, limit: pageSize });
      await this.#records.remove(old.map(({ id }) => id));
      count += old.length;
      if (old.length < pageSize) return count;
    }
  }

  #claimed(record: IdempotencyRecord): Claim {
    return {
      newId: record.newId,
      finish: answer => this.#records.replace({ ...record, answer: keepable(answer) }),
      release: () => this.#release(record.id),
    };
  }

  /** Unless whoever resumed it was answered meanwhile: what was done then must not be done once more. */
  async #release(id: string): Promise<void> {
    const kept = await this.#records.get(id);
    if (kept?.answer === undefined) await this.#records.remove([id]);
  }
}

function keepable(answer: Answer<unknown>): NonNullable<IdempotencyRecord['answer']> {
  const headers = { ...answer.headers };
  if (answer.body === undefined) return { status: answer.status, headers };
  const body = z.json().parse(JSON.parse(JSON.stringify(answer.body)));
  for (const pointer of answer.secrets ?? []) blank(body, pointer.split('/').slice(1));
  return { status: answer.status, body, headers };
}

/** A secret is shown once: a replay says that it was, and no more. */
function blank(value: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return;
  if (rest.length === 0) Reflect.set(value, key, null);
  else blank(Reflect.get(value, key), rest);
}

function inFlight(): Problem {
  return new Problem('request_in_flight', undefined, { retryAfter: RETRY_AFTER_SECONDS });
}

function invalidKey(): Problem {
  const message = '1 to 128 visible ASCII characters';
  return new Problem('invalid_request', `Idempotency-Key: ${message}`, {
    errors: [{ field: 'header.idempotency-key', code: 'invalid_format', message }],
  });
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Clock, isoTime } from '../../clock.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../../storage/documents.ts';
import { throughAll } from '../../through-all.ts';
import { forgetRejected } from '../forget-rejected.ts';
import { type Rejected, rejectedSpec } from '../rejected-inbox.ts';
import { type EraseOptions, eraseSubject } from './erase.ts';

/**
 * Erasures that were asked for. The request holds the person's name and the key of the pseudonym only while it runs:
 * a process that dies is followed by another, which needs both; afterwards nobody does.
 */

const requestSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  requestedAt: z.string(),
  by: z.string(),
  reason: z.string(),
  /** `requestedAt`, while it runs. */
  running: z.string().optional(),
  subject: z.string().optional(),
  dimensions: z.array(z.string()).optional(),
  pseudonymKey: z.string().optional(),
  doneAt: z.string().optional(),
  erased: z.int(),
});

export type ErasureRequestRecord = z.infer<typeof requestSchema>;

export const erasureRequestsSpec: CollectionSpec<ErasureRequestRecord, 'running'> = {
  name: 'usage_erasure_requests',
  indexes: { running: ['running'] },
  parse: value => requestSchema.parse(value),
};

export interface ErasureAsked {
  readonly tenantId: string;
  readonly subject: string;
  readonly dimensions: readonly string[];
  readonly by: string;
  readonly reason: string;
}

/** A request that has run this long belongs to a process that died. */
const ABANDONED_AFTER = 60_000;
const PSEUDONYM_KEY_BYTES = 32;

export class ErasureRequests {
  readonly #requests: Collection<ErasureRequestRecord, 'running'>;
  readonly #options: EraseOptions;
  readonly #clock: Clock;
  readonly #rejected: Collection<Rejected, 'age'>;

  private constructor(
    requests: Collection<ErasureRequestRecord, 'running'>,
    options: EraseOptions,
    rejected: Collection<Rejected, 'age'>,
  ) {
    this.#requests = requests;
    this.#rejected = rejected;
    this.#options = options;
    this.#clock = options.clock;
  }

  static async open(store: Store, options: EraseOptions): Promise<ErasureRequests> {
    const rejected = await store.collection(rejectedSpec);
    return new ErasureRequests(await store.collection(erasureRequestsSpec), options, rejected);
  }

  get(id: string): Promise<ErasureRequestRecord | undefined> {
    return this.#requests.get(id);
  }

  /** Writes the request down; `run` does it. Asked for again under the same id, it is the same request. */
  async request(id: string, asked: ErasureAsked): Promise<ErasureRequestRecord> {
    const at = isoTime(this.#clock.now());
    const record: ErasureRequestRecord = {
      id,
      ...asked,
      dimensions: [...asked.dimensions],
      requestedAt: at,
      running: at,
      pseudonymKey: randomBytes(PSEUDONYM_KEY_BYTES).toString('base64url'),
      erased: 0,
    };
    if ((await insertOne(this.#requests, record)) === 'inserted') return record;
    return (await this.#requests.get(id)) ?? record;
  }

  async run(record: ErasureRequestRecord): Promise<ErasureRequestRecord> {
    const { subject, dimensions = [], pseudonymKey, running: _, ...kept } = record;
    if (subject === undefined || pseudonymKey === undefined) return record;
    const erased = await eraseSubject(
      { ...kept, subject, dimensions, pseudonymKey: Buffer.from(pseudonymKey, 'base64url') },
      this.#options,
    );
    await forgetRejected(this.#rejected, record.tenantId, subject);
    const done = { ...kept, erased: record.erased + erased, doneAt: isoTime(this.#clock.now()) };
    await this.#requests.replace(done);
    return done;
  }

  /** Ends what processes that died have begun. */
  async resume(): Promise<void> {
    const before = isoTime(this.#clock.now() - ABANDONED_AFTER);
    // One that cannot be ended stands before those that were asked for after it.
    await throughAll(scanAll(this.#requests, { index: 'running', before }), record => this.run(record));
  }
}

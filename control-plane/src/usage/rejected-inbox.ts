import { eventReasonSchema } from '@tenantry/contracts/commercial/usage';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import {
  type Collection,
  type CollectionSpec,
  positionOf,
  type Scalar,
  type Store,
} from '../storage/documents.ts';
import type { EventFault } from './incoming-event.ts';
import type { UsageConfig } from './usage-config.ts';

const EVENT_TEXT_KEPT = 2_000;
/** Kept of one request: a thousand alike say no more. */
const KEPT_OF_REQUEST = 100;
/** Events that name no tenant that exists. */
export const NOBODY = 'none';

const rejectedSchema = z.object({
  /** `<tenantId>/<uuid>`, so in order of time within a tenant. */
  id: z.string(),
  tenantId: z.string().optional(),
  at: z.string(),
  reason: eventReasonSchema,
  field: z.string().optional(),
  message: z.string().optional(),
  event: z.string(),
});
export type Rejected = z.infer<typeof rejectedSchema>;

export const rejectedSpec: CollectionSpec<Rejected, 'age'> = {
  name: 'usage_rejected',
  indexes: { age: ['at'] },
  parse: value => rejectedSchema.parse(value),
};

export interface Refusal {
  readonly tenantId: string | undefined;
  readonly fault: EventFault;
  readonly raw: unknown;
}

/** What was rejected, for whoever has to mend a sender. Bounded: in time, for each tenant, and for each request. */
export class RejectedInbox {
  readonly #rejected: Collection<Rejected, 'age'>;
  readonly #clock: Clock;
  readonly #limits: Pick<UsageConfig, 'rejectedFor' | 'rejectedKept'>;

  private constructor(
    rejected: Collection<Rejected, 'age'>,
    clock: Clock,
    limits: Pick<UsageConfig, 'rejectedFor' | 'rejectedKept'>,
  ) {
    this.#rejected = rejected;
    this.#clock = clock;
    this.#limits = limits;
  }

  static async open(
    store: Store,
    clock: Clock,
    limits: Pick<UsageConfig, 'rejectedFor' | 'rejectedKept'>,
  ): Promise<RejectedInbox> {
    return new RejectedInbox(await store.collection(rejectedSpec), clock, limits);
  }

  async keep(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    const at = isoTime(this.#clock.now());
    await this.#rejected.insert(
      refusals.slice(0, KEPT_OF_REQUEST).map(({ tenantId, fault, raw }) => ({
        id: `${tenantId ?? NOBODY}/${uuidv7()}`,
        ...(tenantId !== undefined && { tenantId }),
        at,
        ...fault,
        event: textOf(raw),
      })),
    );
  }

  /** Newest first: of one tenant, or of all. */
  list(tenantId: string | undefined, limit: number, after?: readonly Scalar[]): Promise<readonly Rejected[]> {
    const place = { limit, descending: true, ...(after && { after }) };
    if (tenantId === undefined) return this.#rejected.scan({ index: 'age', ...place });
    return this.#rejected.scan({ from: `${tenantId}/`, before: `${tenantId}0`, ...place });
  }

  positionOf(rejected: Rejected, tenantId: string | undefined): readonly Scalar[] {
    return positionOf(rejected, rejectedSpec, tenantId === undefined ? 'age' : undefined);
  }

  /** Forgets what is too old, and of each tenant what is too much; for a timer. */
  async trim(): Promise<void> {
    const before = isoTime(this.#clock.now() - this.#limits.rejectedFor);
    for (;;) {
      const old = await this.#rejected.scan({ index: 'age', before, limit: 500 });
      await this.#rejected.remove(old.map(({ id }) => id));
      if (old.length < 500) break;
    }
    for (let from = ''; ; ) {
      const [first] = await this.#rejected.scan({ from, limit: 1 });
      if (first === undefined) return;
      const owner = first.tenantId ?? NOBODY;
      await this.#trimOne(owner);
      from = `${owner}0`;
    }
  }

  async #trimOne(owner: string): Promise<void> {
    const kept = await this.list(owner, this.#limits.rejectedKept);
    const last = kept.at(-1);
    if (last === undefined || kept.length < this.#limits.rejectedKept) return;
    for (;;) {
      const beyond = await this.list(owner, 500, [last.id]);
      await this.#rejected.remove(beyond.map(({ id }) => id));
      if (beyond.length < 500) return;
    }
  }
}

function textOf(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '');
  // Cut between characters, and never into half of one.
  return text.slice(0, EVENT_TEXT_KEPT).toWellFormed().replaceAll('\u0000', '\ufffd');
}

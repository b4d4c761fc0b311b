import { z } from 'zod';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../../storage/documents.ts';
import { type ErasedRemnant, remnantSchema, type StoredEvent } from '../stored-event.ts';

/**
 * What was erased, and what was left in its place. Sealed like the entries: a remnant that nobody logged is a change
 * of the ledger, and verify says so.
 */

const erasureSchema = z.object({
  /** The id of the erased entry: it is erased once. */
  id: z.string(),
  tenantId: z.string(),
  remnant: remnantSchema,
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  /** The tenant, until a block has it. */
  unsealed: z.string().optional(),
});

export type Erasure = z.infer<typeof erasureSchema>;

export const erasuresSpec: CollectionSpec<Erasure, 'unsealed'> = {
  name: 'usage_erasures',
  indexes: { unsealed: ['unsealed'] },
  parse: value => erasureSchema.parse(value),
};

const ERASURES_PER_BLOCK = 10_000;

export class ErasureLog {
  readonly #erasures: Collection<Erasure, 'unsealed'>;

  private constructor(erasures: Collection<Erasure, 'unsealed'>) {
    this.#erasures = erasures;
  }

  static async open(store: Store): Promise<ErasureLog> {
    return new ErasureLog(await store.collection(erasuresSpec));
  }

  /**
   * Before the entry itself is replaced. Answers what is to be left in its place: that of whoever logged it first, so
   * that an erasure which was cut short is ended as it was begun.
   */
  async record(
    event: Pick<StoredEvent, 'id' | 'tenantId'>,
    remnant: ErasedRemnant,
    note: { readonly at: string; readonly by: string; readonly reason: string },
  ): Promise<ErasedRemnant> {
    const { id, tenantId } = event;
    const erasure = { id, tenantId, remnant, ...note, unsealed: tenantId };
    if ((await insertOne(this.#erasures, erasure)) === 'inserted') return remnant;
    return (await this.#erasures.get(id))?.remnant ?? remnant;
  }

  get(eventId: string): Promise<Erasure | undefined> {
    return this.#erasures.get(eventId);
  }

  unsealed(tenantId: string): Promise<readonly Erasure[]> {
    return this.#erasures.scan({ index: 'unsealed', equals: [tenantId], limit: ERASURES_PER_BLOCK });
  }

  /** Tenants that have an erasure which no block has yet. */
  async tenantsWithUnsealed(): Promise<ReadonlySet<string>> {
    const tenants = new Set<string>();
    for await (const { tenantId } of scanAll(this.#erasures, { index: 'unsealed' })) tenants.add(tenantId);
    return tenants;
  }

  async sealed(erasures: readonly { readonly id: string }[]): Promise<void> {
    for (const { id } of erasures) {
      const erasure = await this.#erasures.get(id);
      if (erasure === undefined) continue;
      const { unsealed: _, ...sealed } = erasure;
      await this.#erasures.replace(sealed);
    }
  }
}

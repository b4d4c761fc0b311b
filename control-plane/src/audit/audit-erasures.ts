import { z } from 'zod';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../storage/documents.ts';
import type { ErasurePort } from '../usage/sealing/sealer.ts';

/** What was erased of the record, and what was left in its place: sealed, so that nothing goes without reason. */
const erasureSchema = z.object({
  /** {@link erasureId}: what was erased, and what was left of it. */
  id: z.string(),
  chain: z.string(),
  remnant: z.object({ erasedAt: z.string() }),
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  /** The chain, until a block has it. */
  unsealed: z.string().optional(),
});
export type AuditErasure = z.infer<typeof erasureSchema>;

export const auditErasuresSpec: CollectionSpec<AuditErasure, 'unsealed'> = {
  name: 'audit_erasures',
  indexes: { unsealed: ['unsealed'] },
  parse: value => erasureSchema.parse(value),
};

const ERASURES_PER_BLOCK = 10_000;

export class AuditErasures implements ErasurePort {
  readonly #erasures: Collection<AuditErasure, 'unsealed'>;

  private constructor(erasures: Collection<AuditErasure, 'unsealed'>) {
    this.#erasures = erasures;
  }

  static async open(store: Store): Promise<AuditErasures> {
    return new AuditErasures(await store.collection(auditErasuresSpec));
  }

  /** Before anything is erased. Done again, it is the same erasure. */
  async record(erasure: Omit<AuditErasure, 'unsealed'>): Promise<void> {
    await insertOne(this.#erasures, { ...erasure, unsealed: erasure.chain });
  }

  async has(id: string): Promise<boolean> {
    return (await this.#erasures.get(id)) !== undefined;
  }

  async tenantsWithUnsealed(): Promise<ReadonlySet<string>> {
    const chains = new Set<string>();
    for await (const { chain } of scanAll(this.#erasures, { index: 'unsealed' })) chains.add(chain);
    return chains;
  }

  unsealed(chain: string): Promise<readonly AuditErasure[]> {
    return this.#erasures.scan({ index: 'unsealed', equals: [chain], limit: ERASURES_PER_BLOCK });
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

import { z } from 'zod';
import { type Collection, type CollectionSpec, type Store, scanAll } from '../../storage/documents.ts';

/** A tenant whose past is not pruned, because it is not what was sealed. A hint: the next look says it again. */
const holdSchema = z.object({
  /** The tenant. */
  id: z.string(),
  at: z.string(),
  code: z.string(),
  subject: z.string(),
  message: z.string(),
});
export type Hold = z.infer<typeof holdSchema>;

const spec: CollectionSpec<Hold> = {
  name: 'usage_pruning_holds',
  indexes: {},
  parse: value => holdSchema.parse(value),
};

export class Holds {
  readonly #holds: Collection<Hold>;

  private constructor(holds: Collection<Hold>) {
    this.#holds = holds;
  }

  static async open(store: Store): Promise<Holds> {
    return new Holds(await store.collection(spec));
  }

  put(hold: Hold): Promise<void> {
    return this.#holds.replace(hold);
  }

  remove(tenantId: string): Promise<void> {
    return this.#holds.remove([tenantId]);
  }

  list(limit: number): Promise<readonly Hold[]> {
    return this.#holds.scan({ limit });
  }

  async tenants(): Promise<ReadonlySet<string>> {
    const tenants = new Set<string>();
    for await (const { id } of scanAll(this.#holds, {})) tenants.add(id);
    return tenants;
  }
}

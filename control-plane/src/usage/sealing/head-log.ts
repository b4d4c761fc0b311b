import { z } from 'zod';
import { type Collection, type CollectionSpec, type Store, scanAll } from '../../storage/documents.ts';
import type { Head } from './sealer.ts';

const headSchema = z.object({
  /** The tenant. */
  id: z.string(),
  tenantId: z.string(),
  number: z.int(),
  hash: z.string(),
  keyId: z.string(),
  signature: z.string(),
  at: z.string(),
});

type HeadRecord = z.infer<typeof headSchema>;

const spec: CollectionSpec<HeadRecord> = {
  name: 'usage_heads',
  indexes: {},
  parse: value => headSchema.parse(value),
};

/** The heads of all chains, for lists. A hint, like every head: the chain itself says which block is the last. */
export class HeadLog {
  readonly #heads: Collection<HeadRecord>;

  private constructor(heads: Collection<HeadRecord>) {
    this.#heads = heads;
  }

  static async open(store: Store): Promise<HeadLog> {
    return new HeadLog(await store.collection(spec));
  }

  put(head: Head): Promise<void> {
    return this.#heads.replace({ id: head.tenantId, ...head });
  }

  async *tenants(): AsyncGenerator<string> {
    for await (const { tenantId } of scanAll(this.#heads, {})) yield tenantId;
  }

  page(after: string | undefined, limit: number): Promise<readonly Head[]> {
    return this.#heads.scan({ ...(after !== undefined && { after: [after] }), limit });
  }
}

import { z } from 'zod';
import { type Collection, type CollectionSpec, type Store, scanAll } from '../../storage/documents.ts';
import { type ChainName, type Head, headKey, headSchema } from './head.ts';

const recordSchema = headSchema.extend({
  /** {@link headKey} */
  id: z.string(),
});

type HeadRecord = z.infer<typeof recordSchema>;

const spec: CollectionSpec<HeadRecord> = {
  name: 'usage_heads',
  indexes: {},
  parse: value => recordSchema.parse(value),
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
    return this.#heads.replace({ id: headKey(head), ...head });
  }

  /** Every tenant, or the installation, that has a chain of this kind. */
  async *tenants(wanted: ChainName): AsyncGenerator<string> {
    for await (const { chain, tenantId } of scanAll(this.#heads, {})) if (chain === wanted) yield tenantId;
  }

  page(after: string | undefined, limit: number): Promise<readonly Head[]> {
    return this.#heads.scan({ ...(after !== undefined && { after: [after] }), limit });
  }
}

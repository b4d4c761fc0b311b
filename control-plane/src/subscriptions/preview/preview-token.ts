import { randomBytes } from 'node:crypto';
import { intervalSchema } from '@tenantry/contracts/commercial/plan';
import { addOnChoiceSchema } from '@tenantry/contracts/commercial/subscription';
import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { digestOf } from '../../storage/canonical.ts';
import { type Collection, type CollectionSpec, insertOne } from '../../storage/documents.ts';

/** A token that is over is told from one that never was for a day. */
const REMEMBERED_MS = 86_400_000;
const TOKEN_BYTES = 24;

const previewSchema = z.object({
  /** Digest of the token: who reads the store can carry out nothing by it. */
  id: z.string(),
  tenantId: z.string(),
  /** Digest of the change as it was asked for. */
  wanted: z.string(),
  /** The change as it was looked at: nothing is left out any more. */
  choice: z.object({
    planId: z.string(),
    version: z.int(),
    interval: intervalSchema,
    addOns: z.array(addOnChoiceSchema),
  }),
  at: z.string(),
  from: z.string(),
  saw: z.object({
    subscriptionVersion: z.int(),
    tenantVersion: z.int(),
    tierRevisions: z.array(z.string()),
    /** Whether the tenant has that version of the plan: then it need not be sold any more. */
    held: z.boolean(),
  }),
  /** The tiers that `tierRevisions` are of. */
  tiers: z.array(z.string()),
  expiresAt: z.string(),
});
export type KeptPreview = z.infer<typeof previewSchema>;

const keptPreviewsSpec: CollectionSpec<KeptPreview, 'expiry'> = {
  name: 'plan_change_previews',
  indexes: { expiry: ['expiresAt'] },
  parse: value => previewSchema.parse(value),
};

/** What was looked at, by token, for as long as the token is taken. */
export class PreviewTokens {
  readonly #kept: Collection<KeptPreview, 'expiry'>;
  readonly #clock: Context['clock'];

  private constructor(kept: Collection<KeptPreview, 'expiry'>, clock: Context['clock']) {
    this.#kept = kept;
    this.#clock = clock;
  }

  static async open({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<PreviewTokens> {
    return new PreviewTokens(await store.collection(keptPreviewsSpec), clock);
  }

  async give(preview: Omit<KeptPreview, 'id'>): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await insertOne(this.#kept, { ...preview, id: digestOf(token) });
    return token;
  }

  async find(token: string): Promise<KeptPreview | undefined> {
    return this.#kept.get(digestOf(token));
  }

  /** Forgets those that are over for long; answers how many. */
  async prune(pageSize = 500): Promise<number> {
    const before = isoTime(this.#clock.now() - REMEMBERED_MS);
    for (let count = 0; ; ) {
      const old = await this.#kept.scan({ index: 'expiry', before, limit: pageSize });
      await this.#kept.remove(old.map(({ id }) => id));
      count += old.length;
      if (old.length < pageSize) return count;
    }
  }
}

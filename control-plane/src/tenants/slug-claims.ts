import { z } from 'zod';
import { type Collection, type CollectionSpec, insertOne, type Store } from '../storage/documents.ts';

const claimSchema = z.object({
  /** `slug/<slug>/<how often it was given>` */
  id: z.string(),
  tenantId: z.string(),
});
type SlugClaim = z.infer<typeof claimSchema>;

export const slugClaimsSpec: CollectionSpec<SlugClaim> = {
  name: 'slug_claims',
  indexes: {},
  parse: value => claimSchema.parse(value),
};

const DIGITS = 8;
const claimId = (slug: string, turn: number) => `slug/${slug}/${String(turn).padStart(DIGITS, '0')}`;

/**
 * Who has a slug. A claim is an insert and is never taken back: when the tenant that has the slug is gone for ever,
 * the next one claims the next turn. So two who want it at once cannot both have it, and no late clean-up of an old
 * claim can take away a new one.
 */
export class SlugClaims {
  readonly #claims: Collection<SlugClaim>;

  private constructor(claims: Collection<SlugClaim>) {
    this.#claims = claims;
  }

  static async open(store: Store): Promise<SlugClaims> {
    return new SlugClaims(await store.collection(slugClaimsSpec));
  }

  /** The tenant that claimed the slug last, gone or not. */
  async holder(slug: string): Promise<string | undefined> {
    return (await this.#last(slug))?.tenantId;
  }

  /**
   * Claims the slug for a tenant; a claim that it has already is as good. Answers whose the slug is now.
   * `isGone` says of an earlier holder whether it is gone for ever.
   */
  async claim(slug: string, tenantId: string, isGone: (holder: string) => Promise<boolean>): Promise<string> {
    for (;;) {
      const last = await this.#last(slug);
      if (last && (last.tenantId === tenantId || !(await isGone(last.tenantId)))) return last.tenantId;
      const turn = last ? Number(last.id.slice(-DIGITS)) + 1 : 1;
      if ((await insertOne(this.#claims, { id: claimId(slug, turn), tenantId })) === 'inserted')
        return tenantId;
    }
  }

  async #last(slug: string): Promise<SlugClaim | undefined> {
    // `0` is the character after `/`.
    const [last] = await this.#claims.scan({
      from: claimId(slug, 0),
      before: `slug/${slug}0`,
      descending: true,
      limit: 1,
    });
    return last;
  }
}

import { z } from 'zod';
import type { Context } from '../context.ts';
import { submissionAggregate } from '../onboarding/submission.ts';
import type { Collection, CollectionSpec } from '../storage/documents.ts';

const linkSchema = z.object({ id: z.string(), submissionId: z.string() });
type Link = z.infer<typeof linkSchema>;
const linksSpec: CollectionSpec<Link> = {
  name: 'health_onboardings',
  indexes: {},
  parse: value => linkSchema.parse(value),
};

/** Which submission a tenant came by: a projection, under the tenant's id. */
export class OnboardingLinks {
  readonly #links: Collection<Link>;

  private constructor(links: Collection<Link>) {
    this.#links = links;
  }

  static async open(context: Context): Promise<OnboardingLinks> {
    const links = await context.store.collection(linksSpec);
    context.addProjection(async ({ kind, aggregateId, after }) => {
      if (kind !== submissionAggregate.kind) return;
      const { tenantId } = submissionAggregate.state.parse(after);
      await links.replace({ id: tenantId, submissionId: aggregateId });
    });
    return new OnboardingLinks(links);
  }

  async submissionOf(tenantId: string): Promise<string | undefined> {
    return (await this.#links.get(tenantId))?.submissionId;
  }
}

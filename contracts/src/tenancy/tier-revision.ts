import { z } from 'zod';
import { objectMetaSchema } from '../kubernetes/object-meta.ts';
import { crd } from '../kubernetes/schema-building.ts';
import { dnsLabel, int32 } from './formats.ts';
import { tierSpecSchema } from './tier.ts';

export const tierRevisionSpecSchema = z
  .object({
    tier: dnsLabel('Name of the Tier.'),
    renderVersion: int32(
      'Version of how the operator renders objects; a higher one is a new revision of every Tier.',
      { min: 1, max: 2147483647 },
    ),
    template: tierSpecSchema.meta(
      crd({
        description:
          'The spec of the Tier as it was written; its fields are those of tier.spec. Kept as it is: nothing is pruned or defaulted.',
        preserveUnknownFields: true,
      }),
    ),
  })
  .meta(
    crd({
      description: 'What was the Tier, and how it is rendered.',
      rules: [
        {
          rule: 'self == oldSelf',
          message: 'a TierRevision never changes: edit the Tier instead, and a new revision is made',
        },
      ],
    }),
  );

/** A TierRevision as the API server answers it; the template has the defaults of {@link tierSpecSchema} filled in. */
export const tierRevisionSchema = z.looseObject({ metadata: objectMetaSchema, spec: tierRevisionSpecSchema });

export type TierRevision = z.infer<typeof tierRevisionSchema>;

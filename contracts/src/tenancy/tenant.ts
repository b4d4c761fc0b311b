import { z } from 'zod';
import { objectMetaSchema } from '../kubernetes/object-meta.ts';
import { crd, keyedMap } from '../kubernetes/schema-building.ts';
import { MAX_REPLICAS } from './component.ts';
import { imageSchema, resourcesSchema } from './container.ts';
import { componentNameForm, dateTime, dnsLabel, int32, text } from './formats.ts';
import { OPERATOR_NAMESPACE } from './names.ts';
import { tenantStatusSchema } from './tenant-status.ts';
import { featureFlagsSchema, quotaSchema } from './tier.ts';

const componentOverrideSchema = z
  .object({
    replicas: int32('How many pods run.', { min: 0, max: MAX_REPLICAS }).optional(),
    image: imageSchema.optional(),
    resources: resourcesSchema.optional(),
  })
  .meta(
    crd({
      description: 'What differs from the tier. The tier says what may: anything else becomes a condition.',
    }),
  );

const ownerSchema = z
  .object({
    kind: z.enum(['User', 'Group', 'ServiceAccount']).meta(crd({ description: 'Kind of the subject.' })),
    name: z
      .string()
      .min(1)
      .max(253)
      .meta(
        crd({
          description: 'Name of the user, group or service account.',
          rules: [
            {
              rule: "!self.startsWith('system:')",
              message:
                'an owner is never a system: user or group; name a service account by kind ServiceAccount and its namespace',
            },
          ],
        }),
      ),
    namespace: dnsLabel('Namespace of a service account; for kind ServiceAccount only.').optional(),
  })
  .meta(
    crd({
      description: 'Who may work in the namespace.',
      rules: [
        {
          rule: "has(self.__namespace__) == (self.kind == 'ServiceAccount')",
          message: 'namespace goes with kind ServiceAccount, and only with it',
        },
      ],
    }),
  );

const suspensionSchema = z
  .object({
    by: dnsLabel('Who suspends, for instance billing or security. Each author lifts only its own.'),
    reason: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[A-Z][A-Za-z0-9]*$/, 'CamelCase, for instance PaymentOverdue')
      .meta(crd({ description: 'Why, as a code in CamelCase, for instance PaymentOverdue.' })),
    message: text('Why, for people.', 1024).optional(),
    until: dateTime('When this suspension ends by itself; never when left out.').optional(),
  })
  .meta(crd({ description: 'A suspension by one author.' }));

export const tenantSpecSchema = z
  .object({
    displayName: text('Name for people.', 128).optional(),
    tier: dnsLabel('Name of the Tier that the tenant runs.'),
    namespace: dnsLabel(
      'Namespace of the tenant; t-<name> when left out. Neither set, changed nor removed later.',
      63,
      {
        rules: [
          {
            rule: `!self.startsWith('kube-') && !(self in ['default', '${OPERATOR_NAMESPACE}'])`,
            message: `a tenant's namespace is never default, ${OPERATOR_NAMESPACE} or kube-*`,
          },
        ],
      },
    ).optional(),
    quota: quotaSchema("Overrides the tier's quota, key by key.").optional(),
    featureFlags: featureFlagsSchema("Overrides the tier's feature flags, key by key.").optional(),
    components: keyedMap(componentNameForm, componentOverrideSchema, {
      description: "Overrides of the tier's components, by name.",
      maxProperties: 32,
    }).optional(),
    owners: z
      .array(ownerSchema)
      .max(64)
      .meta(crd({ description: 'Who may work in the namespace.', listType: 'atomic' }))
      .optional(),
    suspensions: z
      .array(suspensionSchema)
      .max(16)
      .meta(
        crd({
          description: 'While there is one, nothing of the tenant runs and its data is kept.',
          listType: 'map',
          listMapKeys: ['by'],
        }),
      )
      .optional(),
    deletionPolicy: z
      .enum(['Tombstone', 'Delete'])
      .meta(
        crd({
          description:
            'What becomes of the namespace when the Tenant is deleted: Tombstone stops the workload and keeps the data for a time, Delete removes everything.',
        }),
      )
      .default('Tombstone'),
    paused: z
      .boolean()
      .meta(crd({ description: 'While true, the operator writes nothing but status.' }))
      .default(false),
  })
  .meta(
    crd({
      description: 'What the tenant should be.',
      rules: [
        {
          rule: 'has(self.__namespace__) == has(oldSelf.__namespace__) && (!has(self.__namespace__) || self.__namespace__ == oldSelf.__namespace__)',
          message: 'namespace cannot be set, changed or removed after creation: make another Tenant instead',
        },
      ],
    }),
  );

export type TenantSpec = z.infer<typeof tenantSpecSchema>;
export type { Condition, TenantStatus } from './tenant-status.ts';
export { tenantStatusSchema } from './tenant-status.ts';

/** A Tenant as the API server answers it. A restored object may have lost its status. */
export const tenantSchema = z.looseObject({
  metadata: objectMetaSchema,
  spec: tenantSpecSchema,
  status: tenantStatusSchema.prefault({}),
});

export type Tenant = z.infer<typeof tenantSchema>;

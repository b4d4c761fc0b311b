import { z } from 'zod';
import { quantity } from '../kubernetes/quantity-schema.ts';
import { crd } from '../kubernetes/schema-building.ts';
import { dateTime, dnsLabel, int32, text } from './formats.ts';

const conditionSchema = z
  .object({
    type: text('What the condition is about, for instance Ready.', 316),
    status: z.enum(['True', 'False', 'Unknown']).meta(crd({ description: 'True, False or Unknown.' })),
    observedGeneration: z
      .int()
      .min(0)
      .meta(crd({ description: 'Generation of the spec that the condition is about.', format: 'int64' }))
      .optional(),
    lastTransitionTime: dateTime('When the status last changed.'),
    reason: z
      .string()
      .min(1)
      .max(1024)
      .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/, 'CamelCase')
      .meta(
        crd({
          description: 'Stable code of the reason; docs/reference/conditions.md says what to do about each.',
        }),
      ),
    message: text('What happened and what to do, for people.', 32768),
  })
  .meta(crd({ description: 'One aspect of the state.' }));

const componentStatusSchema = z
  .object({
    name: dnsLabel('Name of the component.'),
    desired: int32('Pods that should run.', { min: 0, max: 2147483647 }),
    ready: int32('Pods that are ready.', { min: 0, max: 2147483647 }),
  })
  .meta(crd({ description: 'How one component is doing.' }));

const amounts = (description: string) =>
  z
    .record(z.string(), quantity('Amount of the resource.'))
    .meta(crd({ description, maxProperties: 256 }))
    .prefault({});

export const tenantStatusSchema = z
  .object({
    observedGeneration: z
      .int()
      .min(-1)
      .meta(
        crd({
          description: 'Generation of the spec that the operator last acted on; -1 until it has.',
          format: 'int64',
        }),
      )
      .default(-1),
    namespace: dnsLabel("The tenant's namespace.").optional(),
    tierRevision: text('TierRevision that the tenant runs.', 253).optional(),
    conditions: z
      .array(conditionSchema)
      .max(32)
      .meta(crd({ description: 'The state, one aspect each.', listType: 'map', listMapKeys: ['type'] }))
      .optional(),
    components: z
      .array(componentStatusSchema)
      .max(64)
      .meta(crd({ description: 'How the components are doing.', listType: 'map', listMapKeys: ['name'] }))
      .optional(),
    quota: z
      .object({ hard: amounts('What the namespace may hold.'), used: amounts('What it holds.') })
      .meta(crd({ description: 'Quota of the namespace and its use.' }))
      .optional(),
    suspendedBy: z
      .array(text('Author of a suspension.', 63))
      .max(16)
      .meta(crd({ description: 'Authors of the suspensions in force.', listType: 'set' }))
      .optional(),
  })
  .meta(crd({ description: 'What the operator found; written by it alone.' }));

export type Condition = z.infer<typeof conditionSchema>;
export type TenantStatus = z.infer<typeof tenantStatusSchema>;

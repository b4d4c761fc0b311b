import { z } from 'zod';
import { tenantStatusSchema } from '../tenancy/tenant-status.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/** How a tenant is doing in its cluster, and what became of our bringing it there. */

const statusShape = tenantStatusSchema.shape;

const triState = z.enum(['True', 'False', 'Unknown']);

const conditionSchema = z
  .strictObject({
    type: z.string(),
    status: triState,
    reason: z.string(),
    message: z.string(),
    lastTransitionTime: z.string(),
    observedGeneration: z.int().optional(),
  })
  .meta({ id: 'WorkloadCondition', description: 'One aspect of the state; docs/reference/conditions.md' });

const ownedFieldSchema = z
  .strictObject({
    field: z.string().meta({ description: 'As the API server writes it, for instance .spec.tier' }),
    manager: z.string().meta({ description: 'Field manager that owns it with another value' }),
  })
  .meta({ id: 'OwnedField' });

export const SYNC_OUTCOMES = [
  'pending',
  'applied',
  'conflict',
  'refused',
  'held',
  'nothing_decided',
  'unavailable',
] as const;

const syncSchema = z
  .strictObject({
    outcome: z.enum(SYNC_OUTCOMES).meta({
      description:
        'conflict: others own some fields, the rest is applied; refused: the cluster does not take it; held: what is there was applied from records that are not these, and a person decides; nothing_decided: there is no plan, and nothing that was made by one; pending: not tried yet',
    }),
    at: timeSchema('When it was tried last').optional(),
    nextAt: timeSchema('When it is tried again').optional(),
    failures: z.int().meta({ description: 'How often in a row it did not succeed wholly' }),
    code: z.string().optional(),
    message: z.string().optional(),
    fields: z.array(ownedFieldSchema).optional(),
  })
  .meta({ id: 'WorkloadSync', description: 'What became of applying what is recorded' });
export type SyncBody = z.infer<typeof syncSchema>;

const driftSchema = z
  .strictObject({
    field: z.string(),
    recorded: z.unknown().optional().meta({ description: 'What the record wants' }),
    inCluster: z.unknown().optional().meta({ description: 'What the Tenant has' }),
    manager: z.string().optional().meta({ description: 'Who owns it, when that is why' }),
  })
  .meta({ id: 'WorkloadDrift', description: 'A field that is otherwise in the cluster than in the record' });
export type DriftBody = z.infer<typeof driftSchema>;

const freshness = {
  asOf: timeSchema('When the cluster was last heard').optional(),
  ageSeconds: z.int().optional().meta({ description: 'How long that is ago; about a minute is usual' }),
  stale: z.boolean().meta({ description: 'Too long, or never: what is shown may be past' }),
};

export const workloadSchema = z
  .strictObject({
    tenantId: tenantIdSchema,
    cluster: z.string(),
    region: z.string(),
    provisioner: z.enum(['recording', 'cluster']).meta({ description: 'recording: no cluster is attached' }),
    found: z.boolean().meta({ description: 'Whether there is such a Tenant' }),
    ready: triState,
    available: triState,
    suspended: triState,
    message: z.string().meta({ description: 'The state in a sentence' }),
    upToDate: z.boolean().meta({ description: 'The operator has acted on the present spec' }),
    namespace: z.string().optional(),
    tier: z.string().optional(),
    tierRevision: z.string().optional(),
    conditions: z.array(conditionSchema),
    components: z.array(z.strictObject({ name: z.string(), desired: z.int(), ready: z.int() })),
    quota: z
      .strictObject({ hard: z.record(z.string(), z.string()), used: z.record(z.string(), z.string()) })
      .optional(),
    suspendedBy: z.array(z.string()),
    ...freshness,
    sync: syncSchema,
    drift: z.array(driftSchema),
  })
  .meta({ id: 'Workload', description: 'How a tenant is doing where it runs' });
export type WorkloadBody = z.infer<typeof workloadSchema>;

export const syncWorkloadSchema = z
  .strictObject({
    dryRun: z
      .boolean()
      .default(false)
      .meta({ description: 'Ask the cluster what it would say, and change nothing' }),
  })
  .meta({ id: 'SyncWorkload' });

export const settleWorkloadSchema = z
  .strictObject({
    keep: z.enum(['record', 'cluster']).meta({
      description:
        'record: the Tenant is brought to what is recorded; cluster: what was applied to the Tenant is taken over into the record, which needs a plan of its tier',
    }),
  })
  .meta({ id: 'SettleWorkload' });

export const syncAnswerSchema = z
  .strictObject({
    sync: syncSchema,
    spec: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'The fields that are decided here' }),
  })
  .meta({ id: 'WorkloadSyncAnswer' });

export const heldWorkloadsSchema = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          tenantId: tenantIdSchema,
          slug: z.string(),
          displayName: z.string(),
          cluster: z.string(),
          at: timeSchema('When it was looked at last').optional(),
          message: z.string(),
          planId: z
            .string()
            .optional()
            .meta({ description: 'The plan on record; without one nothing can be settled' }),
          tier: z.string().optional().meta({ description: 'The tier that the Tenant has' }),
          drift: z.array(driftSchema),
        })
        .meta({ id: 'HeldWorkload' }),
    ),
  })
  .meta({
    id: 'HeldWorkloadList',
    description:
      'Tenants that nothing is applied to until a person decides, as after a store was restored or lost',
  });

export const clusterSchema = z
  .strictObject({
    name: z.string(),
    region: z.string(),
    provisioner: z.enum(['recording', 'cluster']),
    isDefault: z.boolean().meta({ description: 'Where tenants go that name no cluster' }),
    tenants: z.int().meta({ description: 'Records that live there' }),
    ...freshness,
  })
  .meta({ id: 'Cluster', description: 'A place where tenants live' });

export const clusterListSchema = z
  .strictObject({ items: z.array(clusterSchema) })
  .meta({ id: 'ClusterList' });

/** The status of a Tenant, loosely: what one field of it holds wrongly takes nothing else away. */
export const observedStatusSchema = z.object({
  observedGeneration: statusShape.observedGeneration.catch(-1),
  namespace: z.string().optional().catch(undefined),
  tierRevision: z.string().optional().catch(undefined),
  conditions: z.array(z.object(conditionSchema.shape)).catch([]).default([]),
  components: z
    .array(z.object({ name: z.string(), desired: z.int(), ready: z.int() }))
    .catch([])
    .default([]),
  quota: statusShape.quota.catch(undefined),
  suspendedBy: z.array(z.string()).catch([]).default([]),
});

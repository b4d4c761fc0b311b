import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import {
  componentNameForm,
  dnsLabelPattern,
  flagNameForm,
  quotaKeyForm,
  TENANT_NAME_MAX,
} from '../tenancy/formats.ts';

import { currencySchema } from './money.ts';
import { intervalSchema, planIdSchema } from './plan.ts';
import { acceptFindingsSchema, addOnChoicesSchema } from './subscription.ts';

/** A tenant as the control plane keeps it: who the customer is, what it may have, and where it lives. */

/** On a Tenant: the record that it belongs to. Written by the control plane, and read when a store was restored. */
export const TENANT_ID_ANNOTATION = 'tenantry.dev/tenant-id';
/** On a Tenant: up to where the records had been written when it was applied last. An older store knows itself by it. */
export const RECORD_ANNOTATION = 'tenantry.dev/record';
export const CONTROL_PLANE_FIELD_MANAGER = 'tenantry-control-plane';

export const NOTES_PER_TENANT = 500;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Text for people: no control characters, no halves of characters; `lines` allows line ends and tabs. */
export function plainText(max: number, description: string, lines: 'one line' | 'lines' = 'one line') {
  return z
    .string()
    .min(1)
    .max(max)
    .refine(text => !UNPRINTABLE.test(lines === 'lines' ? text.replaceAll(/[\t\n\r]/g, '') : text), {
      error:
        lines === 'lines' ? 'text without control characters' : 'one line of text without control characters',
    })
    .meta({ description });
}

export const tenantIdSchema = z
  .uuidv7({ error: 'the id of a tenant, a UUID; GET /v1/tenants?q=… finds it by its slug' })
  .meta({ description: 'UUIDv7; never changes, and is never given to another tenant' });

export const slugSchema = z
  .string()
  .min(1)
  .max(TENANT_NAME_MAX)
  .regex(dnsLabelPattern, 'lower-case letters, digits and hyphens, no hyphen at the ends')
  .meta({
    description: `DNS label of at most ${TENANT_NAME_MAX} characters; the name of the Tenant in the cluster`,
  });

export const labelSchema = (description: string) =>
  z
    .string()
    .min(1)
    .max(63)
    .regex(dnsLabelPattern, 'lower-case letters, digits and hyphens, no hyphen at the ends')
    .meta({ description });

export const timeSchema = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'RFC 3339, for instance 2027-01-31T12:00:00Z' })
    .max(40)
    .meta({ description });

export const contractValueSchema = z
  .strictObject({
    amountMinor: z
      .string()
      .regex(/^(0|[1-9][0-9]{0,17})$/, 'a whole number of minor units as text, not negative')
      .meta({ description: 'Whole minor units of the currency, as text' }),
    currency: currencySchema,
  })
  .meta({ id: 'ContractValue', description: 'What the contract is worth' });

export const contactSchema = z
  .strictObject({
    name: plainText(128, 'Name of a person'),
    email: z.email().max(254).meta({ description: 'Address for mail' }),
    role: plainText(64, 'What for, such as billing or technical').optional(),
    phone: plainText(32, 'Telephone number').optional(),
  })
  .meta({ id: 'TenantContact', description: 'Whom to talk to at the customer' });

export const tagSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.:-]{0,39}$/, 'at most 40 lower-case letters, digits, and . _ : -')
  .meta({ description: 'A word to find it by' });

const quantityText = z
  .string()
  .max(32)
  .refine(isAmount, { error: 'a quantity such as 500m, 2 or 1.5Gi, not negative' })
  .meta({ description: 'A Kubernetes quantity: 500m, 2, 1.5Gi' });

export const quotaOverridesSchema = z
  .record(z.string().regex(quotaKeyForm.pattern, quotaKeyForm.message), quantityText)
  .refine(quota => Object.keys(quota).length <= 64, { error: 'at most 64 keys' })
  .meta({ description: "Overrides of the tier's quota, key by key" });

export const flagOverridesSchema = z
  .record(z.string().regex(flagNameForm.pattern, flagNameForm.message), z.boolean())
  .refine(flags => Object.keys(flags).length <= 64, { error: 'at most 64 flags' })
  .meta({ description: "Overrides of the plan's and tier's feature flags, key by key" });

const componentOverrideSchema = z
  .strictObject({
    replicas: z.int().min(0).max(1000).optional().meta({ description: 'How many pods run' }),
    image: z
      .string()
      .max(512)
      .regex(/^[\x21-\x7e]+$/, 'an image reference of ASCII characters without spaces')
      .optional()
      .meta({ description: "Container image; an admin's to set" }),
    resources: z
      .strictObject({
        requests: z.strictObject({ cpu: quantityText, memory: quantityText }),
        limits: z.strictObject({ cpu: quantityText.optional(), memory: quantityText.optional() }).optional(),
      })
      .optional()
      .meta({ description: 'Resources of each pod' }),
  })
  .meta({ id: 'ComponentOverride', description: 'What differs from the tier; the tier says what may' });

export const componentOverridesSchema = z
  .record(z.string().regex(componentNameForm.pattern, componentNameForm.message), componentOverrideSchema)
  .refine(components => Object.keys(components).length <= 32, { error: 'at most 32 components' })
  .meta({ description: "Overrides of the tier's components, by name" });

export const kubernetesOwnerSchema = z
  .strictObject({
    kind: z.enum(['User', 'Group', 'ServiceAccount']),
    name: z
      .string()
      .min(1)
      .max(253)
      .regex(/^(?!system:)[\x21-\x7e]+$/, 'never system:*'),
    namespace: labelSchema('Of a service account only').optional(),
  })
  .refine(owner => (owner.namespace !== undefined) === (owner.kind === 'ServiceAccount'), {
    path: ['namespace'],
    error: 'namespace goes with kind ServiceAccount, and only with it',
  })
  .meta({ id: 'KubernetesOwner', description: "Who may work in the tenant's namespace" });

export const suspensionAuthorSchema = labelSchema(
  'Who suspends, such as billing or security; each lifts its own',
);

const suspensionReasonSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Z][A-Za-z0-9]*$/, 'a code in CamelCase, for instance PaymentOverdue')
  .meta({ description: 'Why, as a code in CamelCase' });

export const tenantSuspensionSchema = z
  .strictObject({
    by: suspensionAuthorSchema,
    reason: suspensionReasonSchema,
    message: plainText(1024, 'Why, for people', 'lines').optional(),
    until: timeSchema('When it ends by itself').optional(),
    since: timeSchema('From when'),
  })
  .meta({
    id: 'TenantSuspension',
    description: 'A suspension by one author: while there is one, nothing runs',
  });

export const TENANT_STATES = [
  'registering',
  'active',
  'suspended',
  'deletion_scheduled',
  'deleting',
  'deleted',
] as const;
export const tenantStateSchema = z.enum(TENANT_STATES).meta({
  id: 'TenantState',
  description:
    'registering: its slug is being claimed; suspended: by one author at least; deletion_scheduled: can still be cancelled; deleting: the time has come; deleted: what is left is history',
});
export type TenantLifecycle = z.infer<typeof tenantStateSchema>;

export const tenantPlanSchema = z
  .discriminatedUnion('status', [
    z.strictObject({ status: z.literal('unassigned') }),
    z.strictObject({
      status: z.literal('assigned'),
      planId: z.string().meta({ description: 'The plan' }),
      version: z.int().meta({ description: 'Its published version' }),
      tier: z.string().meta({ description: 'The Tier it buys' }),
    }),
  ])
  .meta({ id: 'TenantPlan', description: 'Which plan version the tenant has now, or none' });
export type TenantPlan = z.infer<typeof tenantPlanSchema>;

export const DELETION_POLICIES = ['Tombstone', 'Delete'] as const;

const tenantDeletionSchema = z
  .strictObject({
    at: timeSchema('When it comes'),
    policy: z.enum(DELETION_POLICIES).meta({
      description: 'Tombstone stops the workload and keeps the data for a time; Delete keeps nothing',
    }),
    reason: plainText(1024, 'Why', 'lines').optional(),
    requestedAt: timeSchema('When it was asked for'),
    requestedBy: z.string().meta({ description: 'Who asked for it' }),
  })
  .meta({ id: 'TenantDeletion', description: 'A deletion that is scheduled' });

export const signedUpAtSchema = z.iso.date().meta({
  description: 'The day on which the customer signed up, YYYY-MM-DD, when that was before it came here',
});

const details = {
  displayName: plainText(128, 'Name for people'),
  accountOwner: plainText(128, 'Who of us looks after it').optional(),
  contacts: z.array(contactSchema).max(20),
  renewalDate: z.iso.date().optional().meta({ description: 'When the contract renews, YYYY-MM-DD' }),
  contractValue: contractValueSchema.optional(),
  crmId: plainText(128, 'Its id in the CRM').optional(),
  tags: z.array(tagSchema).max(20),
};
const overrides = {
  quota: quotaOverridesSchema,
  featureFlags: flagOverridesSchema,
  components: componentOverridesSchema,
  owners: z
    .array(kubernetesOwnerSchema)
    .max(64)
    .meta({ description: "Kubernetes owners; an admin's to set" }),
};
const place = {
  cluster: labelSchema('The cluster it lives in, one of /v1/clusters'),
  region: labelSchema('Region of that cluster'),
};
export const tenantDetailsShape = details;

export const tenantSchema = z
  .strictObject({
    tenantId: tenantIdSchema,
    slug: slugSchema,
    ...details,
    ...place,
    namespace: z.string().meta({ description: "The tenant's namespace" }),
    origin: z
      .enum(['api', 'onboarding', 'import', 'cluster'])
      .meta({ description: 'How it came; cluster: found there and adopted' }),
    state: tenantStateSchema,
    plan: tenantPlanSchema,
    ...overrides,
    suspensions: z.array(tenantSuspensionSchema),
    deletion: tenantDeletionSchema.optional(),
    signedUpAt: signedUpAtSchema.optional(),
    version: z.int().meta({ description: 'Of what PATCH changes; in the ETag as "v<version>"' }),
    createdAt: timeSchema('When it was registered'),
    updatedAt: timeSchema('When anything of it last changed'),
  })
  .meta({ id: 'Tenant', description: 'A customer' });
export type TenantBody = z.infer<typeof tenantSchema>;

export const tenantSummarySchema = z
  .strictObject({
    tenantId: tenantIdSchema,
    slug: slugSchema,
    displayName: z.string(),
    accountOwner: z.string().optional(),
    renewalDate: z.string().optional(),
    contractValue: contractValueSchema.optional(),
    crmId: z.string().optional(),
    tags: z.array(z.string()),
    ...place,
    origin: tenantSchema.shape.origin,
    state: tenantStateSchema,
    plan: tenantPlanSchema,
    createdAt: timeSchema('When it was registered'),
    updatedAt: timeSchema('When anything of it last changed'),
  })
  .meta({ id: 'TenantSummary', description: 'A customer, as lists show it' });
export type TenantSummary = z.infer<typeof tenantSummarySchema>;

export const tenantPageSchema = z
  .strictObject({
    items: z.array(tenantSummarySchema),
    next: nextSchema,
    total: z.int().meta({ description: 'How many the filter finds, on all pages' }),
  })
  .meta({ id: 'TenantPage' });

export const newTenantSchema = z
  .strictObject({
    slug: slugSchema,
    ...details,
    contacts: details.contacts.default([]),
    tags: details.tags.default([]),
    cluster: place.cluster.optional(),
  })
  .meta({ id: 'NewTenant', description: 'A customer to register, without a plan' });
export type NewTenant = z.infer<typeof newTenantSchema>;

/** What PATCH takes: a field that is left out stays, null takes an optional one away. */
export const tenantPatchSchema = z
  .strictObject({
    displayName: details.displayName,
    accountOwner: details.accountOwner.unwrap().nullable(),
    contacts: details.contacts,
    renewalDate: z.iso.date().nullable(),
    contractValue: contractValueSchema.nullable(),
    crmId: details.crmId.unwrap().nullable(),
    tags: details.tags,
    ...overrides,
  })
  .partial()
  .meta({
    id: 'TenantPatch',
    description:
      'A field that is left out stays, null takes one away; image overrides and owners are for admins',
  });
export type TenantPatch = z.infer<typeof tenantPatchSchema>;

export const TENANT_SORTS = ['name', 'slug', 'createdAt', 'updatedAt', 'renewalDate'] as const;
export const tenantListQuerySchema = z.strictObject({
  q: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Part of name, slug, owner, CRM id or a tag; case does not matter' }),
  tag: tagSchema.optional(),
  owner: z.string().max(128).optional().meta({ description: 'The account owner, exactly' }),
  plan: z.string().max(63).optional().meta({ description: 'Id of a plan, or unassigned' }),
  state: tenantStateSchema.optional().meta({ description: 'Deleted tenants are only shown when asked for' }),
  cluster: place.cluster.optional(),
  sort: z
    .enum(TENANT_SORTS.flatMap(sort => [sort, `-${sort}` as const]))
    .default('name')
    .meta({ description: 'Ascending, or descending with a minus' }),
  ...pageQuery,
});
export type TenantListQuery = z.infer<typeof tenantListQuerySchema>;

export const suspendTenantSchema = z
  .strictObject({
    by: suspensionAuthorSchema.optional().meta({ description: "Author; the caller's own when left out" }),
    reason: suspensionReasonSchema,
    message: plainText(1024, 'Why, for people', 'lines').optional(),
    until: timeSchema('When it ends by itself; never when left out').optional(),
  })
  .meta({ id: 'SuspendTenant' });

export const resumeTenantSchema = z
  .strictObject({
    by: suspensionAuthorSchema
      .optional()
      .meta({ description: "Whose suspension; the caller's own when left out" }),
    reason: plainText(1024, 'Why, for audit', 'lines').optional(),
  })
  .meta({ id: 'ResumeTenant' });

export const scheduleDeletionSchema = z
  .strictObject({
    at: timeSchema('When it shall come'),
    policy: z.enum(DELETION_POLICIES).default('Tombstone'),
    reason: plainText(1024, 'Why', 'lines').optional(),
    confirmSlug: slugSchema.meta({ description: 'The slug once more, against a slip' }),
  })
  .meta({ id: 'ScheduleDeletion' });

export const cancelDeletionSchema = z
  .strictObject({ reason: plainText(1024, 'Why', 'lines').optional() })
  .meta({ id: 'CancelDeletion' });

export const changePlanSchema = z
  .strictObject({
    planId: planIdSchema,
    version: z.int().min(1).optional().meta({ description: 'A published version; the newest when left out' }),
    interval: intervalSchema.optional().meta({
      description: 'That which the tenant has when left out; of a first plan month, if it has that',
    }),
    addOns: addOnChoicesSchema
      .optional()
      .meta({ description: 'Those that the tenant has when left out, none for []' }),
    effective: timeSchema('From when; at once when left out').optional(),
    reason: plainText(1024, 'Why, for audit', 'lines').optional(),
    acceptFindings: acceptFindingsSchema,
  })
  .meta({
    id: 'ChangePlan',
    description:
      'What the tenant has and the other plan has not (interval, add-on) is refused, never dropped unsaid',
  });

export const newNoteSchema = z
  .strictObject({ text: plainText(4000, 'The note', 'lines') })
  .meta({ id: 'NewTenantNote' });

export const noteSchema = z
  .strictObject({
    noteId: z.uuidv7(),
    tenantId: tenantIdSchema,
    text: z.string(),
    author: z.string().meta({ description: 'Name of who wrote it' }),
    at: timeSchema('When'),
  })
  .meta({ id: 'TenantNote', description: 'A note on a tenant, by one of us' });
export type TenantNote = z.infer<typeof noteSchema>;

export const notePageSchema = z
  .strictObject({ items: z.array(noteSchema), next: z.string().optional() })
  .meta({ id: 'TenantNotePage' });

function isAmount(text: string): boolean {
  try {
    return parseQuantity(text).nanos >= 0n;
  } catch {
    return false;
  }
}

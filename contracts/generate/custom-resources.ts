import { dnsLabelPattern, TENANT_NAME_MAX } from '../src/tenancy/formats.ts';
import { tenantSpecSchema, tenantStatusSchema } from '../src/tenancy/tenant.ts';
import { tierSpecSchema } from '../src/tenancy/tier.ts';
import { tierRevisionSpecSchema } from '../src/tenancy/tier-revision.ts';
import type { CustomResource, PrinterColumn } from './custom-resource-definition.ts';

const age: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
  description: 'Time since it was made.',
};

const condition = (name: string, description: string): PrinterColumn => ({
  name,
  type: 'string',
  jsonPath: `.status.conditions[?(@.type=="${name}")].status`,
  description,
});

const nameRule = (kind: string, max: number) => ({
  rule: `size(self.metadata.name) <= ${max} && self.metadata.name.matches(${JSON.stringify(dnsLabelPattern.source)})`,
  message: `the name of a ${kind} is a DNS label of at most ${max} characters: lower-case letters, digits and hyphens`,
});

const tenant: CustomResource = {
  kind: 'Tenant',
  plural: 'tenants',
  singular: 'tenant',
  shortNames: ['tn'],
  description: 'A customer: one namespace with the workload of a Tier, kept as declared.',
  spec: tenantSpecSchema,
  status: { schema: tenantStatusSchema, default: { observedGeneration: -1 } },
  selectableFields: ['.spec.tier'],
  rules: [nameRule('Tenant', TENANT_NAME_MAX)],
  printerColumns: [
    { name: 'Tier', type: 'string', jsonPath: '.spec.tier', description: 'Tier that the tenant runs.' },
    condition('Ready', 'Whether the spec is realised.'),
    condition('Available', 'Whether the components serve.'),
    condition('Suspended', 'Whether a suspension is in force.'),
    {
      name: 'Namespace',
      type: 'string',
      jsonPath: '.status.namespace',
      description: "The tenant's namespace.",
    },
    age,
    {
      name: 'Revision',
      type: 'string',
      jsonPath: '.status.tierRevision',
      description: 'TierRevision that the tenant runs.',
      priority: 1,
    },
    {
      name: 'Reason',
      type: 'string',
      jsonPath: '.status.conditions[?(@.type=="Ready")].reason',
      description: 'Why Ready is as it is.',
      priority: 1,
    },
  ],
};

const tier: CustomResource = {
  kind: 'Tier',
  plural: 'tiers',
  singular: 'tier',
  shortNames: ['ti'],
  description: 'What tenants of one kind run: components, quota, limits, network and pod security, features.',
  spec: tierSpecSchema,
  rules: [nameRule('Tier', 50)],
  printerColumns: [
    {
      name: 'Description',
      type: 'string',
      jsonPath: '.spec.description',
      description: 'What the tier is for.',
    },
    age,
  ],
};

const tierRevision: CustomResource = {
  kind: 'TierRevision',
  plural: 'tierrevisions',
  singular: 'tierrevision',
  shortNames: ['tirev'],
  description:
    'A Tier as it was at one time. Made by the operator and never changed; a Tenant runs one, so that deleting a Tier changes nothing for its tenants.',
  spec: tierRevisionSpecSchema,
  selectableFields: ['.spec.tier'],
  printerColumns: [
    { name: 'Tier', type: 'string', jsonPath: '.spec.tier', description: 'Tier that it is a revision of.' },
    {
      name: 'Render',
      type: 'integer',
      jsonPath: '.spec.renderVersion',
      description: 'Version of how the operator renders objects.',
    },
    age,
  ],
};

/** Every kind of the API group. */
export const customResources: readonly CustomResource[] = [tenant, tier, tierRevision];

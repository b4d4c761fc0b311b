import { z } from 'zod';
import { objectMetaSchema } from '../kubernetes/object-meta.ts';
import { quantity } from '../kubernetes/quantity-schema.ts';
import { crd, keyedMap } from '../kubernetes/schema-building.ts';
import { tierComponentSchema } from './component.ts';
import { protocolSchema, SUBSTITUTION } from './container.ts';
import {
  dnsLabel,
  dnsSubdomain,
  flagNameForm,
  portNumber,
  quotaKeyForm,
  settingNameForm,
  text,
} from './formats.ts';

const containerLimits = (description: string) =>
  z
    .object({
      cpu: quantity('Processor time.').optional(),
      memory: quantity('Memory.').optional(),
      'ephemeral-storage': quantity('Scratch disk.').optional(),
    })
    .meta(crd({ description }))
    .optional();

const limitsSchema = z
  .object({
    defaultRequest: containerLimits('Request of a container that names none.'),
    default: containerLimits('Limit of a container that names none.'),
    max: containerLimits('Most that one container may ask for.'),
    min: containerLimits('Least that one container may ask for.'),
  })
  .meta(crd({ description: 'Bounds and defaults for each container of the namespace (a LimitRange).' }));

const podSecuritySchema = z
  .object({
    level: z
      .enum(['restricted', 'baseline', 'privileged'])
      .meta(crd({ description: 'Pod Security Standard that the namespace enforces.' }))
      .default('restricted'),
    version: z
      .string()
      .max(16)
      .regex(/^(latest|v1\.[0-9]{1,3})$/, 'latest, or a Kubernetes version such as v1.34')
      .meta(
        crd({
          description:
            'Kubernetes version whose rules hold, so that an upgrade of the cluster changes nothing.',
        }),
      )
      .default('v1.34'),
  })
  .meta(crd({ description: 'Pod security of the namespace.' }));

const dnsSchema = z
  .object({
    namespace: dnsLabel('Namespace of the DNS servers.').default('kube-system'),
    podLabels: z
      .record(z.string(), text('Value of the label.', 63))
      .meta(crd({ description: "Labels of the DNS servers' pods.", maxProperties: 8 }))
      .default({ 'k8s-app': 'kube-dns' }),
    port: portNumber('Port of the DNS servers, for UDP and TCP.').default(53),
  })
  .meta(crd({ description: 'Where pods may ask for names.' }));

const cidr = (description: string) => text(description, 64, { format: 'cidr' });

const egressRuleSchema = z
  .object({
    cidr: cidr('Addresses that may be reached, for instance 203.0.113.0/24.'),
    except: z
      .array(cidr('A range within cidr.'))
      .max(32)
      .meta(crd({ description: 'Ranges within cidr that stay closed.', listType: 'atomic' }))
      .optional(),
    ports: z
      .array(
        z
          .object({
            port: portNumber('Port number.'),
            protocol: protocolSchema,
          })
          .meta(crd({ description: 'A port.' })),
      )
      .max(32)
      .meta(crd({ description: 'Ports that may be reached; all when left out.', listType: 'atomic' }))
      .optional(),
  })
  .meta(crd({ description: 'A destination outside the namespace.' }));

const networkSchema = z
  .object({
    dns: dnsSchema.prefault({}),
    ingressFrom: z
      .array(dnsLabel('Name of a namespace.'))
      .max(32)
      .meta(
        crd({
          description: 'Namespaces whose pods may connect, for instance that of the ingress controller.',
          listType: 'set',
        }),
      )
      .default([]),
    egress: z
      .array(egressRuleSchema)
      .max(32)
      .meta(
        crd({
          description: 'Destinations that pods may reach besides DNS and their own namespace.',
          listType: 'atomic',
        }),
      )
      .prefault([]),
  })
  .meta(crd({ description: 'Network policy of the namespace. All that is not named is denied, both ways.' }));

export const quotaSchema = (description: string) =>
  keyedMap(quotaKeyForm, quantity('Most that the namespace may hold of the resource.'), {
    description,
    maxProperties: 64,
    rules: [
      {
        rule: "!('resourcequotas' in self) && !('count/resourcequotas' in self)",
        message: 'a quota of quotas would keep the operator from suspending by one',
      },
    ],
  });

export const featureFlagsSchema = (description: string) =>
  keyedMap(flagNameForm, z.boolean().meta(crd({ description: 'Whether the feature is on.' })), {
    description,
    maxProperties: 128,
  });

export const tierSpecSchema = z
  .object({
    description: text('What the tier is for, in a sentence.', 1024).optional(),
    quota: quotaSchema(
      "Quota of a tenant's namespace (a ResourceQuota). A Tenant may override it key by key.",
    ).prefault({}),
    limits: limitsSchema.prefault({}),
    podSecurity: podSecuritySchema.prefault({}),
    network: networkSchema.prefault({}),
    featureFlags: featureFlagsSchema(
      'Features; containers see FLAG_<NAME> as true or false. A Tenant may override them.',
    ).prefault({}),
    settings: keyedMap(settingNameForm, text(`Value. ${SUBSTITUTION}`, 4096), {
      description: 'Environment variables that every component gets.',
      maxProperties: 128,
      rules: [{ rule: "self.all(key, !key.startsWith('FLAG_'))", message: 'FLAG_ is kept for featureFlags' }],
    }).prefault({}),
    imagePullSecrets: z
      .array(
        z
          .object({ name: dnsSubdomain("Name of a Secret in the tenant's namespace.") })
          .meta(crd({ description: 'A Secret with registry credentials.' })),
      )
      .max(16)
      .meta(
        crd({
          description: 'Secrets with registry credentials; the operator itself never reads them.',
          listType: 'map',
          listMapKeys: ['name'],
        }),
      )
      .default([]),
    components: z
      .array(tierComponentSchema)
      .max(32)
      .meta(crd({ description: 'What a tenant of the tier runs.', listType: 'map', listMapKeys: ['name'] }))
      .prefault([]),
  })
  .meta(crd({ description: 'What a tenant of the tier runs, and within which bounds.' }));

export type TierSpec = z.infer<typeof tierSpecSchema>;
export type { TierComponent } from './component.ts';

/** A Tier as the API server answers it. */
export const tierSchema = z.looseObject({ metadata: objectMetaSchema, spec: tierSpecSchema });

export type Tier = z.infer<typeof tierSchema>;

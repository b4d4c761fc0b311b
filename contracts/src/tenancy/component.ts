import { z } from 'zod';
import { quantity } from '../kubernetes/quantity-schema.ts';
import { crd } from '../kubernetes/schema-building.ts';
import {
  absolutePath,
  containerPortSchema,
  envVarSchema,
  imageSchema,
  probeSchema,
  protocolSchema,
  resourcesSchema,
  SUBSTITUTION,
} from './container.ts';
import { COMPONENT_NAME_MAX, dnsLabel, dnsSubdomain, int32, portName, portNumber, text } from './formats.ts';

export const MAX_REPLICAS = 1000;
const servicePortSchema = z
  .object({
    name: portName('Name of the port, unique in the Service.'),
    port: portNumber('Port of the Service.'),
    targetPort: portNumber('Port of the container.'),
    protocol: protocolSchema,
  })
  .meta(crd({ description: 'A port of the Service.' }));

const serviceSchema = z
  .object({
    ports: z
      .array(servicePortSchema)
      .min(1)
      .max(16)
      .meta(crd({ description: 'Ports of the Service.', listType: 'map', listMapKeys: ['name'] })),
  })
  .meta(crd({ description: 'A ClusterIP Service named as the component.' }));

const ingressSchema = z
  .object({
    host: text(`Host name that is served; refused while another tenant has it. ${SUBSTITUTION}`, 253),
    path: text('Path prefix.', 1024).default('/'),
    port: portName('Name of the Service port that requests go to.'),
    className: dnsSubdomain("IngressClass; the cluster's default when left out.").optional(),
    tlsSecretName: dnsSubdomain("Secret with the certificate, in the tenant's namespace.").optional(),
  })
  .meta(crd({ description: 'An Ingress named as the component.' }));

const autoscalingSchema = z
  .object({
    minReplicas: int32('Fewest pods.', { min: 1, max: MAX_REPLICAS }),
    maxReplicas: int32('Most pods.', { min: 1, max: MAX_REPLICAS }),
    targetCpuUtilization: int32('Average processor use that is aimed at, in percent of the request.', {
      min: 1,
      max: 1000,
    }),
  })
  .meta(
    crd({
      description: 'A HorizontalPodAutoscaler named as the component; it then decides the count.',
      rules: [
        { rule: 'self.minReplicas <= self.maxReplicas', message: 'minReplicas is at most maxReplicas' },
      ],
    }),
  );

const disruptionBudgetSchema = z
  .object({
    maxUnavailable: int32('Most pods that may be evicted at once.', { min: 0, max: MAX_REPLICAS }).optional(),
    minAvailable: int32('Fewest pods that stay while others are evicted.', {
      min: 0,
      max: MAX_REPLICAS,
    }).optional(),
  })
  .meta(
    crd({
      description: 'A PodDisruptionBudget named as the component.',
      rules: [
        {
          rule: 'has(self.maxUnavailable) != has(self.minAvailable)',
          message: 'give exactly one of maxUnavailable and minAvailable',
        },
      ],
    }),
  );

const volumeSchema = z
  .object({
    mountPath: absolutePath('Where the volume is mounted.'),
    size: quantity('Size of the volume. It may grow (where the storage class allows it) and never shrinks.'),
    storageClassName: dnsSubdomain("Storage class; the cluster's default when left out.").optional(),
    accessMode: z
      .enum(['ReadWriteOnce', 'ReadWriteMany'])
      .meta(crd({ description: 'ReadWriteOnce serves one pod, which is replaced rather than surged.' }))
      .default('ReadWriteOnce'),
  })
  .meta(
    crd({
      description: 'A PersistentVolumeClaim named as the component. It outlives suspension and tier changes.',
    }),
  );

const overridableSchema = z
  .object({
    replicas: z
      .object({
        min: int32('Fewest replicas that a Tenant may ask for.', { min: 0, max: MAX_REPLICAS }).default(0),
        max: int32('Most replicas that a Tenant may ask for.', { min: 0, max: MAX_REPLICAS }),
      })
      .meta(
        crd({
          description: 'Lets a Tenant choose the count within a range.',
          rules: [{ rule: 'self.min <= self.max', message: 'min is at most max' }],
        }),
      )
      .optional(),
    image: z
      .boolean()
      .meta(crd({ description: 'Lets a Tenant choose another image.' }))
      .default(false),
    resources: z
      .boolean()
      .meta(crd({ description: 'Lets a Tenant choose other resources.' }))
      .default(false),
  })
  .meta(crd({ description: 'What a Tenant may override; nothing when left out.' }));

export const tierComponentSchema = z
  .object({
    name: dnsLabel('Name of the component and of its objects.', COMPONENT_NAME_MAX),
    image: imageSchema,
    command: z
      .array(text('One word of the command.', 1024))
      .max(64)
      .meta(crd({ description: "Replaces the image's entry point.", listType: 'atomic' }))
      .optional(),
    args: z
      .array(text('One argument.', 1024))
      .max(64)
      .meta(crd({ description: 'Arguments of the command.', listType: 'atomic' }))
      .optional(),
    env: z
      .array(envVarSchema)
      .max(64)
      .meta(crd({ description: 'Environment variables.', listType: 'map', listMapKeys: ['name'] }))
      .optional(),
    envFromSecrets: z
      .array(dnsSubdomain("Name of a Secret in the tenant's namespace."))
      .max(16)
      .meta(crd({ description: 'Secrets whose keys all become environment variables.', listType: 'set' }))
      .optional(),
    ports: z
      .array(containerPortSchema)
      .max(16)
      .meta(
        crd({ description: 'Ports that the container listens on.', listType: 'map', listMapKeys: ['name'] }),
      )
      .optional(),
    replicas: int32('How many pods run.', { min: 0, max: MAX_REPLICAS }).default(1),
    resources: resourcesSchema,
    probes: z
      .object({
        readiness: probeSchema('Decides whether a pod gets requests.').optional(),
        liveness: probeSchema('Decides whether a container is restarted.').optional(),
      })
      .meta(crd({ description: 'Health checks of the container.' }))
      .optional(),
    service: serviceSchema.optional(),
    ingress: ingressSchema.optional(),
    autoscaling: autoscalingSchema.optional(),
    disruptionBudget: disruptionBudgetSchema.optional(),
    volume: volumeSchema.optional(),
    runAsUser: int32('User id of the process; never 0.', { min: 1, max: 2147483647 }).default(65532),
    writablePaths: z
      .array(absolutePath('A directory.'))
      .max(16)
      .meta(
        crd({
          description: 'Directories that get an empty, writable volume each; everything else is read-only.',
          listType: 'set',
        }),
      )
      .optional(),
    overridable: overridableSchema.optional(),
  })
  .meta(
    crd({
      description: 'A part of the workload: a Deployment and what belongs to it.',
      rules: [
        {
          rule: "!has(self.volume) || self.volume.accessMode != 'ReadWriteOnce' || (self.replicas <= 1 && !has(self.autoscaling) && (!has(self.overridable) || !has(self.overridable.replicas) || self.overridable.replicas.max <= 1))",
          message:
            'a ReadWriteOnce volume serves one pod: replicas at most 1, no autoscaling, overridable.replicas.max at most 1',
        },
        {
          rule: '!has(self.ingress) || (has(self.service) && self.service.ports.exists(p, p.name == self.ingress.port))',
          message: 'ingress.port must be the name of one of service.ports',
        },
      ],
    }),
  );

export type TierComponent = z.infer<typeof tierComponentSchema>;

import { z } from 'zod';
import { quantity } from '../kubernetes/quantity-schema.ts';
import { crd } from '../kubernetes/schema-building.ts';
import { dnsSubdomain, int32, portName, portNumber, text } from './formats.ts';

export const SUBSTITUTION = 'May use ${tenant.name}, ${tenant.namespace}, ${tier.name} and ${flag.<name>}.';

export const imageSchema = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x21-\x7e]+$/, 'an image reference is of ASCII characters without spaces')
  .meta(crd({ description: 'Container image, for instance registry.example/app:1.4 or with a digest.' }));

export const resourcesSchema = z
  .object({
    requests: z
      .object({
        cpu: quantity('Processor time that is reserved, for instance 100m.'),
        memory: quantity('Memory that is reserved, for instance 128Mi.'),
        'ephemeral-storage': quantity('Scratch disk that is reserved.').optional(),
      })
      .meta(crd({ description: 'What the scheduler reserves for each pod.' })),
    limits: z
      .object({
        cpu: quantity('Most processor time.').optional(),
        memory: quantity('Most memory; a container above it is ended.').optional(),
        'ephemeral-storage': quantity('Most scratch disk; a pod above it is evicted.').optional(),
      })
      .meta(crd({ description: 'Most that each pod may use.' }))
      .optional(),
  })
  .meta(crd({ description: 'Resources of each pod of the component.' }));

export const envVarSchema = z
  .object({
    name: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'letters, digits and underscores')
      .meta(crd({ description: 'Name of the environment variable.' })),
    value: text(`Value as text. ${SUBSTITUTION}`, 4096).optional(),
    secretKeyRef: z
      .object({
        name: dnsSubdomain("Name of a Secret in the tenant's namespace."),
        key: text('Key within the Secret.', 253),
      })
      .meta(crd({ description: 'Takes the value from a Secret, which the operator itself never reads.' }))
      .optional(),
  })
  .meta(
    crd({
      description: 'One environment variable.',
      rules: [
        {
          rule: 'has(self.value) != has(self.secretKeyRef)',
          message: 'give exactly one of value and secretKeyRef',
        },
      ],
    }),
  );

export const protocolSchema = z
  .enum(['TCP', 'UDP', 'SCTP'])
  .meta(crd({ description: 'Transport protocol.' }))
  .default('TCP');

export const containerPortSchema = z
  .object({
    name: portName('Name of the port.'),
    port: portNumber('Number the container listens on.'),
    protocol: protocolSchema,
  })
  .meta(crd({ description: 'A port that the container listens on.' }));

export const probeSchema = (description: string) =>
  z
    .object({
      httpGet: z
        .object({
          path: text('Path of the request.', 1024),
          port: portNumber('Port of the container.'),
        })
        .meta(crd({ description: 'Healthy when a GET is answered with 200 to 399.' }))
        .optional(),
      tcpSocket: z
        .object({ port: portNumber('Port of the container.') })
        .meta(crd({ description: 'Healthy when a connection opens.' }))
        .optional(),
      initialDelaySeconds: int32('Seconds from the start of the container to the first try.', {
        min: 0,
        max: 3600,
      }).default(0),
      periodSeconds: int32('Seconds between tries.', { min: 1, max: 3600 }).default(10),
    })
    .meta(
      crd({
        description,
        rules: [
          {
            rule: 'has(self.httpGet) != has(self.tcpSocket)',
            message: 'give exactly one of httpGet and tcpSocket',
          },
        ],
      }),
    );

export const absolutePath = (description: string) =>
  z
    .string()
    .min(2)
    .max(1024)
    .regex(/^\/[\x20-\x39\x3b-\x7e]*$/, 'an absolute path of ASCII characters without colons')
    .meta(crd({ description }));

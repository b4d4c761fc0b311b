import { z } from 'zod';

/** Building blocks of the chart's values: what Kubernetes takes, said so far that a slip is refused by Helm already. */

export const quantity = z
  .union([z.string().regex(/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/), z.number().positive()])
  .meta({ title: 'quantity' });

/** Objects of Kubernetes whose fields the API server judges: tolerations, affinity, selectors, peers. */
export const anyObject = z.record(z.string(), z.unknown());
export const texts = z.record(z.string(), z.string());
/** A name of an object: labels joined by dots. Empty: none. */
export const objectName = z
  .string()
  .regex(/^([a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$/)
  .max(253);
export const interval = z.string().regex(/^\d+(ms|s|m|h)$/);

export const image = (repository: string) =>
  z
    .strictObject({
      registry: z
        .string()
        .regex(/^([\w.-]+(:\d+)?(\/[\w.-]+)*)?$/)
        .default('')
        .describe('put before the repository; empty: `global.imageRegistry`'),
      repository: z
        .string()
        .regex(/^[\w-][\w.-]*(\/[\w.-]+)*$/)
        .default(repository)
        .describe('name of the image, without registry and tag'),
      tag: z
        .string()
        .regex(/^(\w[\w.-]{0,127})?$/)
        .default('')
        .describe('tag; empty: the version of the application of this chart'),
      digest: z
        .string()
        .regex(/^(sha256:[0-9a-f]{64})?$/)
        .default('')
        .describe('`sha256:…`; when given, it decides, and the tag is only for reading'),
      pullPolicy: z
        .enum(['IfNotPresent', 'Always', 'Never'])
        .default('IfNotPresent')
        .describe('when it is pulled'),
    })
    .prefault({})
    .describe('which image');

export const resources = (defaults: {
  readonly cpu: string;
  readonly memory: string;
  readonly limit: string;
}) => {
  const list = z.strictObject({
    cpu: quantity.optional(),
    memory: quantity.optional(),
    'ephemeral-storage': quantity.optional(),
  });
  return z
    .strictObject({
      requests: list.default({ cpu: defaults.cpu, memory: defaults.memory }).describe('what is set aside'),
      limits: list
        .default({ memory: defaults.limit })
        .describe(
          'what is not exceeded. No limit of CPU: it would slow down what has work to do beside idle processors',
        ),
    })
    .prefault({})
    .describe('requests and limits of the container');
};

/** Where pods go and what they carry. */
export const placement = {
  nodeSelector: texts.default({}).describe('labels that a node must have'),
  tolerations: z.array(anyObject).default([]).describe('taints that are put up with'),
  affinity: anyObject.default({}).describe('affinity of the pods'),
  priorityClassName: objectName.default('').describe('priority class of the pods'),
  podAnnotations: texts.default({}).describe('more annotations of the pods'),
  podLabels: texts.default({}).describe('more labels of the pods'),
};

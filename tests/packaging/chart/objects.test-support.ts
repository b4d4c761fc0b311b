import { z } from 'zod';

export const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});
export type KubernetesObject = z.infer<typeof objectSchema>;

export const podSpecSchema = z.looseObject({
  serviceAccountName: z.string().optional(),
  automountServiceAccountToken: z.boolean().optional(),
  securityContext: z.looseObject({}).optional(),
  containers: z.array(
    z.looseObject({
      name: z.string(),
      image: z.string(),
      args: z.array(z.string()).optional(),
      env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
      securityContext: z.looseObject({}).optional(),
      resources: z
        .looseObject({
          requests: z.record(z.string(), z.unknown()).optional(),
          limits: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    }),
  ),
  initContainers: z.array(z.unknown()).optional(),
  volumes: z.array(z.looseObject({ name: z.string() })).default([]),
});
export type PodSpec = z.infer<typeof podSpecSchema>;

export interface Pod {
  /** Kind and name of what makes it. */
  readonly owner: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
}

const templateSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({
        labels: z.record(z.string(), z.string()).default({}),
        annotations: z.record(z.string(), z.string()).default({}),
      }),
      spec: podSpecSchema,
    }),
  }),
});

const jobSchema = z.looseObject({ spec: z.looseObject({ jobTemplate: z.looseObject({}) }) });

/** Every pod of a rendering, whoever makes it. */
export function podsOf(objects: readonly KubernetesObject[]): readonly Pod[] {
  return objects.flatMap((object): Pod[] => {
    const { kind, metadata } = object;
    const owner = `${kind}/${metadata.name}`;
    if (kind === 'Pod') {
      const { labels = {}, annotations = {} } = metadata;
      return [{ owner, labels, annotations, spec: podSpecSchema.parse(object['spec']) }];
    }
    const job = jobSchema.safeParse(object).data?.spec.jobTemplate;
    const made = templateSchema.safeParse(job ?? object).data?.spec.template;
    return made ? [{ owner, ...made.metadata, spec: made.spec }] : [];
  });
}

export function named(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.filter(object => object.kind === kind && object.metadata.name === name);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} of ${kind}/${name}`);
  return first;
}

export const titleOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;

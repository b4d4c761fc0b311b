import { z } from 'zod';
import { clustersSchema } from '../../control-plane/src/cluster/connect-clusters.ts';
import { image, objectName, placement, resources, texts } from './values-parts.ts';
import {
  CONTROL_PLANE_SET,
  CONTROL_PLANE_SET_SECRETS,
  CONTROL_PLANE_VARIABLES,
  OPERATOR_SET,
  OPERATOR_VARIABLES,
} from './variables.ts';

/** Values of the two programs that run: what they are told, how many there are, and how they are reached. */

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One property for each variable, so that a misspelt one is refused by name, and editors complete it. */
function settings(variables: ReadonlyMap<string, string>, set: readonly string[], page: string) {
  const open = [...variables].filter(([name]) => !set.includes(name));
  const shape = Object.fromEntries(
    open.map(([name, description]) => [name, scalar.optional().describe(description)]),
  );
  return z
    .strictObject(shape)
    .default({})
    .describe(
      `variables \`TENANTRY_<name>\` by name (docs/reference/${page}.md). The chart or the image decides, and they are not to be given here: ${set.map(name => `\`${name}\``).join(', ')}`,
    );
}

const secretKey = z.strictObject({
  name: objectName.describe('name of the Secret'),
  key: z.string().min(1).describe('key in it'),
});

export const operator = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('whether the operator runs; off, Tenants are recorded and nothing is made of them'),
    replicas: z.int().min(1).max(5).default(2).describe('one leads, the others wait with warm caches'),
    image: image('tenantry/operator'),
    config: settings(OPERATOR_VARIABLES.open, OPERATOR_SET, 'operator'),
    resources: resources({ cpu: '100m', memory: '160Mi', limit: '512Mi' }),
    ...placement,
  })
  .prefault({})
  .describe('the operator');

const ingress = z
  .strictObject({
    enabled: z.boolean().default(false).describe('whether an Ingress leads to the console and the API'),
    className: objectName
      .default('')
      .describe('class of the Ingress; empty: the default class of the cluster'),
    host: z.string().default('').describe('host name; needed when enabled'),
    tlsSecretName: objectName
      .default('')
      .describe(
        'Secret with the certificate; without it browsers are not let sign in, since sign-ins are not sent in the clear',
      ),
    annotations: texts.default({}).describe('annotations of the Ingress'),
  })
  .prefault({})
  .describe('Ingress to the console and the API');

const autoscaling = z
  .strictObject({
    enabled: z.boolean().default(false).describe('whether replicas follow use of CPU; only with MongoDB'),
    minReplicas: z.int().min(2).default(2).describe('never fewer'),
    maxReplicas: z.int().min(2).max(50).default(6).describe('never more'),
    targetCPUUtilization: z.int().min(1).max(100).default(70).describe('percent of the requested CPU'),
  })
  .prefault({})
  .describe('HorizontalPodAutoscaler of the control plane');

export const controlPlane = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('whether the control plane runs; it serves the API and the console'),
    replicas: z.int().min(1).max(50).default(1).describe('more than one only with MongoDB'),
    image: image('tenantry/control-plane'),
    clusters: z
      .array(clustersSchema.element)
      .min(1)
      .max(50)
      .default([{ name: 'default', region: 'local', inCluster: true }])
      .describe('where tenants live, `TENANTRY_CLUSTERS`; `inCluster: true` is the cluster of this release'),
    config: settings(CONTROL_PLANE_VARIABLES.open, CONTROL_PLANE_SET, 'environment'),
    secretConfig: z
      .strictObject(
        Object.fromEntries(
          [...CONTROL_PLANE_VARIABLES.secret]
            .filter(([name]) => !CONTROL_PLANE_SET_SECRETS.includes(name))
            .map(([name, description]) => [name, secretKey.optional().describe(description)]),
        ),
      )
      .default({})
      .describe(
        'secret variables by name, each with the Secret `{name, key}` that holds it. They are mounted as files (`TENANTRY_<name>_FILE`). The three keys come from `existingSecret`, the address of MongoDB from `store.mongodb.urlSecret`',
      ),
    existingSecret: objectName
      .default('')
      .describe(
        'a Secret of yours with `bootstrap-key`, `sealing-key` and `webhook-key`. Empty: the chart makes one at its first install, and never again',
      ),
    extraCaCertificates: z
      .strictObject({
        name: objectName.default('').describe('a ConfigMap of yours; empty: none'),
        key: z.string().min(1).default('ca.crt').describe('key in it with the certificates, as PEM'),
      })
      .prefault({})
      .describe(
        'certificates of authorities that are trusted beside the public ones, for sign-in, webhooks, mail and MongoDB',
      ),
    service: z
      .strictObject({
        type: z
          .enum(['ClusterIP', 'NodePort', 'LoadBalancer'])
          .default('ClusterIP')
          .describe('type of the Service'),
        port: z.int().min(1).max(65_535).default(8080).describe('its port'),
        annotations: texts.default({}).describe('its annotations'),
      })
      .prefault({})
      .describe('Service of the control plane'),
    ingress,
    autoscaling,
    resources: resources({ cpu: '100m', memory: '256Mi', limit: '1Gi' }),
    ...placement,
  })
  .prefault({})
  .describe('the control plane and its console');

import { z } from 'zod';
import { clustersSchema } from '../../control-plane/src/cluster/connect-clusters.ts';
import { former } from './former-values.ts';
import {
  anyObject,
  image,
  interval,
  objectName,
  placement,
  quantity,
  resources,
  texts,
} from './values-parts.ts';
import {
  CONTROL_PLANE_SET,
  CONTROL_PLANE_SET_SECRETS,
  CONTROL_PLANE_VARIABLES,
  OPERATOR_SET,
  OPERATOR_VARIABLES,
} from './variables.ts';

/**
 * The values of charts/tenantry. values.yaml, values.schema.json and the table of docs/reference/chart.md are made from
 * here: a description and a default for each. Strict, so that a misspelt value is refused; only `global` is anybody's.
 */

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

const operator = z
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

const sqliteVolume = z.strictObject({
  size: quantity.default('10Gi').describe('size of the volume'),
  storageClass: objectName.default('').describe('its storage class; empty: the default class of the cluster'),
  existingClaim: objectName
    .default('')
    .describe('a claim that is there already, in place of one of the chart'),
});
const sqlite = sqliteVolume
  .prefault({})
  .describe('used with `kind: sqlite`: its volume. The claim stays when the chart is uninstalled');

const controlPlane = z
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

const store = z
  .strictObject({
    kind: z.enum(['sqlite', 'mongodb']).default('sqlite').describe('where everything is kept'),
    mongodb: z
      .strictObject({
        urlSecret: z
          .strictObject({
            name: objectName.default('').describe('a Secret of yours'),
            key: z
              .string()
              .min(1)
              .default('url')
              .describe('key in it with `mongodb://…` or `mongodb+srv://…`'),
          })
          .prefault({})
          .describe('where the address of MongoDB is, password included'),
        port: z.int().min(1).max(65_535).default(27_017).describe('its port, for the network policy'),
        peers: z
          .array(anyObject)
          .default([])
          .describe(
            'where it is, for the network policy: peers of a NetworkPolicy. Empty: its port is open to everywhere',
          ),
      })
      .prefault({})
      .describe('used with `kind: mongodb`'),
    sqlite,
    persistence: former(sqliteVolume, { since: '0.2.0', now: 'store.sqlite' }),
  })
  .prefault({})
  .describe('the store');

const backup = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe('a CronJob has the control plane write an encrypted export onto a volume; with either store'),
    schedule: z.string().min(9).default('17 3 * * *').describe('when, as cron writes it'),
    keep: z.int().min(1).max(1000).default(14).describe('how many exports are kept'),
    secretName: objectName
      .default('')
      .describe(
        'a Secret of yours with `passphrase`, which opens the exports, and `key`, an API key of an admin. Needed when enabled',
      ),
    size: quantity.default('10Gi').describe('size of the volume'),
    storageClass: objectName
      .default('')
      .describe('its storage class; empty: the default class of the cluster'),
    existingClaim: objectName
      .default('')
      .describe('a claim that is there already, in place of `tenantry-backups`'),
  })
  .prefault({})
  .describe('backups. The claim stays when the chart is uninstalled; carry what is on it elsewhere');

const rules = z.array(anyObject);
const networkPolicies = z
  .strictObject({
    enabled: z.boolean().default(true).describe('deny everything, and allow what is needed'),
    apiServer: z
      .strictObject({
        cidrs: z
          .array(z.string().min(1))
          .min(1)
          .default(['0.0.0.0/0', '::/0'])
          .describe('where the API server is'),
        ports: z
          .array(z.int().min(1).max(65_535))
          .min(1)
          .default([443, 6443])
          .describe('its ports, behind the Service `kubernetes`'),
      })
      .prefault({})
      .describe('the API server: a policy cannot name it, so narrow this to its addresses'),
    clients: rules
      .default([{ namespaceSelector: {} }])
      .describe(
        'who may reach the control plane: peers of a NetworkPolicy; none is nobody. As shipped, every pod of the cluster',
      ),
    monitoring: rules
      .default([{ namespaceSelector: {} }])
      .describe('who may fetch the metrics of the operator: peers of a NetworkPolicy'),
    egress: rules
      .default([])
      .describe(
        'where else the control plane may go, as egress rules: mail, OpenID Connect, webhooks, OTLP. As shipped, nowhere',
      ),
  })
  .prefault({})
  .describe('network policies of the release');

const monitoring = z
  .strictObject({
    serviceMonitor: z
      .strictObject({
        enabled: z.boolean().default(false).describe('needs the definitions of the Prometheus operator'),
        interval: interval.default('30s').describe('time between two fetches'),
        labels: texts.default({}).describe('labels by which your Prometheus selects it'),
      })
      .prefault({})
      .describe('ServiceMonitors of both programs'),
    prometheusRule: z
      .strictObject({
        enabled: z.boolean().default(false).describe('needs the definitions of the Prometheus operator'),
        labels: texts.default({}).describe('labels by which your Prometheus selects it'),
        runbooks: z
          .string()
          .default('')
          .describe(
            'address of the page of runbooks, as you serve it, before the `#` of each `runbook_url`; empty: its path in the repository',
          ),
      })
      .prefault({})
      .describe('the alert rules of charts/observability'),
    dashboard: z
      .strictObject({
        enabled: z.boolean().default(false).describe('a ConfigMap that Grafana’s sidecar loads'),
        labels: texts.default({ grafana_dashboard: '1' }).describe('labels by which the sidecar finds it'),
      })
      .prefault({})
      .describe('the dashboard of charts/observability'),
  })
  .prefault({})
  .describe('metrics, alerts, dashboard');

export const valuesSchema = z.strictObject({
  global: z
    .looseObject({
      imageRegistry: z
        .string()
        .regex(/^([\w.-]+(:\d+)?(\/[\w.-]+)*)?$/)
        .default('')
        .describe('registry of every image that names none'),
      imagePullSecrets: z
        .array(z.union([objectName, z.strictObject({ name: objectName })]))
        .default([])
        .describe('Secrets to pull images with, each as a name or as `{name}`'),
    })
    .prefault({})
    .describe('shared with other charts; other values in it are let be'),
  crds: z
    .strictObject({
      install: z
        .boolean()
        .default(true)
        .describe(
          'whether the release has the definitions of Tenant, Tier and TierRevision. They stay when it is uninstalled',
        ),
    })
    .prefault({})
    .describe('the definitions'),
  tiers: z
    .strictObject({
      install: z
        .array(z.enum(['community', 'pro', 'enterprise']))
        .default(['community', 'pro', 'enterprise'])
        .describe(
          'which of the shipped tiers are made where there is none of the name. From then on they are yours: the chart never changes or deletes one',
        ),
    })
    .prefault({})
    .describe('the shipped tiers'),
  podSecurity: z
    .strictObject({
      user: z.int().min(1).default(10_001).describe('user id of the containers'),
      group: z.int().min(1).default(10_001).describe('group id, also of the volume'),
    })
    .prefault({})
    .describe('whom the containers run as; OpenShift assigns its own'),
  operator,
  controlPlane,
  store,
  backup,
  networkPolicies,
  flowControl: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe('a priority level of the API server for the operator, so that neither starves the other'),
      shares: z.int().min(1).max(1000).default(20).describe('its nominal concurrency shares'),
    })
    .prefault({})
    .describe('flow control of the API server'),
  monitoring,
  tests: z
    .strictObject({ enabled: former(z.boolean().default(true), { since: '0.2.0' }) })
    .optional()
    .meta({ deprecated: true, description: '`helm test`' }),
  upgrade: z
    .strictObject({
      allowDowngrade: z
        .boolean()
        .default(false)
        .describe(
          'lets an older chart replace a newer one. Stored data of newer versions is refused in any case',
        ),
    })
    .prefault({})
    .describe('what an upgrade is refused for'),
});

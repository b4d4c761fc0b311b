import { z } from 'zod';
import { former } from './former-values.ts';
import { controlPlane, operator } from './program-values.ts';
import { backup, store } from './store-values.ts';
import { anyObject, interval, objectName, texts } from './values-parts.ts';

/**
 * The values of charts/tenantry. values.yaml, values.schema.json and the table of docs/reference/chart.md are made from
 * here: a description and a default for each. Strict, so that a misspelt value is refused; only `global` is anybody's.
 */

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
      .describe(
        'the API server: a policy cannot name it, so narrow this to its addresses. As shipped, both programs reach these ports everywhere',
      ),
    clients: rules
      .default([{ namespaceSelector: {} }])
      .describe(
        'who may reach the control plane, also for its metrics: peers of a NetworkPolicy; none is nobody. As shipped, every pod of the cluster',
      ),
    monitoring: rules
      .default([{ namespaceSelector: {} }])
      .describe('who may fetch the metrics of the operator: peers of a NetworkPolicy'),
    egress: rules
      .default([])
      .describe(
        'where else the control plane may go, as egress rules: mail, OTLP, and, once `apiServer` is narrowed, OpenID Connect and webhooks',
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
      .describe(
        'the alert rules of charts/observability; those about an operator that is not seen only where `operator.enabled`',
      ),
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

import type { ChartValues } from './helm.test-support.ts';

/** The installations that the chart is looked at in: between them every template and every branch of it. */
export const MATRIX: Readonly<Record<string, ChartValues>> = {
  'as-shipped': {},
  'operator-alone': {
    controlPlane: { enabled: false },
    networkPolicies: { enabled: false },
    flowControl: { enabled: false },
    tiers: { install: ['pro'] },
    operator: {
      replicas: 1,
      config: { CONCURRENCY: 12, TOMBSTONE_RETENTION_MS: 604_800_000 },
      podAnnotations: { 'example.com/team': 'platform' },
    },
  },
  'mongodb-at-scale': {
    global: { imageRegistry: 'registry.example.com', imagePullSecrets: ['registry', { name: 'mirror' }] },
    store: {
      kind: 'mongodb',
      mongodb: { urlSecret: { name: 'mongodb' }, peers: [{ ipBlock: { cidr: '10.3.0.0/16' } }] },
    },
    backup: { enabled: true, secretName: 'backup', schedule: '0 */6 * * *', keep: 28 },
    controlPlane: {
      autoscaling: { enabled: true, maxReplicas: 4 },
      ingress: {
        enabled: true,
        className: 'nginx',
        host: 'tenantry.example.com',
        tlsSecretName: 'tenantry-tls',
      },
      config: { TRUSTED_PROXIES: '10.0.0.0/8', OTLP_TENANT_IDS: true },
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
      priorityClassName: 'business',
    },
    networkPolicies: {
      apiServer: { cidrs: ['10.1.0.10/32'], ports: [6443] },
      clients: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
      egress: [{ to: [{ ipBlock: { cidr: '10.2.0.0/16' } }], ports: [{ port: 587 }] }],
    },
    monitoring: {
      serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
      prometheusRule: { enabled: true, runbooks: 'https://tenantry.example.com/docs/how-to/runbooks' },
      dashboard: { enabled: true },
    },
  },
  'control-plane-elsewhere': {
    crds: { install: false },
    tiers: { install: [] },
    operator: { enabled: false },
    store: { sqlite: { existingClaim: 'ledger' } },
    controlPlane: {
      existingSecret: 'own-keys',
      clusters: [{ name: 'default', region: 'eu' }],
      secretConfig: { SMTP_PASSWORD: { name: 'mail', key: 'password' } },
      config: { SMTP_HOST: 'mail.example.com', SMTP_USER: 'tenantry', SMTP_FROM: 'tenantry@example.com' },
      image: { digest: `sha256:${'0'.repeat(64)}` },
      service: { type: 'LoadBalancer', port: 80, annotations: { 'example.com/scope': 'internal' } },
    },
  },
};
export const MATRIX_NAMES = Object.keys(MATRIX);

import type { Intent, ResourceType } from '../objects.ts';

/** One object of each built-in kind that an operator is likely to manage, with as many fields as it may have. */
export interface RichIntent {
  readonly type: ResourceType;
  readonly intent: Intent;
}

const NAMESPACE = 'rich';

function rich(
  [group, version, kind, plural]: readonly [string, string, string, string],
  body: Readonly<Record<string, unknown>>,
  namespaced = true,
): RichIntent {
  const metadata = {
    name: namespaced ? `rich-${plural}` : NAMESPACE,
    ...(namespaced ? { namespace: NAMESPACE } : {}),
    labels: { 'app.kubernetes.io/managed-by': 'sample', 'example.com/tenant': 'sample' },
    annotations: { 'example.com/note': 'a "quoted" note' },
    ...(namespaced ? {} : { finalizers: ['example.com/guard', 'example.com/other'] }),
  };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    type: { group, version, kind, plural, namespaced },
    intent: { apiVersion, kind, metadata, ...body },
  };
}

const selector = { matchLabels: { app: 'rich' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] };
const resources = { requests: { cpu: '0.1', memory: '64Mi' }, limits: { cpu: '1000m', memory: '128Mi' } };

const container = {
  name: 'main',
  image: 'example.com/sample:1',
  imagePullPolicy: 'IfNotPresent',
  command: ['/bin/server'],
  args: ['--verbose'],
  workingDir: '/srv',
  env: [
    { name: 'PLAIN', value: 'text' },
    { name: 'EMPTY', value: '' },
    { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'keys', key: 'one', optional: true } } },
    { name: 'CONFIG', valueFrom: { configMapKeyRef: { name: 'settings', key: 'two' } } },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
  ],
  envFrom: [{ secretRef: { name: 'keys' } }, { configMapRef: { name: 'settings' }, prefix: 'P_' }],
  ports: [
    { name: 'http', containerPort: 8080, protocol: 'TCP' },
    { name: 'dns', containerPort: 5353, protocol: 'UDP' },
    { name: 'admin', containerPort: 9090 },
  ],
  resources,
  volumeMounts: [
    { name: 'data', mountPath: '/data' },
    { name: 'tmp', mountPath: '/tmp', subPath: 'a', readOnly: false },
  ],
  startupProbe: { exec: { command: ['true'] }, failureThreshold: 30 },
  readinessProbe: {
    httpGet: { path: '/healthz', port: 'http', httpHeaders: [{ name: 'X-Probe', value: '1' }] },
    periodSeconds: 5,
  },
  livenessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 3, periodSeconds: 10 },
  lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 65532,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

const affinity = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
    },
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: 'b', operator: 'Exists' }] } },
    ],
  },
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'rich' } } },
    ],
  },
};

const podTemplate = {
  metadata: { labels: { app: 'rich', tier: 'api' }, annotations: { 'example.com/hash': 'x' } },
  spec: {
    serviceAccountName: 'rich-serviceaccounts',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    imagePullSecrets: [{ name: 'pull' }, { name: 'pull-other' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    affinity,
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a.example.com'] }],
    dnsConfig: { nameservers: ['10.0.0.2'], options: [{ name: 'ndots', value: '2' }] },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { app: 'rich' } },
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
    securityContext: {
      runAsNonRoot: true,
      fsGroup: 65532,
      fsGroupChangePolicy: 'OnRootMismatch',
      supplementalGroups: [1000],
      seccompProfile: { type: 'RuntimeDefault' },
      sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '1024 65535' }],
    },
    initContainers: [
      {
        name: 'init',
        image: 'example.com/sample:1',
        env: [{ name: 'A', value: 'b' }],
        resources,
        ports: [{ containerPort: 1 }],
      },
    ],
    containers: [container, { name: 'second', image: 'example.com/sample:1' }],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'rich-persistentvolumeclaims' } },
      { name: 'tmp', emptyDir: {} },
      { name: 'sized', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
      { name: 'settings', configMap: { name: 'settings', items: [{ key: 'a', path: 'b' }] } },
      { name: 'secret', secret: { secretName: 'keys', defaultMode: 256 } },
      {
        name: 'mixed',
        projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] },
      },
    ],
  },
};

const ingressPaths = [
  { path: '/', pathType: 'Prefix', backend: { service: { name: 'rich-services', port: { name: 'http' } } } },
];

/** In an order in which they can be applied. */
export const richIntents: readonly RichIntent[] = [
  rich(['', 'v1', 'Namespace', 'namespaces'], {}, false),
  rich(['', 'v1', 'ResourceQuota', 'resourcequotas'], {
    spec: {
      hard: { 'requests.cpu': '2.0', pods: '100', 'services.loadbalancers': '0' },
    },
  }),
  rich(['', 'v1', 'LimitRange', 'limitranges'], {
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '1' },
          defaultRequest: { cpu: '100m' },
          max: { cpu: '4' },
          min: { cpu: '10m' },
        },
      ],
    },
  }),
  rich(['networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'], {
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { a: 'b' } } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ port: 53, protocol: 'UDP' }],
        },
      ],
    },
  }),
  rich(['', 'v1', 'ServiceAccount', 'serviceaccounts'], {
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'pull' }],
    secrets: [{ name: 'keys' }],
  }),
  rich(['rbac.authorization.k8s.io', 'v1', 'RoleBinding', 'rolebindings'], {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', name: 'sample-admins', apiGroup: 'rbac.authorization.k8s.io' }],
  }),
  rich(['', 'v1', 'ConfigMap', 'configmaps'], {
    data: { A: 'b', EMPTY: '' },
    binaryData: { C: 'ZA==' },
    immutable: false,
  }),
  rich(['', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'], {
    spec: {
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Filesystem',
      storageClassName: 'standard',
      selector: { matchLabels: { a: 'b' } },
      resources: { requests: { storage: '1.5Gi' } },
    },
  }),
  rich(['apps', 'v1', 'Deployment', 'deployments'], {
    spec: {
      replicas: 2,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: 120,
      minReadySeconds: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      selector,
      template: podTemplate,
    },
  }),
  rich(['', 'v1', 'Service', 'services'], {
    spec: {
      type: 'ClusterIP',
      selector: { app: 'rich' },
      ipFamilyPolicy: 'SingleStack',
      ports: [
        { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
        { name: 'dns', port: 53, targetPort: 5353, protocol: 'UDP' },
        { name: 'plain', port: 81, targetPort: 81 },
      ],
    },
  }),
  rich(['autoscaling', 'v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'], {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'rich-deployments' },
      minReplicas: 1,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 60,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
        },
      },
    },
  }),
  rich(['policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets'], {
    spec: { maxUnavailable: 1, selector },
  }),
  rich(['networking.k8s.io', 'v1', 'Ingress', 'ingresses'], {
    spec: {
      ingressClassName: 'sample',
      defaultBackend: { service: { name: 'rich-services', port: { number: 80 } } },
      rules: [{ host: 'sample.example.com', http: { paths: ingressPaths } }],
      tls: [{ hosts: ['sample.example.com'], secretName: 'tls' }],
    },
  }),
];

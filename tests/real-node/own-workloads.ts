/** What a tenant's own people run beside what the tier gives them, as the pod-security level `restricted` wants it. */

const security = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

function podSpec(more: object = {}, mounts: object = {}) {
  return {
    terminationGracePeriodSeconds: 10,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65532,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'main',
        image: 'tenantry.dev/sample-app:1',
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
        readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1 },
        securityContext: security,
        ...mounts,
      },
    ],
    ...more,
  };
}

const replicated = (app: string, replicas: number, spec: object) => ({
  replicas,
  selector: { matchLabels: { app } },
  template: { metadata: { labels: { app } }, spec },
});

/** A Deployment of 2, a StatefulSet of 2, a bare pod, and a store of 1 that counts its starts on a volume. */
export const OWN_WORKLOADS: readonly {
  readonly resource: string;
  readonly object: { metadata: { name: string } };
}[] = [
  {
    resource: 'persistentvolumeclaims',
    object: named('v1', 'PersistentVolumeClaim', 'own-data', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    }),
  },
  deployment('own', replicated('own', 2, podSpec())),
  deployment('own-store', {
    ...replicated(
      'own-store',
      1,
      podSpec(
        { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'own-data' } }] },
        {
          env: [{ name: 'DATA_DIR', value: '/data' }],
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ),
    ),
    strategy: { type: 'Recreate' },
  }),
  {
    resource: 'statefulsets',
    object: named('apps/v1', 'StatefulSet', 'own-set', {
      ...replicated('own-set', 2, podSpec()),
      serviceName: 'own-set',
      podManagementPolicy: 'Parallel',
    }),
  },
  { resource: 'pods', object: named('v1', 'Pod', 'own-bare', podSpec()) },
];

/** An autoscaler on the tenant's own Deployment, which would scale it if it could. */
export const OWN_AUTOSCALER = named('autoscaling/v2', 'HorizontalPodAutoscaler', 'own', {
  scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'own' },
  minReplicas: 2,
  maxReplicas: 4,
  metrics: [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
  ],
});

function deployment(name: string, spec: object) {
  return { resource: 'deployments', object: named('apps/v1', 'Deployment', name, spec) };
}

function named(apiVersion: string, kind: string, name: string, spec: object) {
  return { apiVersion, kind, metadata: { name }, spec };
}

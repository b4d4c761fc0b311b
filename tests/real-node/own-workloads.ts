import { samplePodSpec } from '../../scripts/dev/cluster/node/sample-pod.ts';

/** What a tenant's own people run beside what the tier gives them, as the pod-security level `restricted` wants it. */

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
  deployment('own', replicated('own', 2, samplePodSpec())),
  deployment('own-store', {
    ...replicated('own-store', 1, samplePodSpec('own-data')),
    strategy: { type: 'Recreate' },
  }),
  {
    resource: 'statefulsets',
    object: named('apps/v1', 'StatefulSet', 'own-set', {
      ...replicated('own-set', 2, samplePodSpec()),
      serviceName: 'own-set',
      podManagementPolicy: 'Parallel',
    }),
  },
  { resource: 'pods', object: named('v1', 'Pod', 'own-bare', samplePodSpec()) },
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

import { SAMPLE_IMAGE } from './node-images.ts';

/**
 * A pod that the level `restricted` of pod security admits and that a real node can run: the sample program, with a
 * read-only root. With a claim its `/data` is a volume, in which it counts how often it was started.
 */
export function samplePodSpec(claimName?: string): object {
  const data = claimName !== undefined && {
    env: [{ name: 'DATA_DIR', value: '/data' }],
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
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
        image: SAMPLE_IMAGE,
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
        readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1 },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        ...data,
      },
    ],
    ...(claimName !== undefined && {
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
    }),
  };
}

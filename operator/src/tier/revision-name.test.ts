import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../runtime/apply/canonical-json.ts';
import { plan } from '../tenant/plan.ts';
import { aComponent, anInput, aRevision, aTenant } from '../tenant/plan-input.test-support.ts';
import { RENDER_VERSION, revisionName } from './revision-name.ts';

/** Digest of what a rich tier renders to, by render version. Add a line; never change one that was released. */
const RENDERED: Readonly<Record<number, string>> = {
  1: '639181b7e1350d9a',
};

const RICH = aRevision({
  quota: { pods: '20', 'requests.cpu': '4' },
  limits: { default: { cpu: '500m' }, defaultRequest: { cpu: '50m' } },
  network: {
    ingressFrom: ['ingress'],
    egress: [{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'], ports: [{ port: 443 }] }],
  },
  featureFlags: { timeline: true },
  settings: { URL: 'https://${tenant.name}' },
  imagePullSecrets: [{ name: 'registry' }],
  components: [
    aComponent({
      command: ['run'],
      args: ['${tenant.namespace}'],
      env: [
        { name: 'TIER', value: '${tier.name}' },
        { name: 'KEY', secretKeyRef: { name: 'keys', key: 'key' } },
      ],
      envFromSecrets: ['more'],
      ports: [{ name: 'http', port: 8080 }],
      probes: {
        readiness: { httpGet: { path: '/healthz', port: 8080 } },
        liveness: { tcpSocket: { port: 8080 } },
      },
      service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
      ingress: { host: '${tenant.name}.example.com', port: 'http', className: 'nginx', tlsSecretName: 'tls' },
      autoscaling: { minReplicas: 2, maxReplicas: 5, targetCpuUtilization: 80 },
      disruptionBudget: { maxUnavailable: 1 },
      writablePaths: ['/tmp'],
    }),
    aComponent({
      name: 'store',
      replicas: 1,
      volume: { mountPath: '/data', size: '1Gi', storageClassName: 'fast' },
    }),
  ],
});

describe('the name of a tier revision', () => {
  it('changes with the render version whenever the same spec renders to other objects', () => {
    const tenant = aTenant({ owners: [{ kind: 'Group', name: 'sample-admins' }] });
    const stages = plan(anInput({ tenant, revision: RICH })).stages.map(stage =>
      stage.map(step => (step.do === 'apply' ? { do: step.do, desired: step.desired } : step)),
    );
    const digest = createHash('sha256').update(canonicalJson(stages)).digest('hex').slice(0, 16);
    expect({ [RENDER_VERSION]: digest }).toEqual({ [RENDER_VERSION]: RENDERED[RENDER_VERSION] });
  });

  it('follows from the spec as written, whatever the order of its keys', () => {
    expect(revisionName('pro', { a: 1, b: { c: 2, d: 3 } })).toBe(
      revisionName('pro', { b: { d: 3, c: 2 }, a: 1 }),
    );
    expect(revisionName('pro', { a: 1 })).not.toBe(revisionName('pro', { a: 2 }));
    expect(revisionName('pro', { a: 1 })).toMatch(/^pro-[0-9a-f]{10}$/);
  });
});

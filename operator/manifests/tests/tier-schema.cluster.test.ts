import { readdir, readFile } from 'node:fs/promises';
import { tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import type { Answer } from './api-user.test-support.ts';
import { TENANTS, TIERS, tier } from './install-manifests.test-support.ts';
import { useInstalled } from './use-installed.test-support.ts';

const REVISIONS = '/apis/tenantry.dev/v1alpha1/tierrevisions';
const resources = { requests: { cpu: '100m', memory: '64Mi' } };
const http = { name: 'http', port: 8080 };
const service = { ports: [{ name: 'http', port: 80, targetPort: 8080 }] };
const volume = { mountPath: '/data', size: '1Gi' };
const component = (over: object) => ({
  components: [{ name: 'api', image: 'sample/app:1', resources, ...over }],
});

const everything = {
  description: 'All there is.',
  quota: { 'requests.cpu': 4, pods: '20' },
  limits: { default: { memory: '1Gi' }, max: { cpu: 2, 'ephemeral-storage': '1Gi' } },
  podSecurity: { level: 'baseline', version: 'latest' },
  network: {
    dns: { namespace: 'dns', podLabels: { app: 'dns' }, port: 5353 },
    ingressFrom: ['gateway'],
    egress: [{ cidr: '2001:db8::/32', except: ['2001:db8:1::/48'], ports: [{ port: 443, protocol: 'UDP' }] }],
  },
  featureFlags: { timeline: true },
  settings: { LOG_LEVEL: 'info' },
  imagePullSecrets: [{ name: 'registry' }],
  ...component({
    command: ['/app'],
    args: ['--serve'],
    env: [
      { name: 'A', value: '${tenant.name}' },
      { name: 'B', secretKeyRef: { name: 'secret', key: 'b' } },
    ],
    envFromSecrets: ['secret'],
    ports: [http],
    replicas: 2,
    probes: { readiness: { httpGet: { path: '/', port: 8080 } }, liveness: { tcpSocket: { port: 8080 } } },
    service,
    ingress: { host: '${tenant.name}.example.com', port: 'http', className: 'nginx', tlsSecretName: 'tls' },
    autoscaling: { minReplicas: 2, maxReplicas: 2, targetCpuUtilization: 70 },
    disruptionBudget: { minAvailable: 1 },
    volume: { ...volume, accessMode: 'ReadWriteMany', storageClassName: 'shared' },
    runAsUser: 1000,
    writablePaths: ['/tmp'],
    overridable: { replicas: { min: 1, max: 5 }, image: true, resources: true },
  }),
};

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);

  const tryCreate = (spec: object, name = 'sample'): Promise<Answer> =>
    installed().admin.create(`${TIERS}?dryRun=All&fieldValidation=Strict`, tier(name, spec));

  test('a Tier that uses every field is taken', async () => {
    expect(await tryCreate(everything)).toMatchObject({ status: 201, message: '' });
  });

  test('an empty Tier gets from the server exactly the defaults that our schema gives', async () => {
    const { object } = await tryCreate({});
    expect(object['spec']).toEqual(tierSpecSchema.parse({}));
  });

  test('a component gets from the server exactly the defaults that our schema gives', async () => {
    const written = component({
      ports: [http],
      service,
      ingress: { host: 'a.example.com', port: 'http' },
      volume,
    });
    const { object } = await tryCreate(written);
    expect(object['spec']).toEqual(tierSpecSchema.parse(written));
  });

  test.each([
    [
      'a ReadWriteOnce volume with two replicas',
      component({ volume, replicas: 2 }),
      'a ReadWriteOnce volume serves one pod',
    ],
    [
      'a ReadWriteOnce volume with autoscaling',
      component({ volume, autoscaling: { minReplicas: 1, maxReplicas: 1, targetCpuUtilization: 50 } }),
      'a ReadWriteOnce volume serves one pod',
    ],
    [
      'a ReadWriteOnce volume whose count a Tenant may raise',
      component({ volume, overridable: { replicas: { max: 2 } } }),
      'a ReadWriteOnce volume serves one pod',
    ],
    [
      'autoscaling upside down',
      component({ autoscaling: { minReplicas: 3, maxReplicas: 2, targetCpuUtilization: 50 } }),
      'minReplicas is at most maxReplicas',
    ],
    [
      'an ingress without a service',
      component({ ingress: { host: 'a.example.com', port: 'http' } }),
      'ingress.port must be the name of one of service.ports',
    ],
    [
      'an ingress to an unknown port',
      component({ service, ingress: { host: 'a.example.com', port: 'web' } }),
      'ingress.port must be the name of one of service.ports',
    ],
    [
      'a variable with value and secret',
      component({ env: [{ name: 'A', value: 'x', secretKeyRef: { name: 'a', key: 'b' } }] }),
      'give exactly one of value and secretKeyRef',
    ],
    [
      'a variable with neither',
      component({ env: [{ name: 'A' }] }),
      'give exactly one of value and secretKeyRef',
    ],
    [
      'a probe of two kinds',
      component({ probes: { readiness: { httpGet: { path: '/', port: 1 }, tcpSocket: { port: 1 } } } }),
      'give exactly one of httpGet and tcpSocket',
    ],
    ['a probe of none', component({ probes: { liveness: {} } }), 'give exactly one of httpGet and tcpSocket'],
    [
      'a disruption budget of two kinds',
      component({ disruptionBudget: { maxUnavailable: 1, minAvailable: 1 } }),
      'give exactly one of maxUnavailable and minAvailable',
    ],
    [
      'an empty range of replicas',
      component({ overridable: { replicas: { min: 3, max: 2 } } }),
      'min is at most max',
    ],
    ['a component that runs as root', component({ runAsUser: 0 }), 'spec.components[0].runAsUser'],
    ['a component name too long', component({ name: 'x'.repeat(41) }), 'spec.components[0].name'],
    ['a component without resources', component({ resources: null }), 'spec.components[0].resources'],
    [
      'two components of one name',
      { components: [...component({}).components, ...component({}).components] },
      'Duplicate value',
    ],
    ['a relative path', component({ writablePaths: ['tmp'] }), 'spec.components[0].writablePaths[0]'],
    ['an illegal size', component({ volume: { ...volume, size: 'big' } }), 'spec.components[0].volume.size'],
    [
      'a setting that is no variable',
      { settings: { 'log-level': 'x' } },
      'a setting is named like an environment variable',
    ],
    [
      'a setting in place of a flag',
      { settings: { FLAG_TIMELINE: 'true' } },
      'FLAG_ is kept for featureFlags',
    ],
    ['a flag that is no name', { featureFlags: { A: true } }, 'a feature flag is named by'],
    ['an illegal network', { network: { egress: [{ cidr: '10.0.0.0/40' }] } }, 'spec.network.egress[0].cidr'],
    ['an unknown pod-security level', { podSecurity: { level: 'strict' } }, 'Unsupported value: "strict"'],
    ['a pod-security version that is none', { podSecurity: { version: '1.34' } }, 'spec.podSecurity.version'],
    ['an illegal quantity', { quota: { pods: '1x' } }, 'spec.quota.pods'],
    [
      'a quota of quotas',
      { quota: { resourcequotas: '1' } },
      'a quota of quotas would keep the operator from suspending',
    ],
  ])('%s is refused with the reason', async (_, spec, message) => {
    const answer = await tryCreate(spec);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.message).toContain(message);
  });

  test.each([['x'.repeat(51)], ['with.dot']])('the name %s is refused', async name => {
    expect((await tryCreate({}, name)).message).toContain(
      'the name of a Tier is a DNS label of at most 50 characters',
    );
  });

  test('a TierRevision keeps its template as it was written and never changes', async () => {
    const template = { quota: { pods: 5 }, 'a-later-field': { kept: true } };
    const revision = {
      apiVersion: 'tenantry.dev/v1alpha1',
      kind: 'TierRevision',
      metadata: { name: 'pro-0123456789' },
      spec: { tier: 'pro', renderVersion: 1, template },
    };
    await installed().admin.create(REVISIONS, revision);
    const path = `${REVISIONS}/pro-0123456789`;
    expect((await installed().admin.get(path)).object).toMatchObject({ spec: revision.spec });
    for (const spec of [{ renderVersion: 2 }, { tier: 'x' }, { template: { quota: { pods: 6 } } }]) {
      expect((await installed().admin.merge(path, { spec })).message).toContain(
        'a TierRevision never changes',
      );
    }
    expect((await installed().admin.merge(path, { metadata: { labels: { a: 'b' } } })).status).toBe(200);
  });

  test.each([
    ['tiers', TIERS],
    ['samples', TENANTS],
  ])('what is shipped in operator/%s is taken without a warning', async (folder, path) => {
    const root = new URL(`../../${folder}/`, import.meta.url);
    const files = (await readdir(root)).filter(
      name => name.endsWith('.yaml') && name !== 'kustomization.yaml',
    );
    expect(files).toHaveLength(3);
    for (const file of files) {
      const object: object = parse(await readFile(new URL(file, root), 'utf8'));
      const answer = await installed().admin.create(`${path}?dryRun=All&fieldValidation=Strict`, object);
      expect(answer, file).toMatchObject({ status: 201, message: '' });
    }
  });
});

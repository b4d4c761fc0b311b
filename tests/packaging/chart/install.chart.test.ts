import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseKeyToken } from '../../../control-plane/src/access/key-token.ts';
import { signingKeyFrom } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../scripts/root.ts';
import { BEFORE, chartBefore } from './chart-before.test-support.ts';
import { CHART, type ChartValues, helm, NAMESPACE } from './helm.test-support.ts';

const VERSION = await productVersion(ROOT);
/** Of the volume, from its first install on: a claim never becomes smaller. */
const SIZE = ['--set', 'store.sqlite.size=20Gi'];
const DEFINITIONS = ['tenants', 'tierrevisions', 'tiers'].map(plural => `${plural}.tenantry.dev`);
const TENANT = {
  apiVersion: 'tenantry.dev/v1alpha1',
  kind: 'Tenant',
  metadata: { name: 'sample-acme' },
  spec: { displayName: 'Acme (sample)', tier: 'community' },
};

/** The life of a release, on an API server with its controllers; pods are simulated. Each test goes on where the last ended. */
describe('a release', () => {
  const cluster = useCluster({ nodes: { simulated: 2 } });
  let former: Awaited<ReturnType<typeof chartBefore>>;
  let before: Awaited<ReturnType<typeof whatStays>>;

  beforeAll(async () => {
    former = await chartBefore();
  });
  afterAll(() => former.remove());

  async function kubectl(args: readonly string[], input?: unknown): Promise<string> {
    const { stdout } = await execa(cluster().kubectl, ['--kubeconfig', cluster().kubeconfig, ...args], {
      ...(input !== undefined && { input: JSON.stringify(input) }),
    });
    return stdout;
  }
  function release(args: readonly string[], values?: ChartValues) {
    return helm([...args, '--namespace', NAMESPACE], {
      kubeconfig: cluster().kubeconfig,
      ...(values && { values }),
    });
  }
  async function succeed(args: readonly string[], values?: ChartValues): Promise<string> {
    const { ok, stdout, stderr } = await release(args, values);
    if (!ok) throw new Error(stderr);
    return stdout;
  }
  async function refused(args: readonly string[], values?: ChartValues): Promise<string> {
    const { ok, stderr } = await release(args, values);
    expect(ok).toBe(false);
    return stderr;
  }
  const names = async (kind: string) =>
    (await kubectl(['get', kind, '-A', '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}']))
      .split('\n')
      .filter(name => name !== '');
  const field = (kind: string, name: string, path: string) =>
    kubectl(['-n', NAMESPACE, 'get', kind, name, '-o', `jsonpath=${path}`]);
  const uid = (kind: string, name: string) => field(kind, name, '{.metadata.uid}');

  /** What an installation must not lose, whatever is done to the release. */
  async function whatStays() {
    const definitions = await Promise.all(DEFINITIONS.map(name => uid('crd', name)));
    const secret = z
      .record(z.string(), z.string())
      .parse(JSON.parse(await field('secret', 'tenantry-control-plane', '{.data}')));
    return {
      definitions,
      secret,
      claim: await uid('pvc', 'tenantry-control-plane'),
      owners: await uid('clusterrole', 'tenantry-tenant-owner'),
      tenant: await uid('tenant', 'sample-acme'),
      tier: await uid('tier', 'community'),
      pods: (
        await kubectl(['-n', 't-sample-acme', 'get', 'pods', '-o', 'jsonpath={.items[*].metadata.uid}'])
      ).split(' '),
    };
  }

  test('without definitions is refused where there are none', async () => {
    const words = await refused(['install', 'tenantry', CHART, '--create-namespace'], {
      crds: { install: false },
    });
    expect(words).toContain('crds.install is false, and tenants.tenantry.dev is not in the cluster');
  });

  test('of the chart before installs whole: definitions, tiers, both programs', async () => {
    const words = await succeed([
      'install',
      'tenantry',
      former.path,
      '--create-namespace',
      // Under the name that the value had then.
      ...['--set', 'store.persistence.size=20Gi'],
      '--wait',
      '--timeout',
      '90s',
    ]);
    expect(words).toContain('port-forward service/tenantry-control-plane');
    expect((await names('crd')).sort()).toEqual(DEFINITIONS);
    expect((await names('tiers')).sort()).toEqual(['community', 'enterprise', 'pro']);
    for (const name of ['tenantry-operator', 'tenantry-control-plane'])
      expect(await field('deployment', name, '{.status.readyReplicas}')).toMatch(/[12]/);
  });

  test('has keys that the control plane takes', async () => {
    const decoded = z
      .record(z.string(), z.string())
      .parse(JSON.parse(await field('secret', 'tenantry-control-plane', '{.data}')));
    const text = (name: string) => Buffer.from(decoded[name] ?? '', 'base64').toString();
    expect(parseKeyToken(text('bootstrap-key'))).toBeDefined();
    expect(text('webhook-key')).toMatch(/^[0-9a-f]{64}$/);
    expect(() => signingKeyFrom(text('sealing-key'))).not.toThrow();
  });

  test('shows the keys in no value that it keeps', async () => {
    const values = await succeed(['get', 'values', 'tenantry', '--all', '-o', 'json']);
    expect(values).not.toMatch(/_keys|bootstrap-key|BEGIN/);
  });

  test('is upgraded with --reuse-values to this chart, which has a renamed, a new and a removed value, and nothing of a tenant is touched', async () => {
    await kubectl(['create', '-f', '-'], TENANT);
    await kubectl(['create', 'namespace', 't-sample-acme']);
    await kubectl([
      '-n',
      't-sample-acme',
      'create',
      'deployment',
      'api',
      '--image',
      'sample',
      '--replicas',
      '2',
    ]);
    await kubectl(['-n', 't-sample-acme', 'rollout', 'status', 'deployment/api', '--timeout=60s']);
    await kubectl([
      'patch',
      'tier',
      'community',
      '--type=merge',
      '-p',
      '{"spec":{"description":"ours now"}}',
    ]);
    before = await whatStays();
    expect(before.pods).toHaveLength(2);

    await succeed(['upgrade', 'tenantry', CHART, '--reuse-values', '--wait', '--timeout', '90s']);
    expect(await whatStays()).toEqual(before);
    expect(await field('pvc', 'tenantry-control-plane', '{.spec.resources.requests.storage}')).toBe('20Gi');
    expect(
      await field('deployment', 'tenantry-operator', '{.metadata.labels.app\\.kubernetes\\.io/version}'),
    ).toBe(VERSION);
    expect(await field('tier', 'community', '{.spec.description}')).toBe('ours now');
  });

  test('upgraded again without a change makes no pod anew', async () => {
    const generations = () =>
      kubectl(['-n', NAMESPACE, 'get', 'deployments', '-o', 'jsonpath={.items[*].metadata.generation}']);
    const then = await generations();
    await succeed(['upgrade', 'tenantry', CHART, '--reuse-values']);
    expect(await generations()).toBe(then);
  });

  test('makes a tier again that is gone only when it is asked for', async () => {
    await kubectl(['delete', 'tier', 'enterprise']);
    await succeed(['upgrade', 'tenantry', CHART, ...SIZE], { tiers: { install: ['community', 'pro'] } });
    expect((await names('tiers')).sort()).toEqual(['community', 'pro']);
    // Without --reset-values, Helm takes up the values of the last time.
    await succeed(['upgrade', 'tenantry', CHART, '--reset-values', ...SIZE]);
    expect((await names('tiers')).sort()).toEqual(['community', 'enterprise', 'pro']);
  });

  test('is not replaced by an older chart, unless that is said', async () => {
    const words = await refused(['upgrade', 'tenantry', former.path, '--reset-values']);
    expect(words).toContain(`is installed, and this is ${BEFORE}: a downgrade is refused`);
    const said = { upgrade: { allowDowngrade: true }, store: { persistence: { size: '20Gi' } } };
    await succeed(['upgrade', 'tenantry', former.path, '--reset-values', '--dry-run=server'], said);
  });

  test('does not change to a store that would be empty, unless the data was moved', async () => {
    const mongodb = { store: { kind: 'mongodb', mongodb: { urlSecret: { name: 'mongodb' } } } };
    const upgrade = ['upgrade', 'tenantry', CHART, '--dry-run=server'];
    expect(await refused(upgrade, mongodb)).toContain('the new store would be empty');
    const annotate = (kind: string) =>
      kubectl([
        '-n',
        NAMESPACE,
        'annotate',
        '--overwrite',
        'deployment/tenantry-control-plane',
        `tenantry.dev/store=${kind}`,
      ]);
    await annotate('mongodb');
    await succeed(upgrade, mongodb);
    await annotate('sqlite');
  });

  test('uninstalled leaves definitions, tenants, their pods, the store and its keys', async () => {
    const words = await succeed(['uninstall', 'tenantry', '--wait']);
    expect(words).toContain('[CustomResourceDefinition] tenants.tenantry.dev');
    expect(await whatStays()).toEqual(before);
    expect(await kubectl(['-n', NAMESPACE, 'get', 'deployments', '-o', 'name'])).toBe('');
    expect((await names('validatingadmissionpolicies')).filter(name => name.startsWith('tenantry'))).toEqual(
      [],
    );
  });

  test('is not installed over data that a newer version stored', async () => {
    const crd = 'tenants.tenantry.dev';
    const later = {
      name: 'v9',
      served: false,
      storage: false,
      schema: { openAPIV3Schema: { type: 'object' } },
    };
    const patch = (value: unknown, ...more: string[]) =>
      kubectl(['patch', 'crd', crd, '--type=json', '-p', JSON.stringify(value), ...more]);
    const stored = (versions: string[]) =>
      patch([{ op: 'replace', path: '/status/storedVersions', value: versions }], '--subresource=status');
    await patch([{ op: 'add', path: '/spec/versions/-', value: later }]);
    await stored(['v1alpha1', 'v9']);
    const words = await refused(['install', 'tenantry', CHART]);
    expect(words).toContain(`${crd} is stored as v9 in this cluster`);
    expect(words).toContain('the chart is older than the data');
    await stored(['v1alpha1']);
  });

  test('installed again takes up what was kept', async () => {
    await succeed(['install', 'tenantry', CHART, ...SIZE, '--wait', '--timeout', '90s']);
    expect(await whatStays()).toEqual(before);
    expect(await field('crd', 'tenants.tenantry.dev', '{.spec.versions[*].name}')).toBe('v1alpha1');
  });

  test('of another name does not take it away, until that is said', async () => {
    await succeed(['uninstall', 'tenantry', '--wait']);
    expect(await refused(['install', 'other', CHART])).toContain('invalid ownership metadata');
    await succeed(['install', 'other', CHART, ...SIZE, '--take-ownership']);
    expect(await whatStays()).toEqual(before);
  });
});

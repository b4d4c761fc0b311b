import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemasOf } from '../../../scripts/charts/openapi-schemas.ts';
import { resolveTool } from '../../../scripts/charts/resolve-tool.ts';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { NAMESPACE, objectsIn, render } from './helm.test-support.ts';
import { MATRIX, MATRIX_NAMES } from './matrix.test-support.ts';
import { monitoringDefinitions } from './monitoring-definitions.test-support.ts';
import { type KubernetesObject, podsOf } from './objects.test-support.ts';

/** The API server itself judges what the chart renders: by its OpenAPI, by admission, by a dry run of every object. */
describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  let schemas = '';

  async function kubectl(args: readonly string[], input?: unknown) {
    return execa(cluster().kubectl, ['--kubeconfig', cluster().kubeconfig, ...args], {
      reject: false,
      ...(input !== undefined && { input: JSON.stringify(input) }),
    });
  }
  async function done(args: readonly string[], input?: unknown): Promise<string> {
    const { exitCode, stdout, stderr } = await kubectl(args, input);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  }
  const list = (items: readonly object[]) => ({ apiVersion: 'v1', kind: 'List', items });

  beforeAll(async () => {
    const definitions = (await render()).filter(({ kind }) => kind === 'CustomResourceDefinition');
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    };
    const priority = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'business' },
      value: 1,
    };
    const accounts = ['default', 'tenantry-operator', 'tenantry-control-plane'].map(name => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: NAMESPACE },
    }));
    await done(
      ['apply', '--server-side', '-f', '-'],
      list([namespace, priority, ...accounts, ...definitions]),
    );
    for (const file of await monitoringDefinitions()) await done(['apply', '--server-side', '-f', file]);
    await done(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
    schemas = await mkdtemp(join(tmpdir(), 'tenantry-schemas-'));
    const openapi: unknown = JSON.parse(await done(['get', '--raw', '/openapi/v2']));
    for (const [name, schema] of schemasOf(openapi))
      await writeFile(join(schemas, `${name}.json`), JSON.stringify(schema));
  });
  afterAll(async () => {
    if (schemas !== '') await rm(schemas, { recursive: true });
  });

  async function kubeconform(objects: readonly KubernetesObject[]) {
    const { program } = await resolveTool('kubeconform');
    const location = `${schemas}/{{ .ResourceKind }}{{ .KindSuffix }}.json`;
    const result = await execa(
      program,
      ['-strict', '-summary', '-output', 'json', '-schema-location', location, '-'],
      {
        reject: false,
        input: objects.map(object => JSON.stringify(object)).join('\n---\n'),
      },
    );
    return { ok: result.exitCode === 0, words: `${result.stdout}${result.stderr}` };
  }

  describe.each(MATRIX_NAMES)('with the values %s', name => {
    test('every object conforms to the OpenAPI of the server', async () => {
      const objects = await render(MATRIX[name]);
      const { ok, words } = await kubeconform(objects);
      expect(words).toContain(`"valid": ${objects.length},`);
      expect(words).toContain('"skipped": 0');
      expect(ok).toBe(true);
    });

    test('the server would take every object, without a warning', async () => {
      const objects = await render(MATRIX[name]);
      const { exitCode, stdout, stderr } = await kubectl(
        [
          'apply',
          '--server-side',
          '--force-conflicts',
          '--dry-run=server',
          '--validate=strict',
          '-o',
          'name',
          '-f',
          '-',
        ],
        list(objects),
      );
      expect(stderr).toBe('');
      expect(stdout.split('\n')).toHaveLength(objects.length);
      expect(exitCode).toBe(0);
    });

    test('the server would take every pod into a namespace of restricted pods', async () => {
      for (const { owner, labels, spec } of podsOf(await render(MATRIX[name]))) {
        const pod = {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'sample', namespace: NAMESPACE, labels },
          spec,
        };
        const { stderr } = await kubectl(['create', '--dry-run=server', '-f', '-'], pod);
        expect(stderr, owner).toBe('');
      }
    });
  });

  test('the kustomize base is taken without a warning, and runs the control plane as the chart does', async () => {
    const base = fileURLToPath(new URL('../../../charts/kustomize', import.meta.url));
    const objects = objectsIn(await done(['kustomize', base]));
    const { stderr } = await kubectl([
      'apply',
      '--server-side',
      '--force-conflicts',
      '--dry-run=server',
      '--validate=strict',
      '-k',
      base,
    ]);
    expect(stderr).toBe('');
    const [own, ofChart] = [objects, await render()].map(
      all => podsOf(all).find(({ owner }) => owner === 'Deployment/tenantry-control-plane')?.spec,
    );
    const { topologySpreadConstraints: _, ...spec }: Record<string, unknown> = ofChart ?? {};
    expect(own).toEqual(spec);
  });

  test('a field that no server knows, and a pod that is not restricted, are found', async () => {
    const [operator] = await render({
      controlPlane: { enabled: false },
      networkPolicies: { enabled: false },
    });
    const odd = { ...(operator ?? { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }), spek: {} };
    expect(await kubeconform([odd])).toMatchObject({ ok: false, words: expect.stringContaining('spek') });
    const [pod] = podsOf(await render());
    const { securityContext: _, ...open } = pod?.spec ?? { containers: [] };
    const sample = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'sample', namespace: NAMESPACE },
      spec: open,
    };
    const { stderr } = await kubectl(['create', '--dry-run=server', '-f', '-'], sample);
    expect(stderr).toContain('violates PodSecurity "restricted');
  });
});

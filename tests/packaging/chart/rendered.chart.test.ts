import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseConfig as parseControlPlane } from '../../../control-plane/src/config.ts';
import { parseConfig as parseOperator } from '../../../operator/src/config.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../scripts/root.ts';
import { RIGHTS_KINDS } from '../../drivers/rights/rendered-rights.ts';
import { objectsIn, render } from './helm.test-support.ts';
import { MATRIX, MATRIX_NAMES } from './matrix.test-support.ts';
import { type KubernetesObject, named, type Pod, podsOf, titleOf } from './objects.test-support.ts';
import { restrictedFaults } from './restricted.test-support.ts';

const REPOSITORY = new URL('../../../', import.meta.url);
const KEPT_LABELS = ['part-of', 'instance', 'version', 'managed-by'].map(name => `app.kubernetes.io/${name}`);

/** Of the product, in labels and in the tags of images: not within an address. */
const VERSION = new RegExp(`(?<![\\d.])${(await productVersion(ROOT)).replaceAll('.', '\\.')}$`);

/** What the chart copies, as its sources say it. */
async function sources(): Promise<readonly KubernetesObject[]> {
  const folders = ['operator/manifests/crds', 'operator/manifests/rbac', 'operator/manifests/policies'];
  const files = await Promise.all(
    folders.map(async folder =>
      (await readdir(new URL(folder, REPOSITORY))).map(name => `${folder}/${name}`),
    ),
  );
  const texts = [...files.flat(), 'control-plane/manifests/cluster-access.yaml'].map(file =>
    readFile(new URL(file, REPOSITORY), 'utf8'),
  );
  return (await Promise.all(texts)).flatMap(objectsIn);
}

const rendered = new Map<string, readonly KubernetesObject[]>();
beforeAll(async () => {
  for (const name of MATRIX_NAMES) rendered.set(name, await render(MATRIX[name]));
});
function of(name: string): readonly KubernetesObject[] {
  return rendered.get(name) ?? [];
}

test('definitions, rights and policies are those of the manifests, and nothing is added to them', async () => {
  const copied = await sources();
  expect(copied.length).toBeGreaterThan(30);
  for (const source of copied) {
    const object = named(of('as-shipped'), source.kind, source.metadata.name);
    const { metadata: _, ...body } = source;
    const { metadata: __, ...sent } = object;
    expect(sent, titleOf(source)).toEqual(body);
    expect(object.metadata.labels, titleOf(source)).toMatchObject(source.metadata.labels ?? {});
    expect(object.metadata.namespace).toBe(source.metadata.namespace);
  }
  const kinds = ['ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'];
  const rights = of('as-shipped')
    .filter(({ kind }) => kinds.includes(kind))
    .map(titleOf);
  expect(rights.sort()).toEqual(
    copied
      .filter(({ kind }) => kinds.includes(kind))
      .map(titleOf)
      .sort(),
  );
});

test('the rights that the suites run with are those of the rendering', async () => {
  const rights = of('as-shipped').filter(({ kind }) => RIGHTS_KINDS.has(kind));
  const text = rights.map(object => stringify(withoutVersion(object), { lineWidth: 120 })).join('---\n');
  await expect(text).toMatchFileSnapshot('snapshots/rights.yaml');
});

test('definitions, the store, its keys and the role of owners stay when the release goes', () => {
  const kept = of('as-shipped').filter(
    ({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep',
  );
  expect(kept.map(titleOf).sort()).toEqual([
    'ClusterRole/tenantry-tenant-owner',
    'CustomResourceDefinition/tenants.tenantry.dev',
    'CustomResourceDefinition/tierrevisions.tenantry.dev',
    'CustomResourceDefinition/tiers.tenantry.dev',
    'PersistentVolumeClaim/tenantry-control-plane',
    'Secret/tenantry-control-plane',
  ]);
});

describe.each(MATRIX_NAMES)('with the values %s', name => {
  test('every object is in the namespace of the release or in none, and has its labels', () => {
    for (const object of of(name)) {
      const { namespace, labels, annotations } = object.metadata;
      expect([undefined, 'tenantry-system'], titleOf(object)).toContain(namespace);
      // Tiers are no part of the release.
      if (annotations?.['helm.sh/hook']?.startsWith('post-')) continue;
      for (const label of KEPT_LABELS) expect(labels, titleOf(object)).toHaveProperty([label]);
      expect(labels?.['app.kubernetes.io/instance'], titleOf(object)).toBe('tenantry');
    }
  });

  test('no object is there twice', () => {
    const titles = of(name).map(titleOf);
    expect(titles).toEqual([...new Set(titles)]);
  });

  test('every pod is restricted, and has requests and a limit of memory', () => {
    const pods = podsOf(of(name));
    expect(pods.length).toBeGreaterThan(0);
    for (const { owner, spec } of pods) {
      expect(restrictedFaults(spec), owner).toEqual([]);
      for (const { resources } of spec.containers) {
        expect(Object.keys(resources?.requests ?? {}), owner).toEqual(
          expect.arrayContaining(['cpu', 'memory']),
        );
        expect(Object.keys(resources?.limits ?? {}), owner).toContain('memory');
      }
    }
  });

  test('every selector selects the pods of its own program, and no others', () => {
    const pods = podsOf(of(name));
    for (const object of of(name)) {
      const selector = selectorOf(object);
      if (selector === undefined) continue;
      const wanted = object.metadata.labels?.['app.kubernetes.io/name'];
      const found = pods.filter(({ labels }) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value),
      );
      const all = wanted === 'tenantry';
      expect(found.map(ownerName).sort(), titleOf(object)).toEqual(
        pods
          .map(ownerName)
          .filter(owner => all || owner === wanted)
          .sort(),
      );
    }
  });

  test('the programs take the environment that they are given', () => {
    for (const pod of podsOf(of(name))) {
      const env = environmentOf(pod);
      if (ownerName(pod) === 'tenantry-operator') expect(() => parseOperator([], env)).not.toThrow();
      if (ownerName(pod) === 'tenantry-control-plane') expect(() => parseControlPlane(env)).not.toThrow();
    }
  });

  test('it renders to what was looked at before', async () => {
    const copies = [
      'CustomResourceDefinition',
      'ClusterRole',
      'Role',
      'ClusterRoleBinding',
      'RoleBinding',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'Tier',
      'PrometheusRule',
    ];
    const shown = of(name).map(object => (copies.includes(object.kind) ? shortened(object) : masked(object)));
    const text = shown.map(object => stringify(object, { lineWidth: 120 })).join('---\n');
    await expect(text).toMatchFileSnapshot(`snapshots/${name}.yaml`);
  });
});

test('a number of milliseconds is written in full', () => {
  const [operator] = podsOf(of('operator-alone'));
  expect(operator && environmentOf(operator)).toMatchObject({
    TENANTRY_TOMBSTONE_RETENTION_MS: '604800000',
    TENANTRY_CONCURRENCY: '12',
  });
});

test('authorities of your own are given to Node as a file, and to no other program', async () => {
  const objects = await render({
    controlPlane: { extraCaCertificates: { name: 'company', key: 'root.pem' } },
  });
  const trusting = podsOf(objects).filter(({ spec }) =>
    spec.containers.some(({ env }) => env.some(({ name }) => name === 'NODE_EXTRA_CA_CERTS')),
  );
  expect(trusting.map(ownerName)).toEqual(['tenantry-control-plane']);
  const spec = trusting[0]?.spec;
  expect(spec?.containers[0]?.env).toContainEqual({
    name: 'NODE_EXTRA_CA_CERTS',
    value: '/etc/tenantry/authorities/ca.crt',
  });
  expect(spec?.volumes).toContainEqual({
    name: 'authorities',
    configMap: { name: 'company', items: [{ key: 'root.pem', path: 'ca.crt' }] },
  });
  expect(spec?.containers[0]).toMatchObject({
    volumeMounts: expect.arrayContaining([
      { name: 'authorities', mountPath: '/etc/tenantry/authorities', readOnly: true },
    ]),
  });
});

test('that no operator is seen is an alert where the release has one, and nowhere else', async () => {
  const alertsOf = async (enabled: boolean) => {
    const values = { operator: { enabled }, monitoring: { prometheusRule: { enabled: true } } };
    const rules = (await render(values)).filter(({ kind }) => kind === 'PrometheusRule');
    return JSON.stringify(rules).match(/Tenantry\w+Absent/g);
  };
  expect(await alertsOf(true)).toEqual(['TenantryControlPlaneAbsent', 'TenantryOperatorAbsent']);
  expect(await alertsOf(false)).toEqual(['TenantryControlPlaneAbsent']);
});

test('no secret is in the environment of a pod', () => {
  const texts = MATRIX_NAMES.flatMap(name =>
    podsOf(of(name)).map(({ spec }) => JSON.stringify(spec.containers)),
  );
  for (const text of texts) expect(text).not.toMatch(/tny_|mongodb:\/\/|PRIVATE KEY|secretKeyRef/);
});

test('the service account reaches into the control plane only where tenants live in this cluster', () => {
  const tokens = ['as-shipped', 'control-plane-elsewhere'].map(
    name =>
      podsOf(of(name)).find(pod => ownerName(pod) === 'tenantry-control-plane')?.spec
        .automountServiceAccountToken,
  );
  expect(tokens).toEqual([true, false]);
});

function ownerName({ owner }: Pod): string {
  return owner.slice(owner.indexOf('/') + 1);
}

/** The variables of a pod, with files that are not here as what they would hold. */
function environmentOf({ spec }: Pod): Record<string, string> {
  const held: Record<string, string> = {
    BOOTSTRAP_KEY: `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`,
    SEALING_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n',
    WEBHOOK_KEY: '0'.repeat(64),
    STORE_URL: 'mongodb://mongodb/tenantry',
  };
  const entries = spec.containers
    .flatMap(({ env }) => env)
    .map(({ name, value = 'from-the-pod' }): [string, string] => {
      if (!name.endsWith('_FILE')) return [name, value];
      const open = name.slice(0, -'_FILE'.length);
      return [open, held[open.slice('TENANTRY_'.length)] ?? 'sample'];
    });
  return Object.fromEntries(entries);
}

const selectorSchema = z.record(z.string(), z.string());
function selectorOf(object: KubernetesObject): Record<string, string> | undefined {
  const spec = z
    .looseObject({ selector: z.unknown().optional(), podSelector: z.unknown().optional() })
    .safeParse(object['spec']).data;
  if (object.kind === 'Service') return selectorSchema.parse(spec?.selector);
  if (object.kind === 'ServiceMonitor') return undefined;
  const given = z.looseObject({ matchLabels: selectorSchema }).safeParse(spec?.selector ?? spec?.podSelector);
  return given.data?.matchLabels;
}

/** Its copy is compared elsewhere. */
function shortened({ apiVersion, kind, metadata }: KubernetesObject): object {
  return { apiVersion, kind, metadata: { name: metadata.name, annotations: metadata.annotations } };
}

/** Its labels say of which version it is; whom it allows what is the same. */
function withoutVersion(object: KubernetesObject): KubernetesObject {
  const { 'app.kubernetes.io/version': _, 'helm.sh/chart': __, ...labels } = object.metadata.labels ?? {};
  return { ...object, metadata: { ...object.metadata, labels } };
}

/** What is new at every rendering or with every version, or long, is left out. */
function masked(object: KubernetesObject): unknown {
  return JSON.parse(JSON.stringify(object), (key, value: unknown) => {
    if (key === 'checksum/secrets') return 'of the secrets';
    if (key === 'tenantry.json') return 'charts/observability/dashboard.json';
    if (['bootstrap-key', 'sealing-key', 'webhook-key'].includes(key)) return 'made at the first install';
    return typeof value === 'string' ? value.replace(VERSION, '{version}') : value;
  });
}

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createClient } from '../../../contracts/src/client/create-client.ts';
import { hasNodePrograms } from '../../../scripts/dev/cluster/node/node-requirements.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { type Engine, resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import { dataOf, submit } from '../../../scripts/dev/start/onboard-samples.ts';
import { buildImages } from '../../../scripts/images/build-images.ts';
import { releaseImages } from '../../../scripts/release/release-images.ts';
import { ROOT } from '../../../scripts/root.ts';
import { BEFORE, chartBefore } from './chart-before.test-support.ts';
import { CHART, helm, NAMESPACE } from './helm.test-support.ts';
import { ServiceRedirect } from './service-redirect.test-support.ts';

/** Of the product: its images and its chart carry it. */
const { version: VERSION } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')));
const imagesOf = (version: string) =>
  ['operator', 'control-plane'].map(name => `tenantry/${name}:${version}`);
const MINUTES = 60_000;
/** Each on the plan of its name. All of them and the release have to fit on a node of two cores. */
const SLUGS = ['sample-community', 'sample-pro'];
/** Longer than an operator takes to get the lease and look at every tenant. */
const SETTLED_MS = 20_000;
/** The API server's Service, in every cluster of the tests. */
const API_SERVICE = { host: '10.96.0.1', port: 443 };

const lacking = await whatIsMissing();
if (lacking !== undefined) console.warn(`the chart on a real node is NOT RUN: ${lacking}`);

async function whatIsMissing(): Promise<string | undefined> {
  if (!hasNodePrograms()) return 'it needs Linux, root and the packages in CONTRIBUTING.md';
  try {
    await (await resolveEngine()).stop();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

// In CI what is missing is a failure.
describe.skipIf(lacking !== undefined && !process.env['CI'])('on a real node, with the real images', () => {
  const cluster = useCluster({ nodes: 'kubelet' });
  let engine: Engine | undefined;
  let redirect: ServiceRedirect | undefined;
  let former: Awaited<ReturnType<typeof chartBefore>> | undefined;

  async function kubectl(...args: string[]): Promise<string> {
    return (await execa(cluster().kubectl, ['--kubeconfig', cluster().kubeconfig, ...args])).stdout;
  }
  async function release(...args: string[]): Promise<string> {
    const result = await helm([...args, '--namespace', NAMESPACE], { kubeconfig: cluster().kubeconfig });
    if (!result.ok)
      throw new Error(`${result.stderr}\n${await kubectl('-n', NAMESPACE, 'get', 'pods', '-o', 'wide')}`);
    return result.stdout;
  }
  const podAddress = async () => {
    const host = await kubectl(
      '-n',
      NAMESPACE,
      'get',
      'pods',
      '-l',
      'app.kubernetes.io/name=tenantry-control-plane',
      '-o',
      'jsonpath={.items[0].status.podIP}',
    );
    return { host, port: 8080 };
  };
  const podsOfTenants = async () => {
    const of =
      '{.metadata.namespace}{"/"}{.metadata.name}{" "}{.metadata.uid}{" "}{.metadata.deletionTimestamp}{"\\n"}';
    const path = `jsonpath={range .items[*]}${of}{end}`;
    return (await kubectl('get', 'pods', '-A', '-l', 'tenantry.dev/tenant', '-o', path)).split('\n').sort();
  };
  /** The pods once nothing is rolled any more: what an operator does late would be seen, too. */
  async function settled(): Promise<readonly string[]> {
    let last: readonly string[] = [];
    let since = Date.now();
    await waitFor('pods that stay', 2 * MINUTES, async () => {
      const now = await podsOfTenants();
      if (now.join() !== last.join()) since = Date.now();
      last = now;
      return Date.now() - since > SETTLED_MS;
    });
    return last;
  }

  /** A client of the API with the key that the chart made, straight to the pod. */
  async function withFirstKey() {
    const path = 'jsonpath={.data.bootstrap-key}';
    const secret = await kubectl('-n', NAMESPACE, 'get', 'secret', 'tenantry-control-plane', '-o', path);
    const { host, port } = await podAddress();
    return createClient({
      baseUrl: `http://${host}:${port}`,
      token: Buffer.from(secret, 'base64').toString(),
    });
  }

  beforeAll(async () => {
    engine = await resolveEngine();
    if (engine.host !== undefined) process.env['DOCKER_HOST'] = engine.host;
    const built = await execa({ reject: false })`docker image inspect ${imagesOf(VERSION)}`;
    if (process.env['CI'] || built.exitCode !== 0) await buildImages();
    former = await chartBefore();
    const log = (line: string) => console.log(line);
    console.log(await releaseImages(ROOT, former.release, { host: engine.host, log }));
    const node = join(dirname(cluster().kubeconfig), 'node');
    const archive = join(node, 'images.tar');
    await execa`docker save --output ${archive} ${[...imagesOf(BEFORE), ...imagesOf(VERSION)]}`;
    await execa`ctr --address ${join(node, 'containerd.sock')} --namespace k8s.io images import ${archive}`;
    const network = z
      .looseObject({ name: z.string() })
      .parse(JSON.parse(await readFile(join(node, 'cni', '10-tenantry.conflist'), 'utf8')));
    redirect = new ServiceRedirect(network.name);
    const { hostname, port } = new URL(cluster().server);
    await redirect.add(API_SERVICE, async () => ({ host: hostname, port: Number(port) }));
  }, 10 * MINUTES);
  afterAll(async () => {
    await Promise.all([redirect?.close(), former?.remove(), engine?.stop()]);
  }, MINUTES);

  test(
    'both programs run restricted and become ready',
    async () => {
      await kubectl('create', 'namespace', NAMESPACE);
      await kubectl('label', 'namespace', NAMESPACE, 'pod-security.kubernetes.io/enforce=restricted');
      await release('install', 'tenantry', former?.path ?? '', '--wait', '--timeout', '150s');
      expect(
        await kubectl(
          '-n',
          NAMESPACE,
          'get',
          'deployments',
          '-o',
          'jsonpath={.items[*].status.readyReplicas}',
        ),
      ).toBe('1 2');
    },
    4 * MINUTES,
  );

  test(
    'helm test asks the Service, and nothing else',
    async () => {
      const host = await kubectl(
        '-n',
        NAMESPACE,
        'get',
        'service',
        'tenantry-control-plane',
        '-o',
        'jsonpath={.spec.clusterIP}',
      );
      await redirect?.add({ host, port: 8080 }, podAddress);
      expect(await release('test', 'tenantry', '--timeout', '90s')).toContain('Phase:          Succeeded');
    },
    3 * MINUTES,
  );

  test(
    'customers who are onboarded by the API with the first key become Ready tenants',
    async () => {
      const client = await withFirstKey();
      for (const slug of SLUGS) {
        const planId = slug.replace('sample-', '');
        const contacts = [{ name: 'Jo Doe', email: `jo@${slug}.example` }];
        await submit(
          client,
          { company: { slug, displayName: slug }, contacts: { contacts }, plan: { planId } },
          slug,
        );
      }
      for (const condition of ['Ready', 'Available']) {
        await waitFor(condition, 3 * MINUTES, async () => {
          await kubectl('wait', `--for=condition=${condition}`, 'tenants', ...SLUGS, '--timeout=60s');
          return true;
        });
      }
    },
    6 * MINUTES,
  );

  test(
    'an upgrade from the release before with --reuse-values leaves every pod of a tenant running',
    async () => {
      const before = await settled();
      expect(before.length).toBeGreaterThan(3);
      expect(await kubectl('get', 'crd', 'tenants.tenantry.dev', '--show-labels')).toContain(
        `version=${BEFORE}`,
      );
      await release('upgrade', 'tenantry', CHART, '--reuse-values', '--wait', '--timeout', '150s');
      expect(await settled()).toEqual(before);
      expect(await kubectl('get', 'crd', 'tenants.tenantry.dev', '--show-labels')).toContain(
        `version=${VERSION}`,
      );
    },
    4 * MINUTES,
  );

  test(
    'uninstalled, tenants run on; installed again, it knows them',
    async () => {
      const before = await settled();
      await release('uninstall', 'tenantry', '--wait');
      expect(await settled()).toEqual(before);
      await release('install', 'tenantry', CHART, '--wait', '--timeout', '150s');
      await kubectl('wait', '--for=condition=Ready', 'tenants', '--all', '--timeout=120s');
      expect(await settled()).toEqual(before);
      const { items } = dataOf(await (await withFirstKey()).GET('/v1/tenants'));
      expect(items.map(({ slug }) => slug).sort()).toEqual(SLUGS);
    },
    6 * MINUTES,
  );
});

import { join } from 'node:path';
import { ROOT } from '../../root.ts';
import type { LocalCluster } from '../cluster/local-cluster.ts';
import { startCluster } from '../cluster/start-cluster.ts';
import { buildConsole } from './console-build.ts';
import { type ControlPlaneProcess, startControlPlane } from './control-plane-process.ts';
import { DocsInBackground } from './docs-in-background.ts';
import { type Kubectl, kubectlFor } from './kubectl.ts';
import { onboardSamples } from './onboard-samples.ts';
import { type OperatorProcess, startOperator } from './operator-process.ts';
import { playSampleMonth } from './sample-month.ts';
import { waitForTenants } from './sample-tenants.ts';
import type { StartOptions } from './start-options.ts';

const SIMULATED_NODES = 3;
const READY_TIMEOUT = 180_000;

/** What is up so far. `stop` ends it in reverse order, and may be called at any moment. */
export class LocalProduct {
  cluster: LocalCluster | undefined;
  operator: OperatorProcess | undefined;
  controlPlane: ControlPlaneProcess | undefined;
  readonly docs = new DocsInBackground(ROOT);
  #stopping: Promise<void> | undefined;

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    await this.docs.stop();
    await this.controlPlane?.stop();
    await this.operator?.stop();
    await this.cluster?.stop();
  }

  /** Never resolves; rejects with the log of whatever exits first. */
  get exited(): Promise<never> {
    const running = [this.operator, this.controlPlane].flatMap(part => (part ? [part.exited] : []));
    return Promise.race(running);
  }

  requireCluster(): LocalCluster {
    if (this.cluster === undefined) throw new Error('the cluster is started in the first step');
    return this.cluster;
  }

  get kubectl(): Kubectl {
    return kubectlFor(this.requireCluster());
  }
}

export interface Step {
  readonly title: string;
  /** Resolves with what the title should say once it is done, if more is known then. */
  run(product: LocalProduct, progress: (line: string) => void): Promise<string | undefined>;
}

export interface Parts {
  /** The operator's entry file. */
  readonly operatorMain?: string;
  /** Without the control plane the sample tenants are applied from their files, as somebody with the operator alone does. */
  readonly controlPlane?: boolean;
}

/** The way from nothing to three sample tenants, step by step. */
export function setUpSteps(options: StartOptions, parts: Parts = {}): Step[] {
  const { operatorMain = join(ROOT, 'operator/src/main.ts'), controlPlane = true } = parts;
  const commercial: Step[] = [
    ...(options.console ? [{ title: 'Console', run: runConsoleBuild }] : []),
    { title: 'Control plane', run: product => runControlPlane(options, product) },
    { title: 'Sample customers', run: onboard },
    { title: 'A month of samples', run: playMonth },
  ];
  if (!options.cluster) return commercial;
  return [
    { title: 'Kubernetes', run: (product, progress) => startKubernetes(options, product, progress) },
    { title: 'Definitions, roles and policies', run: product => apply(product, 'operator/manifests') },
    { title: 'Tiers', run: product => apply(product, 'operator/tiers') },
    {
      title: 'Operator',
      async run(product) {
        product.operator = await startOperator(product.requireCluster(), operatorMain);
        return undefined;
      },
    },
    ...(controlPlane ? commercial : [{ title: 'Sample tenants', run: applySamples }]),
  ];
}

async function runConsoleBuild(_: LocalProduct, progress: (line: string) => void): Promise<string> {
  return (await buildConsole(ROOT, progress)) ? 'Console, built anew' : 'Console, as it was built';
}

async function runControlPlane({ port }: StartOptions, product: LocalProduct): Promise<string> {
  const { cluster } = product;
  if (cluster) {
    const access = join(ROOT, 'control-plane/manifests/cluster-access.yaml');
    await product.kubectl('apply', '--server-side', '-f', access);
  }
  product.controlPlane = await startControlPlane(join(ROOT, 'control-plane/src/main.ts'), { cluster, port });
  await product.controlPlane.ready;
  return `Control plane at ${product.controlPlane.address}`;
}

/** Through the public API, as a vendor's own program would. */
async function onboard(product: LocalProduct, progress: (line: string) => void): Promise<string> {
  const { controlPlane } = product;
  if (controlPlane === undefined) throw new Error('the control plane is started in the step before');
  const onboarded = onboardSamples(controlPlane, READY_TIMEOUT, progress);
  const { slugs, events } = await Promise.race([product.exited, onboarded]);
  const sent = `onboarded through the API, with ${events} usage events`;
  if (product.cluster === undefined) return `${slugs.length} sample customers, ${sent}`;
  await Promise.race([product.exited, waitForTenants(product.kubectl, slugs, READY_TIMEOUT, progress)]);
  return `${slugs.length} sample tenants are Ready and Available, ${sent}`;
}

/** Behind the others: what is shown of it is counted while people read what is up. */
async function playMonth(product: LocalProduct, progress: (line: string) => void): Promise<string> {
  const { controlPlane } = product;
  if (controlPlane === undefined) throw new Error('the control plane is started in a step before');
  const played = playSampleMonth(controlPlane, progress);
  const { slugs, events } = await Promise.race([product.exited, played]);
  return `${slugs.length} sample customers in other states, with a simulated month of ${events} usage events`;
}

async function startKubernetes(
  options: StartOptions,
  product: LocalProduct,
  progress: (line: string) => void,
): Promise<string> {
  const simulated = options.nodes === 'simulated';
  const cluster = await startCluster({
    kubernetes: options.kubernetes,
    nodes: simulated ? { simulated: SIMULATED_NODES } : 'kubelet',
    log: progress,
  });
  product.cluster = cluster;
  const nodes = simulated ? `${SIMULATED_NODES} simulated nodes` : 'one real node';
  return `Kubernetes ${cluster.version} with ${nodes} (${cluster.reason})`;
}

async function apply({ kubectl }: LocalProduct, folder: string): Promise<undefined> {
  await kubectl('apply', '--server-side', '--kustomize', join(ROOT, folder));
  await kubectl(
    'wait',
    '--for=condition=Established',
    '--timeout=60s',
    'crd/tenants.tenantry.dev',
    'crd/tiers.tenantry.dev',
    'crd/tierrevisions.tenantry.dev',
  );
  return undefined;
}

async function applySamples(product: LocalProduct, progress: (line: string) => void): Promise<string> {
  const { kubectl, operator } = product;
  if (operator === undefined) throw new Error('the operator is started in the step before');
  await apply(product, 'operator/samples');
  const applied = await kubectl('get', '--kustomize', join(ROOT, 'operator/samples'), '-o', 'name');
  const names = applied
    .trim()
    .split('\n')
    .map(line => line.replace(/^.*\//, ''));
  await Promise.race([operator.exited, waitForTenants(kubectl, names, READY_TIMEOUT, progress)]);
  return `${names.length} sample tenants are Ready and Available`;
}

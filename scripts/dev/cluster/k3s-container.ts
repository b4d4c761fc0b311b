import { existsSync } from 'node:fs';
import { kubernetesModule, kwokModule } from './kubernetes-modules.ts';
import type { KubernetesMinor } from './local-cluster.ts';

const API_PORT = 6443;
const KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

export interface K3sContainer {
  /** The administrator's kubeconfig, reachable from this machine. */
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** The image whose Kubernetes is the patch version that is built elsewhere. */
function k3sImage(minor: KubernetesMinor): string {
  return `rancher/k3s:v${kubernetesModule(minor).version}-k3s1`;
}

/** Whether a Docker engine answers and has the image or can pull it. */
export async function findK3sImage(minor: KubernetesMinor): Promise<{ image: string } | { problem: string }> {
  // A look for the socket spares the common case the second that importing and asking takes.
  if (!process.env['DOCKER_HOST'] && !existsSync('/var/run/docker.sock'))
    return { problem: 'no Docker engine' };
  const image = k3sImage(minor);
  try {
    const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
    const engine = await getContainerRuntimeClient();
    const name = ImageName.fromString(image);
    if (!(await engine.image.exists(name))) await engine.image.pull(name);
    return { image };
  } catch (error) {
    return {
      problem: `Docker cannot run ${image}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/**
 * Runs k3s as a control plane without a node of its own. Simulated nodes are played by kwok in a second
 * container. testcontainers' reaper ends both should this process be killed.
 */
export async function startK3s(image: string, simulatedNodes: boolean): Promise<K3sContainer> {
  const { GenericContainer, Network, Wait } = await import('testcontainers');
  const network = await new Network().start();
  const server = await new GenericContainer(image)
    .withNetwork(network)
    .withNetworkAliases('k3s')
    .withPrivilegedMode()
    .withExposedPorts(API_PORT)
    .withTmpFs({ '/run': 'rw', '/var/run': 'rw' })
    .withCommand([
      'server',
      '--disable-agent',
      '--tls-san=k3s',
      '--tls-san=localhost',
      '--disable=traefik,servicelb,metrics-server,coredns',
    ])
    .withWaitStrategy(Wait.forLogMessage(/k3s is up and running/))
    .withStartupTimeout(180_000)
    .start();
  const written = (await server.exec(['cat', KUBECONFIG])).stdout;
  const reachableAt = (url: string): string => written.replace(/server: .*/, `server: ${url}`);
  const kwok = simulatedNodes
    ? await new GenericContainer(`registry.k8s.io/kwok/kwok:v${kwokModule().version}`)
        .withNetwork(network)
        .withCopyContentToContainer([
          { content: reachableAt(`https://k3s:${API_PORT}`), target: '/root/kubeconfig' },
        ])
        .withCommand([
          '--kubeconfig=/root/kubeconfig',
          '--manage-all-nodes=true',
          '--node-lease-duration-seconds=40',
        ])
        .start()
    : undefined;
  return {
    kubeconfig: reachableAt(`https://${server.getHost()}:${server.getMappedPort(API_PORT)}`),
    async stop() {
      await kwok?.stop();
      await server.stop();
      await network.stop();
    },
  };
}

import type { SupervisedCommand } from '../processes/supervisor-protocol.ts';
import type { ApiClient } from './api-client.ts';

/** kwok plays the kubelet of every node: it reports them ready and moves their pods through the usual stages. */
export function kwok(settings: { binary: string; kubeconfig: string; log: string }): SupervisedCommand {
  return {
    name: 'kwok',
    command: settings.binary,
    args: [
      `--kubeconfig=${settings.kubeconfig}`,
      '--manage-all-nodes=true',
      '--node-lease-duration-seconds=40',
    ],
    // Without a configuration of its own kwok reads one from the home folder: a test must not depend on that.
    env: { HOME: '/nonexistent' },
    log: settings.log,
    grace: 0,
  };
}

/** Registers `count` nodes, roomy enough that only quotas decide what runs. */
export async function registerSimulatedNodes(api: ApiClient, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `simulated-${index + 1}`);
  await Promise.all(names.map(name => api.ensure('/api/v1/nodes', simulatedNode(name))));
}

function simulatedNode(name: string): unknown {
  const room = { cpu: '256', memory: '1Ti', 'ephemeral-storage': '1Ti', pods: '5000' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        type: 'kwok',
      },
    },
    status: { capacity: room, allocatable: room },
  };
}

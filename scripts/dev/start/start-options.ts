import { parseArgs } from 'node:util';
import { KUBERNETES_MINORS, type KubernetesMinor, parseKubernetes } from '../cluster/local-cluster.ts';

export interface StartOptions {
  readonly kubernetes: KubernetesMinor;
  readonly nodes: 'simulated' | 'kubelet';
  /** Without Kubernetes: the control plane alone, which then only records what would run. */
  readonly cluster: boolean;
  /** A version or kind of nodes was named: without it nothing is started. */
  readonly insists: boolean;
  /** The console is built, if what is there is older than its sources, and shown as what to open. */
  readonly console: boolean;
  /** Where the control plane listens; a free port when left out. */
  readonly port: number | undefined;
  /** Ends when everything is ready, instead of staying till Ctrl-C. */
  readonly once: boolean;
  readonly help: boolean;
}

export const USAGE = `npm start [-- options]

  --kubernetes ${KUBERNETES_MINORS.join(' | ')}       minor version of the API server (default ${KUBERNETES_MINORS[0]})
  --nodes simulated | kubelet    three simulated nodes, whose pods only pretend to run (default),
                                 or one real kubelet with a containerd of its own (Linux, root)
  --no-cluster                   without Kubernetes: the control plane alone; tenants are recorded, and run nowhere.
                                 So it is, too, where no API server can be had and none of the above is named
  --no-console                   without building the console; what was built before is served
  --port <number>                port of the control plane (default: one that is free)
  --once                         end when everything is ready
  --help                         this text

TENANTRY_KUBE_CONTEXT=<context> uses a cluster that runs already.`;

/** The command called wrongly: the message says how, and the usage what would be right. */
export class UsageError extends Error {}

export function parseStartOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        kubernetes: { type: 'string' },
        nodes: { type: 'string' },
        'no-cluster': { type: 'boolean', default: false },
        'no-console': { type: 'boolean', default: false },
        port: { type: 'string' },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { kubernetes, nodes, port, once, help } = values;
    if (values['no-cluster'] && (kubernetes ?? nodes) !== undefined) {
      throw new Error('--no-cluster has no Kubernetes, so it takes neither --kubernetes nor --nodes');
    }
    return {
      kubernetes: parseKubernetes(kubernetes),
      nodes: parseNodes(nodes ?? 'simulated'),
      cluster: !values['no-cluster'],
      insists: (kubernetes ?? nodes) !== undefined,
      console: !values['no-console'],
      port: port === undefined ? undefined : parsePort(port),
      once,
      help,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function parseNodes(text: string): StartOptions['nodes'] {
  if (text === 'simulated' || text === 'kubelet') return text;
  throw new Error(`nodes "${text}" is none of simulated, kubelet`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`port "${text}" is none from 1 to 65535`);
}

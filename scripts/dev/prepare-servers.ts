import { type ClusterOptions, KUBERNETES_MINORS, type KubernetesMinor } from './cluster/local-cluster.ts';
import { hasNodePrograms } from './cluster/node/node-requirements.ts';
import { resolveServers } from './cluster/resolve-servers.ts';
import { MONGO_KINDS, resolveMongo } from './mongo/resolve-mongo.ts';
import { Unavailable } from './unavailable.ts';

/**
 * Gets every server that the suites start, before the clock of any test runs: a build takes minutes. `kubernetes` is
 * the version that most of them take; some compare it with the others. False when `kubernetes` cannot be had.
 */
export async function prepareServers(
  kubernetes: KubernetesMinor,
  log: (line: string) => void,
): Promise<boolean> {
  const others = KUBERNETES_MINORS.filter(minor => minor !== kubernetes);
  const ready = await prepare({ kubernetes, nodes: { simulated: 1 }, auditLog: true, log });
  if (!ready) return false;
  if (hasNodePrograms()) await prepare({ kubernetes, nodes: 'kubelet', log });
  for (const other of others)
    await prepare({ kubernetes: other, nodes: { simulated: 1 }, auditLog: true, log });
  return true;
}

async function prepare(options: ClusterOptions & { readonly log: (line: string) => void }): Promise<boolean> {
  const what = `Kubernetes ${options.kubernetes}${options.nodes === 'kubelet' ? ' with a kubelet' : ''}`;
  try {
    const { reason } = await resolveServers(options);
    options.log(`${what}: ${reason}`);
    return true;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    options.log(`${what}: the tests that need it are NOT RUN, or fail.\n${error.message}`);
    return false;
  }
}

/** Gets every server that the suites of the stores run on. What a missing one means, those suites say. */
export async function prepareStores(log: (line: string) => void): Promise<void> {
  for (const kind of MONGO_KINDS) {
    const what = kind === 'real' ? 'mongod' : kind;
    try {
      const { reason } = await resolveMongo(kind, log);
      log(`${what}: ${reason}`);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      log(`${what}: the tests that need it are NOT RUN.\n${error.message}`);
    }
  }
}

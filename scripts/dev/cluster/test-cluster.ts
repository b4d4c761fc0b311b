import { afterAll, beforeAll } from 'vitest';
import { type ClusterOptions, type LocalCluster, parseKubernetes } from './local-cluster.ts';
import { startCluster } from './start-cluster.ts';

/** Milliseconds that starting may take while other suites load the machine. */
const START_TIMEOUT = 120_000;

/**
 * One isolated cluster for the test file that calls this: started before its first test, stopped after its last.
 * Its version is the one that `npm test -- --kubernetes` names, unless the options do. The returned function gives the cluster, inside tests and hooks. A cluster that cannot be had fails the file.
 */
export function useCluster(options: ClusterOptions = {}): () => LocalCluster {
  let cluster: LocalCluster | undefined;

  beforeAll(async () => {
    const kubernetes = parseKubernetes(process.env['TENANTRY_TEST_KUBERNETES']);
    cluster = await startCluster({ kubernetes, ...options });
  }, START_TIMEOUT);

  afterAll(() => cluster?.stop(), START_TIMEOUT);

  return () => {
    if (cluster === undefined)
      throw new Error('the cluster is there only inside tests and hooks of this file');
    return cluster;
  };
}

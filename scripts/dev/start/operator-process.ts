import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalCluster } from '../cluster/local-cluster.ts';
import { freePort } from '../processes/free-port.ts';
import { Supervisor } from '../processes/supervisor.ts';

/** Who the operator is everywhere, also when it runs outside the cluster with a client certificate. */
const OPERATOR_IDENTITY = {
  name: 'system:serviceaccount:tenantry-system:tenantry-operator',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:tenantry-system', 'system:authenticated'],
};

export interface OperatorProcess {
  /** Path of its log. */
  readonly log: string;
  /** Base URL of /healthz, /readyz and /metrics. */
  readonly probes: string;
  /** Never resolves; rejects with the end of the log when the operator exits. */
  readonly exited: Promise<never>;
  stop(): Promise<void>;
}

/** Runs the operator from `main` outside the cluster, under its own identity and rights. */
export async function startOperator(cluster: LocalCluster, main: string): Promise<OperatorProcess> {
  const supervisor = new Supervisor();
  const dir = await mkdtemp(join(tmpdir(), 'tenantry-operator-'));
  supervisor.removeAtEnd(dir);
  const log = join(dir, 'operator.log');
  const probeAddress = `127.0.0.1:${await freePort()}`;
  const exited = supervisor.run({
    name: 'the operator',
    command: process.execPath,
    args: [
      main,
      '--kubeconfig',
      await cluster.kubeconfigFor(OPERATOR_IDENTITY),
      '--probe-address',
      probeAddress,
    ],
    log,
    // It hands its lease over when asked to end.
    grace: 10_000,
  });
  return { log, probes: `http://${probeAddress}`, exited, stop: () => supervisor.stop() };
}

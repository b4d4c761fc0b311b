import { existsSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from './api-client.ts';
import { apiServer } from './api-server.ts';
import { type CertificateAuthority, createCertificateAuthority } from './certificate-authority.ts';
import { controllerManager, scheduler } from './controllers.ts';
import { etcd } from './etcd.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import type { ClusterOptions, Identity, LocalCluster } from './local-cluster.ts';
import { resolveServers, type ServerBinaries } from './resolve-servers.ts';
import { kwok, registerSimulatedNodes } from './simulated-nodes.ts';
import { ensureDefaultStorageClass } from './storage-class.ts';
import { Supervisor } from './supervisor.ts';
import { waitFor } from './wait-for.ts';

const ADMIN: Identity = { name: 'tenantry-local-admin', groups: ['system:masters'] };

/** Starts a cluster of its own on this machine's loopback interface; several may run side by side. */
export async function startCluster(options: ClusterOptions = {}): Promise<LocalCluster> {
  const binaries = await resolveServers(options.kubernetes ?? '1.34');
  options.log?.(binaries.reason);
  const supervisor = new Supervisor();
  try {
    return await startServers(options, binaries, supervisor);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

async function startServers(
  options: ClusterOptions,
  binaries: ServerBinaries,
  supervisor: Supervisor,
): Promise<LocalCluster> {
  const dir = await temporaryFolder(supervisor, tmpdir());
  const data = await temporaryFolder(supervisor, existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
  const pki = join(dir, 'pki');
  await mkdir(pki, { mode: 0o700 });
  const log = (name: string): string => join(dir, `${name}.log`);
  const authority = await createCertificateAuthority();

  const store = await etcd(binaries.path('etcd'), join(data, 'etcd'), log('etcd'));
  await Promise.race([supervisor.run(store.command), store.ready()]);

  const auditLog = options.auditLog ? join(dir, 'audit.jsonl') : undefined;
  const api = await apiServer({
    binary: binaries.path('kube-apiserver'),
    etcd: store.url,
    authority,
    pki,
    log: log('kube-apiserver'),
    auditLog,
  });
  const admin = await authority.issueClient(ADMIN);
  const client = createApiClient(api.url, admin);
  await Promise.race([
    supervisor.run(api.command),
    waitFor('the API server', 60_000, async () => (await client.call('GET', '/readyz')).status === 200),
  ]);
  await waitFor(
    'the default namespace',
    20_000,
    async () => (await client.call('GET', '/api/v1/namespaces/default')).status === 200,
  );
  await ensureDefaultStorageClass(client);

  const kubeconfigs = kubeconfigWriter(dir, api.url, authority);
  const kubeconfig = await writeKubeconfig(join(dir, 'admin.kubeconfig'), api.url, admin);
  const nodes = options.nodes;
  if (options.controllerManager || nodes !== undefined) {
    const identity = await kubeconfigs({ name: 'system:kube-controller-manager' });
    void supervisor.run(
      controllerManager({
        binary: binaries.path('kube-controller-manager'),
        kubeconfig: identity,
        pki,
        log: log('kube-controller-manager'),
      }),
    );
  }
  if (nodes !== undefined) {
    const identity = await kubeconfigs({ name: 'system:kube-scheduler' });
    void supervisor.run(
      scheduler({
        binary: binaries.path('kube-scheduler'),
        kubeconfig: identity,
        log: log('kube-scheduler'),
      }),
    );
  }
  if (typeof nodes === 'object') {
    const identity = await kubeconfigs({ name: 'kwok', groups: ['system:masters'] });
    await registerSimulatedNodes(client, nodes.simulated);
    void supervisor.run(kwok({ binary: binaries.path('kwok'), kubeconfig: identity, log: log('kwok') }));
  }
  client.close();

  return {
    version: binaries.version,
    source: binaries.source,
    reason: binaries.reason,
    server: api.url,
    kubeconfig,
    kubectl: binaries.path('kubectl'),
    ...(auditLog === undefined ? {} : { auditLog }),
    kubeconfigFor: kubeconfigs,
    credentialsFor: identity => authority.issueClient(identity),
    stop: () => supervisor.stop(),
  };
}

async function temporaryFolder(supervisor: Supervisor, parent: string): Promise<string> {
  const dir = await mkdtemp(join(parent, 'tenantry-cluster-'));
  supervisor.removeAtEnd(dir);
  return dir;
}

function kubeconfigWriter(
  dir: string,
  server: string,
  authority: CertificateAuthority,
): LocalCluster['kubeconfigFor'] {
  let written = 0;
  return async identity => {
    const path = join(dir, `identity-${++written}.kubeconfig`);
    return writeKubeconfig(path, identity.server ?? server, await authority.issueClient(identity));
  };
}

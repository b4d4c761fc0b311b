import { existsSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervisor } from '../processes/supervisor.ts';
import { waitFor } from '../processes/wait-for.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { apiServer, PKI_FILES } from './api-server.ts';
import { type CertificateAuthority, createCertificateAuthority } from './certificate-authority.ts';
import { controllerManager, scheduler } from './controllers.ts';
import { etcd } from './etcd.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import type { ClusterOptions, Identity, LocalCluster } from './local-cluster.ts';
import { NODE_IDENTITY, startRealNode } from './node/real-node.ts';
import type { ServerPrograms } from './resolve-servers.ts';
import { kwok, registerSimulatedNodes } from './simulated-nodes.ts';
import { ensureDefaultStorageClass, provisionerSweep } from './storage-class.ts';

const ADMIN: Identity = { name: 'tenantry-local-admin', groups: ['system:masters'] };

/** Everything that the parts of one cluster share while it is being started. */
interface Site {
  readonly programs: ServerPrograms;
  readonly supervisor: Supervisor;
  readonly authority: CertificateAuthority;
  /** Temporary folder, removed at the end. */
  readonly dir: string;
  readonly pki: string;
  log(program: string): string;
}

/** Starts the servers on this machine's loopback interface, a free port each; several clusters run side by side. */
export async function startOwnServers(
  options: ClusterOptions,
  programs: ServerPrograms,
): Promise<LocalCluster> {
  const supervisor = new Supervisor();
  try {
    return await assemble(options, await prepare(programs, supervisor));
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

async function assemble(options: ClusterOptions, site: Site): Promise<LocalCluster> {
  const { programs, supervisor, authority, dir } = site;
  const auditLog = options.auditLog ? join(dir, 'audit.jsonl') : undefined;
  const admin = await authority.issueClient(ADMIN);
  const { server, client } = await startApi(site, auditLog, admin);
  const kubeconfigFor = kubeconfigWriter(dir, server, authority);
  if (options.nodes !== 'kubelet') await ensureDefaultStorageClass(client);
  await startControllers(options, site, client, kubeconfigFor);
  if (options.nodes === 'kubelet') await startNode(options, site, client, kubeconfigFor);
  client.close();
  return {
    version: programs.version,
    source: programs.source,
    reason: programs.reason,
    server,
    kubeconfig: await writeKubeconfig(join(dir, 'admin.kubeconfig'), server, admin),
    kubectl: programs.path('kubectl'),
    ...(auditLog === undefined ? {} : { auditLog }),
    kubeconfigFor,
    credentialsFor: identity => authority.issueClient(identity),
    stop: () => supervisor.stop(),
  };
}

async function prepare(programs: ServerPrograms, supervisor: Supervisor): Promise<Site> {
  const dir = await temporaryFolder(supervisor, tmpdir());
  const pki = join(dir, 'pki');
  await mkdir(pki, { mode: 0o700 });
  const authority = await createCertificateAuthority();
  return { programs, supervisor, authority, dir, pki, log: program => join(dir, `${program}.log`) };
}

async function startApi(
  site: Site,
  auditLog: string | undefined,
  admin: Awaited<ReturnType<CertificateAuthority['issueClient']>>,
): Promise<{ server: string; client: ApiClient }> {
  const { programs, supervisor } = site;
  // In memory where the system has such a place: etcd's writes would otherwise wait for the disk.
  const data = await temporaryFolder(supervisor, existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
  const store = await etcd(programs.path('etcd'), join(data, 'etcd'), site.log('etcd'));
  await Promise.race([supervisor.run(store.command), store.ready()]);

  const api = await apiServer({
    binary: programs.path('kube-apiserver'),
    etcd: store.url,
    authority: site.authority,
    pki: site.pki,
    log: site.log('kube-apiserver'),
    auditLog,
  });
  const client = createApiClient(api.url, admin);
  const answers = async (path: string): Promise<boolean> => (await client.call('GET', path)).status === 200;
  await Promise.race([
    supervisor.run(api.command),
    waitFor('the API server', 60_000, () => answers('/readyz')),
  ]);
  await waitFor('the default namespace', 20_000, () => answers('/api/v1/namespaces/default'));
  return { server: api.url, client };
}

async function startControllers(
  options: ClusterOptions,
  site: Site,
  client: ApiClient,
  kubeconfigFor: LocalCluster['kubeconfigFor'],
): Promise<void> {
  const { nodes } = options;
  const { supervisor, programs, log, pki } = site;
  if (options.controllerManager || nodes !== undefined) {
    const program = 'kube-controller-manager';
    const kubeconfig = await kubeconfigFor({ name: `system:${program}` });
    void supervisor.run(
      controllerManager({ binary: programs.path(program), kubeconfig, pki, log: log(program) }),
    );
    supervisor.atEnd(...provisionerSweep());
  }
  if (nodes !== undefined) {
    const program = 'kube-scheduler';
    const kubeconfig = await kubeconfigFor({ name: `system:${program}` });
    void supervisor.run(scheduler({ binary: programs.path(program), kubeconfig, log: log(program) }));
  }
  if (typeof nodes === 'object') {
    const kubeconfig = await kubeconfigFor({ name: 'kwok', groups: ['system:masters'] });
    await registerSimulatedNodes(client, nodes.simulated);
    void supervisor.run(kwok({ binary: programs.path('kwok'), kubeconfig, log: log('kwok') }));
  }
}

async function startNode(
  options: ClusterOptions,
  { supervisor, dir, programs, pki, log }: Site,
  api: ApiClient,
  kubeconfigFor: LocalCluster['kubeconfigFor'],
): Promise<void> {
  await startRealNode({
    supervisor,
    api,
    dir,
    kubelet: programs.path('kubelet'),
    kubeconfig: await kubeconfigFor(NODE_IDENTITY),
    clientCa: join(pki, PKI_FILES.ca),
    logPath: log,
    log: options.log ?? (() => undefined),
  });
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

import { mkdir, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../processes/free-port.ts';
import type { SupervisedCommand } from '../../processes/supervisor-protocol.ts';
import type { NodeSite } from './node-site.ts';

export interface KubeletSettings {
  readonly binary: string;
  readonly nodeName: string;
  readonly kubeconfig: string;
  /** File of the authority that signs the API server's client certificate. */
  readonly clientCa: string;
  readonly log: string;
}

/** A kubelet whose files, sockets, pod logs and control groups are all the site's own. */
export async function kubelet(site: NodeSite, settings: KubeletSettings): Promise<SupervisedCommand> {
  const config = join(site.dir, 'kubelet.json');
  const root = join(site.dir, 'kubelet');
  await mkdir(root, { recursive: true });
  const address = nodeAddress();
  await writeFile(config, JSON.stringify(configuration(site, settings, address, await freePort())));
  return {
    name: 'kubelet',
    command: settings.binary,
    args: [
      `--config=${config}`,
      `--kubeconfig=${settings.kubeconfig}`,
      `--root-dir=${root}`,
      `--cert-dir=${join(root, 'pki')}`,
      `--hostname-override=${settings.nodeName}`,
      `--node-ip=${address}`,
    ],
    log: settings.log,
    grace: 5_000,
  };
}

function configuration(site: NodeSite, settings: KubeletSettings, address: string, port: number): unknown {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address,
    port,
    healthzPort: 0,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: settings.clientCa },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: `unix://${site.socket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${site.cgroup}`,
    enforceNodeAllocatable: [],
    // 1.35 and later refuse the first version of control groups unless told otherwise.
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    oomScoreAdj: 0,
    podLogsDir: join(site.dir, 'logs'),
    volumePluginDir: join(site.dir, 'volume-plugins'),
    // The machine is somebody's: how full its disk is must not evict a test's pods, nor a test collect its images.
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    registerNode: true,
  };
}

/** An address of this machine that is not loopback: through it the API server asks for logs and exec. */
function nodeAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? []);
  const address = addresses.find(candidate => candidate.family === 'IPv4' && !candidate.internal)?.address;
  if (address === undefined) throw new Error('a real node needs a network interface with an IPv4 address');
  return address;
}

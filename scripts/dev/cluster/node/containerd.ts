import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SupervisedCommand } from '../../processes/supervisor-protocol.ts';
import { PAUSE_IMAGE } from './node-images.ts';
import type { NodePrograms } from './node-requirements.ts';
import type { NodeSite } from './node-site.ts';

/** A containerd of the node's own: own root, state, socket and network, never the machine's configuration. */
export async function containerd(
  site: NodeSite,
  programs: NodePrograms,
  log: string,
): Promise<SupervisedCommand> {
  const config = join(site.dir, 'containerd.toml');
  await writeFile(config, configuration(site, programs));
  await writeFile(join(site.dir, 'cni', '10-tenantry.conflist'), JSON.stringify(network(site)));
  return {
    name: 'containerd',
    command: programs.path('containerd'),
    args: ['--config', config],
    log,
    grace: 5_000,
  };
}

/** Imports an image archive, as `docker save` writes it, for the kubelet's use. */
export async function importImage(site: NodeSite, programs: NodePrograms, archive: Buffer): Promise<void> {
  const args = ['--address', site.socket, '--namespace', 'k8s.io', 'images', 'import', '-'];
  const child = spawn(programs.path('ctr'), args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(archive);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`ctr images import exited with code ${code}: ${said.trim()}`);
}

function configuration({ dir, socket }: NodeSite, programs: NodePrograms): string {
  const text = (value: string): string => JSON.stringify(value);
  return `version = 2
root = ${text(join(dir, 'containerd'))}
state = ${text(join(dir, 'run'))}
[grpc]
  address = ${text(socket)}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${text(PAUSE_IMAGE)}
  # Without it every sandbox fails where CAP_SYS_RESOURCE is lacking, as in some virtual machines.
  restrict_oom_score_adj = true
  # Network namespaces are mounts too: below the node's folder they are found at the end.
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = ${text(programs.plugins)}
    conf_dir = ${text(join(dir, 'cni'))}
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = ${text(programs.path('runc'))}
      Root = ${text(join(dir, 'runc'))}
      SystemdCgroup = false
`;
}

/** Pods reach each other and the node. No masquerading: nothing is written to the machine's packet filter. */
function network({ dir, bridge, podPrefix }: NodeSite): unknown {
  return {
    cniVersion: '0.4.0',
    name: bridge,
    plugins: [
      {
        type: 'bridge',
        bridge,
        isGateway: true,
        ipMasq: false,
        ipam: {
          type: 'host-local',
          dataDir: join(dir, 'addresses'),
          ranges: [[{ subnet: `${podPrefix}.0/24` }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
    ],
  };
}

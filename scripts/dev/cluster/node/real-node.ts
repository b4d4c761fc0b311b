import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../log.ts';
import type { Supervisor } from '../../processes/supervisor.ts';
import { waitFor } from '../../processes/wait-for.ts';
import { programCache } from '../../programs/build-programs.ts';
import type { ApiClient } from '../api-client.ts';
import { containerd, importImage } from './containerd.ts';
import { createGroups } from './control-groups.ts';
import { recordKernelSettings } from './kernel-settings.ts';
import { kubelet } from './kubelet.ts';
import { provideVolumes } from './local-volumes.ts';
import { nodeImages } from './node-images.ts';
import { requireNodePrograms } from './node-requirements.ts';
import { createNodeSite } from './node-site.ts';

const NODE_NAME = 'real-1';

export interface RealNodeSettings {
  readonly supervisor: Supervisor;
  readonly api: ApiClient;
  /** Temporary folder of the cluster. */
  readonly dir: string;
  readonly kubelet: string;
  readonly kubeconfig: string;
  readonly clientCa: string;
  readonly logPath: (program: string) => string;
  readonly log: Log;
}

/** One real node: a containerd of its own, a kubelet, local images and volumes. Resolves when the node is ready. */
export async function startRealNode(settings: RealNodeSettings): Promise<void> {
  const { supervisor, api, logPath } = settings;
  const programs = requireNodePrograms();
  const images = await nodeImages(programCache(), settings.log);
  const site = await createNodeSite(settings.dir);
  recordKernelSettings(join(site.dir, 'kernel-settings.json'));
  const teardown = fileURLToPath(new URL('./teardown-node.ts', import.meta.url));
  supervisor.atEnd(process.execPath, [teardown, JSON.stringify(site)]);
  createGroups(site.cgroup);

  const containerdExit = supervisor.run(await containerd(site, programs, logPath('containerd')));
  const [pause, ...others] = images;
  if (pause === undefined) throw new Error('there is no pause image');
  // The first import waits for the socket; a failure that lasts is told by waitFor's cause.
  const imported = waitFor('containerd', 30_000, () => importImage(site, programs, pause).then(() => true));
  await Promise.race([containerdExit, imported]);
  for (const image of others) await importImage(site, programs, image);

  await provideVolumes(api, join(site.dir, 'volumes'));
  const { kubelet: binary, kubeconfig, clientCa } = settings;
  const kubeletExit = supervisor.run(
    await kubelet(site, { binary, nodeName: NODE_NAME, kubeconfig, clientCa, log: logPath('kubelet') }),
  );
  await Promise.race([kubeletExit, waitFor('the node', 60_000, () => isReady(api))]);
}

/** The name that the kubelet's certificate carries, and the group that the Node authorizer looks for. */
export const NODE_IDENTITY = { name: `system:node:${NODE_NAME}`, groups: ['system:nodes'] };

async function isReady(api: ApiClient): Promise<boolean> {
  const { status, body } = await api.call('GET', `/api/v1/nodes/${NODE_NAME}`);
  return status === 200 && /"type":"Ready","status":"True"/.test(body);
}

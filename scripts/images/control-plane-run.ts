import { freePort } from '../dev/processes/free-port.ts';
import type { RunOptions } from './hardened-container.ts';

/** How the control plane's image is run on this machine: with a port of its own, and data that go with it or in a volume. */
export async function controlPlaneRun(image: string, volume?: string) {
  const port = await freePort();
  // One without a name is new, and goes with the container.
  const data = volume === undefined ? '--volume=/data' : `--volume=${volume}:/data`;
  return {
    image,
    url: `http://127.0.0.1:${port}`,
    options: [`--publish=127.0.0.1:${port}:8080`, data],
  } satisfies RunOptions;
}

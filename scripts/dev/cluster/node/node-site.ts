import { randomBytes, randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where one real node keeps what it has, and the names under which the kernel knows its parts. */
export interface NodeSite {
  /** Everything that is a file or a mount is below this folder. */
  readonly dir: string;
  /** containerd's socket. */
  readonly socket: string;
  /** Control group below which every pod runs, in each hierarchy. */
  readonly cgroup: string;
  /** The bridge that joins the pods; network interfaces have names of 15 characters at most. */
  readonly bridge: string;
  /** First three octets of the pods' addresses, in the range that is kept for tests between networks (RFC 2544). */
  readonly podPrefix: string;
}

export async function createNodeSite(parent: string): Promise<NodeSite> {
  const id = randomBytes(4).toString('hex');
  const dir = join(parent, 'node');
  await mkdir(join(dir, 'cni'), { recursive: true });
  return {
    dir,
    socket: join(dir, 'containerd.sock'),
    cgroup: `tenantry-${id}`,
    bridge: `tenantry-${id.slice(0, 6)}`,
    podPrefix: `198.${randomInt(18, 20)}.${randomInt(0, 256)}`,
  };
}

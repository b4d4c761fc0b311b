import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../../programs/find-on-path.ts';
import { Unavailable } from '../../unavailable.ts';

/** Where distributions put the CNI plugins: Debian's own place first, then upstream's. */
const PLUGIN_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin'];
const PLUGINS = ['bridge', 'host-local', 'loopback'];
const PROGRAMS = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'runc', 'conntrack', 'iptables', 'ip'];
/** Where root finds programs that are not on everybody's PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];
const PACKAGES = 'containerd runc containernetworking-plugins conntrack iptables iproute2';

/** What a real node finds on this machine. */
export interface NodePrograms {
  readonly plugins: string;
  path(program: string): string;
}

/** Rejects, with the command that installs what is missing, where a real node cannot run. Installs nothing. */
export function requireNodePrograms(env: NodeJS.ProcessEnv = process.env): NodePrograms {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Unavailable(
      'A real node needs Linux and root: it mounts, and makes network and control groups.',
    );
  }
  const found = new Map(PROGRAMS.map(program => [program, findOnPath(program, env, SYSTEM_FOLDERS)]));
  const plugins = PLUGIN_FOLDERS.find(folder => PLUGINS.every(plugin => existsSync(join(folder, plugin))));
  const missing = PROGRAMS.filter(program => found.get(program) === undefined);
  if (plugins === undefined) missing.push(`the CNI plugins ${PLUGINS.join(', ')}`);
  if (plugins === undefined || missing.length > 0) {
    throw new Unavailable(
      `A real node lacks ${missing.join(', ')}. On Debian:\n  apt-get install ${PACKAGES}`,
    );
  }
  return {
    plugins,
    path(program) {
      const path = found.get(program);
      if (path === undefined) throw new Error(`${program} is not among the programs of a node`);
      return path;
    },
  };
}

/** Whether a real node can run here. */
export function hasNodePrograms(): boolean {
  try {
    requireNodePrograms();
    return true;
  } catch (error) {
    if (error instanceof Unavailable) return false;
    throw error;
  }
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ServersUnavailable } from '../servers-unavailable.ts';

/** Where distributions put the CNI plugins: Debian's own place first, then upstream's. */
const PLUGIN_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin'];
const PLUGINS = ['bridge', 'host-local', 'loopback'];
const PROGRAMS = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'runc', 'conntrack', 'iptables', 'ip'];
const PACKAGES = 'containerd runc containernetworking-plugins conntrack iptables iproute2';

/** What a real node finds on this machine. */
export interface NodePrograms {
  readonly plugins: string;
  path(program: string): string;
}

/** Rejects, with the command that installs what is missing, where a real node cannot run. Installs nothing. */
export function requireNodePrograms(env: NodeJS.ProcessEnv = process.env): NodePrograms {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new ServersUnavailable(
      'A real node needs Linux and root: it mounts, and makes network and control groups.',
    );
  }
  const found = new Map(PROGRAMS.map(program => [program, find(env, program)]));
  const plugins = PLUGIN_FOLDERS.find(folder => PLUGINS.every(plugin => existsSync(join(folder, plugin))));
  const missing = PROGRAMS.filter(program => found.get(program) === undefined);
  if (plugins === undefined) missing.push(`the CNI plugins ${PLUGINS.join(', ')}`);
  if (plugins === undefined || missing.length > 0) {
    throw new ServersUnavailable(
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
    if (error instanceof ServersUnavailable) return false;
    throw error;
  }
}

function find(env: NodeJS.ProcessEnv, program: string): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map(folder => join(folder, program)).find(existsSync);
}

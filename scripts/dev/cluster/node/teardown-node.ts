/**
 * node teardown-node.ts '<NodeSite as JSON>'
 *
 * Run by the supervisor after kubelet and containerd have gone. Their pods run on without them, by design: here
 * they end, and with them what the kernel keeps for them: shims, mounts, control groups, the bridge.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf, removeGroups } from './control-groups.ts';
import { restoreKernelSettings } from './kernel-settings.ts';
import type { NodeSite } from './node-site.ts';

/** The kubelet keeps links to pod logs there, wherever the logs are. */
const LOG_LINKS = '/var/log/containers';
/** containerd's network library notes each pod's network there, wherever containerd keeps the rest. */
const NETWORK_RESULTS = '/var/lib/cni/results';
const SHIM_SOCKETS = '/run/containerd/s/';

const site = JSON.parse(process.argv[2] ?? '') as NodeSite;
const sockets = shims().flatMap(socketsOf);
await endProcesses();
for (const socket of sockets) rmSync(socket, { force: true });
unmountAll();
removeGroups(site.cgroup);
spawnSync('ip', ['link', 'delete', site.bridge], { stdio: 'ignore' });
removeLogLinks();
removeNetworkResults();
restoreKernelSettings(join(site.dir, 'kernel-settings.json'));

/** Containers first, then the shims that watch over them. A process that is being killed may fork once more. */
async function endProcesses(): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const pids = [...processesOf(site.cgroup), ...shims()];
    if (pids.length === 0) return;
    for (const pid of pids) kill(pid);
    await sleep(50);
  }
}

/** Shims know the socket of their containerd by their arguments. */
function shims(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid =>
      readText(join('/proc', pid, 'cmdline'))
        .split('\0')
        .includes(site.socket),
    )
    .map(Number)
    .filter(pid => pid !== process.pid);
}

/** Paths of a shim's sockets, which are not below the node's folder, and which it leaves when it is killed. */
function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const descriptors = existsSync(folder) ? readdirSync(folder) : [];
  const inodes = new Set(
    descriptors.map(name => /^socket:\[(\d+)\]$/.exec(readLink(join(folder, name)))?.[1]),
  );
  return readText('/proc/net/unix')
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , , , , inode, path]) => inodes.has(inode) && path?.startsWith(SHIM_SOCKETS))
    .map(([, , , , , , , path]) => path ?? '');
}

/** Deepest first; lazily where something still holds a mount. */
function unmountAll(): void {
  const mounts = readText('/proc/self/mountinfo')
    .split('\n')
    .map(line => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '))
    .filter(path => path.startsWith(`${site.dir}/`));
  for (const path of mounts.reverse()) spawnSync('umount', ['--lazy', path], { stdio: 'ignore' });
}

function removeLogLinks(): void {
  if (!existsSync(LOG_LINKS)) return;
  for (const name of readdirSync(LOG_LINKS)) {
    const link = join(LOG_LINKS, name);
    if (readLink(link).startsWith(site.dir)) rmSync(link);
  }
}

function removeNetworkResults(): void {
  if (!existsSync(NETWORK_RESULTS)) return;
  for (const name of readdirSync(NETWORK_RESULTS)) {
    const file = join(NETWORK_RESULTS, name);
    if (readText(file).includes(site.dir)) rmSync(file);
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

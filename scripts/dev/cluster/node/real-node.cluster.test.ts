import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../processes/wait-for.ts';
import { type LocalCluster, parseKubernetes } from '../local-cluster.ts';
import { startCluster } from '../start-cluster.ts';
import { hasNodePrograms } from './node-requirements.ts';
import { samplePodSpec } from './sample-pod.ts';

const execute = promisify(execFile);

const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'store' },
  spec: {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: { app: 'store' } },
    template: { metadata: { labels: { app: 'store' } }, spec: samplePodSpec('data') },
  },
};

/** What mentions the cluster's folder: a mount, a process, or the folder itself. */
function leftovers(folder: string): string[] {
  const lines = (path: string): string[] => readFileSync(path, 'utf8').split('\n');
  const commandLines = readdirSync('/proc').flatMap(pid => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      return [];
    }
  });
  return [
    ...lines('/proc/self/mountinfo').filter(line => line.includes(folder)),
    ...commandLines.filter(line => line.includes(folder)),
    ...(existsSync(folder) ? [folder] : []),
  ];
}

/** Control groups and network interfaces that carry the name of the node whose folder that is. */
function namedAfter(site: string): string[] {
  const groups = ['', ...readdirSync('/sys/fs/cgroup')].flatMap(hierarchy => {
    const path = `/sys/fs/cgroup/${hierarchy}`;
    return existsSync(`${path}/cgroup.procs`) ? readdirSync(path) : [];
  });
  return [...groups, ...Object.keys(networkInterfaces())].filter(name => name.startsWith(site));
}

/** What the names of a node's parts begin with: an interface's name has no room for the whole of it. */
function siteName(folder: string): string {
  const { cgroupRoot } = JSON.parse(readFileSync(`${folder}/node/kubelet.json`, 'utf8'));
  return String(cgroupRoot).slice(1, 1 + 'tenantry-'.length + 6);
}

const here = hasNodePrograms();
if (!here)
  console.warn(
    'the tests of a real node are NOT RUN: it needs Linux, root and the packages in CONTRIBUTING.md',
  );

// In CI what is missing is a failure: the node's own message says what to install.
describe.skipIf(!here && !process.env['CI'])('a real node', () => {
  let cluster: LocalCluster;

  beforeAll(async () => {
    const kubernetes = parseKubernetes(process.env['TENANTRY_TEST_KUBERNETES']);
    cluster = await startCluster({ kubernetes, nodes: 'kubelet' });
  }, 180_000);
  afterAll(() => cluster?.stop());

  async function kubectl(args: string[], input?: unknown): Promise<string> {
    const call = execute(cluster.kubectl, ['--kubeconfig', cluster.kubeconfig, '-n', 'sample', ...args]);
    call.child.stdin?.end(input === undefined ? undefined : JSON.stringify(input));
    return (await call).stdout;
  }

  test('runs a restricted pod whose data outlives it', async () => {
    await kubectl(['create', 'namespace', 'sample']);
    await kubectl(['label', 'namespace', 'sample', 'pod-security.kubernetes.io/enforce=restricted']);
    await waitFor(
      'the service account',
      10_000,
      async () => (await kubectl(['get', 'sa', 'default'])) !== '',
    );
    await kubectl(['apply', '-f', '-'], CLAIM);
    await kubectl(['apply', '-f', '-'], DEPLOYMENT);
    await kubectl(['rollout', 'status', 'deployment/store', '--timeout=60s']);
    expect(await kubectl(['logs', 'deployment/store'])).toMatch(/start 1, listening/);

    await kubectl(['delete', 'pod', '-l', 'app=store', '--wait=true']);
    await kubectl(['rollout', 'status', 'deployment/store', '--timeout=60s']);
    await kubectl(['wait', 'pod', '-l', 'app=store', '--for=condition=Ready', '--timeout=60s']);
    expect(await kubectl(['logs', '-l', 'app=store'])).toMatch(/start 2, listening/);
  }, 180_000);

  test('ends without leaving a process, mount, control group, network or file', async () => {
    const folder = dirname(cluster.kubeconfig);
    const site = siteName(folder);
    expect(leftovers(folder)).not.toEqual([]);
    expect(namedAfter(site)).not.toEqual([]);
    await cluster.stop();
    expect(leftovers(folder)).toEqual([]);
    expect(namedAfter(site)).toEqual([]);
  }, 60_000);
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { attachCluster, contextKubeconfig } from './attached-cluster.ts';
import { KUBERNETES_MINORS } from './local-cluster.ts';
import { useCluster } from './test-cluster.ts';

const execute = promisify(execFile);
// Certificate requests are signed by the controller-manager.
const cluster = useCluster({ controllerManager: true });

test('a cluster attached by its context gives any identity a certificate, and is left running', async () => {
  const { kubectl, kubeconfig, server, version } = cluster();
  process.env['KUBECONFIG'] = kubeconfig;
  const attached = await attachCluster(
    {},
    { source: 'context', reason: 'a test', kubectl, kubeconfig: await contextKubeconfig(kubectl, 'local') },
  );
  expect(attached).toMatchObject({ server, version, source: 'context' });

  const path = await attached.kubeconfigFor({ name: 'sample-user', groups: ['sample-group'] });
  const { stdout } = await execute(kubectl, [
    '--kubeconfig',
    path,
    'auth',
    'whoami',
    '-o',
    'jsonpath={.status.userInfo.username}',
  ]);
  expect(stdout).toBe('sample-user');

  await attached.stop();
  await execute(kubectl, ['--kubeconfig', kubeconfig, 'get', '--raw', '/readyz']);
});

test('a cluster of another minor version than the one asked for is refused', async () => {
  const { kubectl, kubeconfig, version } = cluster();
  process.env['KUBECONFIG'] = kubeconfig;
  const attachment = {
    source: 'context' as const,
    reason: 'a test',
    kubectl,
    kubeconfig: await contextKubeconfig(kubectl, 'local'),
  };
  const other = KUBERNETES_MINORS.find(minor => !version.startsWith(`${minor}.`));
  await expect(attachCluster({ kubernetes: other }, attachment)).rejects.toThrow(
    /is asked for, and the cluster/,
  );
});

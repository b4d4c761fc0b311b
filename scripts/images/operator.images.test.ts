import { afterEach, expect, inject, test } from 'vitest';
import { useCluster } from '../dev/cluster/test-cluster.ts';
import { kubectlFor } from '../dev/start/kubectl.ts';
import { HardenedContainer, runHardened } from './hardened-container.ts';
import { operatorRun } from './operator-run.ts';

const cluster = useCluster();
const image = inject('images').operator;
let container: HardenedContainer | undefined;

/** Who holds a lease of the cluster; nobody when it was handed over. */
async function leader(): Promise<string> {
  const path = 'jsonpath={.items[*].spec.holderIdentity}';
  return (await kubectlFor(cluster())('get', 'leases', '--namespace=default', '--output', path)).trim();
}

afterEach(async () => {
  await container?.remove();
  container = undefined;
});

test('without a right it becomes ready on a cluster, leads, and hands the lease over when asked to end', async () => {
  container = await HardenedContainer.start(await operatorRun(image, cluster()));
  await container.ready();
  expect(await container.rights()).toEqual({
    uid: 10_001,
    capabilities: '0000000000000000',
    noNewPrivileges: true,
  });
  expect((await container.exec('node', '/app/main.js', 'healthcheck')).code).toBe(0);
  await expect.poll(leader, { timeout: 20_000 }).not.toBe('');
  const { code, milliseconds } = await container.stop();
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(15_000);
  expect(await leader()).toBe('');
});

test('no program of the base is needed beside node: no shell, nothing of /usr/bin', async () => {
  const run = await operatorRun(image, cluster());
  container = await HardenedContainer.start({
    ...run,
    options: [...(run.options ?? []), '--tmpfs=/usr/bin'],
  });
  await container.ready();
  expect((await container.exec('sh', '-c', 'true')).code).not.toBe(0);
});

test('the health check fails, and says why, where nothing is served', async () => {
  const { code, stderr } = await runHardened({ image, args: ['healthcheck'] });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('0.0.0.0:8081 does not answer'),
  });
});

test.each([
  ['a variable', { env: { TENANTRY_CONCURRENCY: 'many' } }, 'TENANTRY_CONCURRENCY'],
  ['a flag', { args: ['--concurency', '3'] }, "'--concurency'"],
  ['no cluster', {}, 'no kubeconfig was given'],
])('a wrong configuration, %s, ends with 2 and names what is wrong', async (_what, given, named) => {
  const { code, stderr } = await runHardened({ image, ...given });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(named) });
});

test('its flags are explained', async () => {
  const { code, stdout } = await runHardened({ image, args: ['--help'] });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('--probe-address') });
});

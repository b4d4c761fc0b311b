import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../processes/wait-for.ts';
import { useCluster } from './test-cluster.ts';

const execute = promisify(execFile);

describe('a local cluster with simulated nodes', () => {
  const cluster = useCluster({ nodes: { simulated: 1 }, auditLog: true });

  async function kubectl(...args: string[]): Promise<string> {
    const { kubectl: program, kubeconfig } = cluster();
    return (await execute(program, ['--kubeconfig', kubeconfig, ...args])).stdout;
  }

  test('rolls a Deployment out to Available', async () => {
    await kubectl('create', 'deployment', 'web', '--image=sample', '--replicas=2');
    await kubectl('wait', 'deployment/web', '--for=condition=Available', '--timeout=45s');
    expect(await kubectl('get', 'deployment', 'web', '-o', 'jsonpath={.status.readyReplicas}')).toBe('2');
  });

  test('finishes the deletion of a namespace', async () => {
    await kubectl('create', 'namespace', 'short-lived');
    await kubectl('delete', 'namespace', 'short-lived', '--timeout=45s');
  });

  test('binds a claim of the default storage class', async () => {
    const claim = JSON.stringify({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    const { kubectl: program, kubeconfig } = cluster();
    const apply = execute(program, ['--kubeconfig', kubeconfig, 'apply', '-f', '-']);
    apply.child.stdin?.end(claim);
    await apply;
    await kubectl('wait', 'pvc/data', '--for=jsonpath={.status.phase}=Bound', '--timeout=45s');
  });

  test('knows the bearer of a client certificate by name and groups, and grants it nothing of itself', async () => {
    const kubeconfig = await cluster().kubeconfigFor({ name: 'sample-user', groups: ['sample-group'] });
    const as = (...args: string[]) => execute(cluster().kubectl, ['--kubeconfig', kubeconfig, ...args]);
    const { stdout } = await as(
      'auth',
      'whoami',
      '-o',
      'jsonpath={.status.userInfo.username} {.status.userInfo.groups}',
    );
    expect(stdout).toBe('sample-user ["sample-group","system:authenticated"]');
    await expect(as('get', 'pods')).rejects.toThrow(/pods is forbidden: User "sample-user"/);
  });

  test('records who asked for what in the audit log', async () => {
    const kubeconfig = await cluster().kubeconfigFor({ name: 'audited-user' });
    await execute(cluster().kubectl, ['--kubeconfig', kubeconfig, 'get', 'secrets']).catch(() => undefined);
    const entries = async () =>
      (await readFile(cluster().auditLog ?? '', 'utf8'))
        .split('\n')
        .filter(line => line.includes('"audited-user"'));
    await waitFor('the audit entry', 10_000, async () =>
      (await entries()).some(line => line.includes('"secrets"')),
    );
    const entry = JSON.parse((await entries()).find(line => line.includes('"secrets"')) ?? '');
    expect(entry).toMatchObject({ verb: 'list', stage: 'ResponseComplete', responseStatus: { code: 403 } });
  });

  test('gives controllers service accounts of their own', async () => {
    const audit = await readFile(cluster().auditLog ?? '', 'utf8');
    expect(audit).toContain('"username":"system:serviceaccount:kube-system:deployment-controller"');
  });
});

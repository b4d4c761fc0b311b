import { expect, test } from 'vitest';
import { useCluster } from '../../scripts/dev/cluster/test-cluster.ts';
import { Api } from './api.ts';
import { AuditLog, describeEntry } from './audit-log.ts';

const cluster = useCluster({ auditLog: true });
const configMap = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

test("the audit log shows one user's writes since a mark, dry runs and leases excepted", async () => {
  const { server, auditLog = '' } = cluster();
  const as = async (name: string) =>
    new Api(server, await cluster().credentialsFor({ name, groups: ['system:masters'] }));
  const [watched, other] = await Promise.all([as('watched'), as('other')]);
  const audit = new AuditLog(auditLog, other);

  await watched.create('configmaps', 'default', configMap('before-the-mark'));
  await audit.mark();
  await watched.create('configmaps', 'default', configMap('mine'));
  await watched.read('configmaps', 'default', 'mine');
  await other.create('configmaps', 'default', configMap('not-mine'));
  await watched.call('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', configMap('dry'));
  await watched.create('leases', 'default', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'sample' },
  });
  await watched.delete('configmaps', 'default', 'mine');

  const writes = await audit.writesOf('watched');
  expect(writes.map(describeEntry)).toEqual([
    'create configmaps default/mine (201)',
    'delete configmaps default/mine (200)',
  ]);
  watched.close();
  other.close();
});

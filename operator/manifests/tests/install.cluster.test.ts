import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { installManifests } from './install-manifests.test-support.ts';

const OPERATOR = fileURLToPath(new URL('../..', import.meta.url));

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  beforeAll(() => installManifests(cluster()));

  test.each(['manifests', 'manifests/in-cluster', 'tiers', 'samples'])(
    'kubectl apply -k operator/%s works, without a warning, and again without a change',
    async folder => {
      const apply = () =>
        execa(cluster().kubectl, [
          '--kubeconfig',
          cluster().kubeconfig,
          ...[
            'apply',
            '--server-side',
            '-o',
            'jsonpath={range .items[*]}{.kind}/{.metadata.resourceVersion}{"\\n"}{end}',
          ],
          ...['-k', `${OPERATOR}/${folder}`],
        ]);
      const first = await apply();
      expect(first.stderr).toBe('');
      expect(first.stdout.split('\n').length).toBeGreaterThan(1);
      // A Tenant's default status comes with reading; the first write after its creation stores it.
      const second = await apply();
      expect((await apply()).stdout).toBe(second.stdout);
    },
  );
});

import { canonicalQuantity, compareQuantities } from '@tenantry/contracts/kubernetes/quantity';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writtenQuantity } from '../../../contracts/src/kubernetes/quantity.test-support.ts';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { ADMIN, ApiUser } from './api-user.test-support.ts';

const PECULIAR = ['1.500', '1.234k', '+5', '5.', '.5', '007Ki', '1025Ki', '2000e3', '0.5Ki', '1.1Ki'];

const autoscalerSchema = z.object({
  spec: z.object({
    metrics: z.array(z.object({ external: z.object({ target: z.object({ averageValue: z.string() }) }) })),
  }),
});

/** The one built-in kind that holds any number of quantities of any size, as long as they are not zero. */
function autoscaler(quantities: readonly string[]): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'quantities' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' },
      maxReplicas: 1,
      metrics: quantities.map(averageValue => ({
        type: 'External',
        external: { metric: { name: 'any' }, target: { type: 'AverageValue', averageValue } },
      })),
    },
  };
}

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });

  test('2,000 quantities of every notation are printed by us exactly as by the API server', async () => {
    const admin = await ApiUser.of(cluster(), ADMIN);
    const sample = [...fc.sample(writtenQuantity, 2000), ...PECULIAR];
    const written = sample.filter(text => compareQuantities(text, '0') > 0);
    const answer = await admin.create(
      '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers?dryRun=All',
      autoscaler(written),
    );
    expect(answer.message.slice(0, 500)).toBe('');
    const { metrics } = autoscalerSchema.parse(answer.object).spec;
    const differing = metrics
      .map(({ external }, index) => ({ text: written[index] ?? '', server: external.target.averageValue }))
      .map(each => ({ ...each, ours: canonicalQuantity(each.text) }))
      .filter(({ server, ours }) => server !== ours);
    expect(differing).toEqual([]);
    await admin.close();
  });
});

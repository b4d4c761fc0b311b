import { Registry } from 'prom-client';
import { z } from 'zod';
import { table } from '../../contracts/generate/markdown.ts';
import { RuntimeMetrics } from '../src/runtime/metrics.ts';

/** The types of prom-client leave the names of a metric's labels out. */
const metricSchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.string(),
  labelNames: z.array(z.string()),
});

/** One row per metric that the operator registers, under the prefix that it registers them with. */
export function metricsTable(prefix: string): string[] {
  const registry = new Registry();
  new RuntimeMetrics({ prefix, registry });
  const metrics = registry.getMetricsAsArray().map(metric => metricSchema.parse(metric));
  return table(
    ['metric', 'type', 'labels', 'what it counts'],
    metrics.map(({ name, type, labelNames, help }) => [
      `\`${name}\``,
      type,
      labelNames.map(label => `\`${label}\``).join(', '),
      help,
    ]),
  );
}

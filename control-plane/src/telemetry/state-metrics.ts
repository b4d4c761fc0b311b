import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Readiness } from '../http/readiness.ts';
import type { Logger } from '../logger.ts';
import type { ChangeCollection } from '../storage/aggregates.ts';

/** What is read when /metrics is asked, each by one short look. */
export function watchState(parts: {
  readonly registry: Registry;
  readonly changes: ChangeCollection;
  readonly readiness: Readiness;
  readonly clock: Clock;
  readonly logger: Logger;
}): void {
  const { registry, changes, readiness, clock, logger } = parts;
  const lag = new Gauge({
    name: 'tenantry_projection_lag_seconds',
    help: 'How long the oldest change has waited for its head, audit entry and events; 0 when none waits',
    registers: [registry],
    async collect() {
      try {
        const [oldest] = await changes.scan({ index: 'pending', limit: 1 });
        lag.set(oldest === undefined ? 0 : Math.max(0, clock.now() - Date.parse(oldest.at)) / 1_000);
      } catch (error) {
        logger.warn({ err: error }, 'changes that wait cannot be read');
      }
    },
  });
  const failing = new Gauge({
    name: 'tenantry_check_failing',
    help: '1 while a check of readiness fails, and this replica should be given no work',
    labelNames: ['check'],
    registers: [registry],
    async collect() {
      const { checks } = await readiness.report();
      failing.reset();
      for (const { name, ok } of checks) failing.set({ check: name }, ok ? 0 : 1);
    },
  });
}

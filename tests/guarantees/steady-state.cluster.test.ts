import { beforeAll, expect, test } from 'vitest';
import { describeEntry } from '../drivers/audit-log.ts';
import { RECONCILES } from '../drivers/operator-process.ts';
import { SAMPLE_OWNERS, smallTierSpec, tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';
import { OPERATOR_IDENTITY } from '../drivers/world.ts';

const world = useWorld({ auditLog: true });
/** The spread forced re-apply writes on purpose; here it must not come by chance. */
const RARE_REAPPLY = { TENANTRY_REAPPLY_INTERVAL_MS: String(30 * 24 * 3_600_000) };
const names = Array.from({ length: 20 }, (_, at) => `sample-steady-${at}`);

beforeAll(async () => {
  await world().apply(tier('sample-wide', wideTierSpec()));
  await world().apply(tier('sample-small', smallTierSpec()));
  for (const [at, name] of names.entries()) {
    await world().apply(
      tenant(name, at % 2 === 0 ? 'sample-wide' : 'sample-small', { owners: SAMPLE_OWNERS }),
    );
  }
}, 60_000);

test('converged tenants, reconciled again and again after a restart, are written to by nobody', async () => {
  const operator = await world().leader({ env: RARE_REAPPLY });
  for (const name of names) await world().ready(name);
  const audit = world().audit;
  await expect.poll(() => quietFor(audit), { timeout: 40_000 }).toEqual([]);

  const before = await operator.metric(RECONCILES, { controller: 'tenant' });
  await audit.mark();
  for (const name of names) {
    await world().api.patch('tenants', '', name, {
      metadata: { annotations: { 'sample.invalid/poke': '1' } },
    });
  }
  await expect
    .poll(async () => (await operator.metric(RECONCILES, { controller: 'tenant' })) - before, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(names.length);
  expect((await audit.writesOf(OPERATOR_IDENTITY.name)).map(describeEntry)).toEqual([]);

  await operator.stop();
  await audit.mark();
  const next = await world().leader({ env: RARE_REAPPLY });
  await expect
    .poll(() => next.metric(RECONCILES, { controller: 'tenant' }), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(names.length);
  expect((await audit.writesOf(OPERATOR_IDENTITY.name)).map(describeEntry)).toEqual([]);
});

/** Longer than a status may be held back. */
const QUIET_MS = 3_000;

/** Writes from now until there has been time for every one that was due. */
async function quietFor(audit: ReturnType<typeof world>['audit']): Promise<string[]> {
  await audit.mark();
  await new Promise(resolve => setTimeout(resolve, QUIET_MS));
  return (await audit.writesOf(OPERATOR_IDENTITY.name)).map(describeEntry);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/app.ts';
import { silentLogger } from '../src/logger.ts';
import { openStore } from '../src/storage/open-store.ts';
import { round } from './latency.ts';

/**
 * How long it takes to make the statements of many tenants whose months end at once, and to reckon revenue over all of
 * them, on SQLite. No usage is sent: what is measured is what each statement costs whatever was used.
 *
 *   node control-plane/bench/statements.ts --tenants 10000 --months 2
 */
const { values } = parseArgs({
  options: { tenants: { type: 'string', default: '1000' }, months: { type: 'string', default: '2' } },
});
const tenants = Number(values.tenants);
const months = Number(values.months);

const DAY_MS = 86_400_000;
const BEGIN = Date.parse('2026-01-01T00:00:00.000Z');
const clock = {
  at: BEGIN,
  now() {
    return this.at;
  },
};
const folder = await mkdtemp(join(tmpdir(), 'tenantry-statements-'));
const store = await openStore(`sqlite:${join(folder, 'tenantry.db')}`);
try {
  const app = await createApp({ store, clock, logger: silentLogger });
  const { subscriptions, invoices } = app.domains;
  const note = { actor: { id: 'system:bench', name: 'Benchmark' }, requestId: 'bench' };
  for (let made = 0; made < tenants; made++) {
    const origin = uuidv7();
    await subscriptions.service.create(uuidv7(), { planId: 'pro', trialDays: 0 }, { ...note, origin });
  }
  const seconds: number[] = [];
  let closed = 0;
  for (let month = 1; month <= months; month++) {
    clock.at = Date.UTC(2026, month, 1) + DAY_MS;
    const began = performance.now();
    for (let more = true; more; ) {
      const pass = await invoices.due.pass();
      closed += pass.closed;
      more = pass.more;
    }
    seconds.push((performance.now() - began) / 1_000);
  }
  const revenue = async (knownAt: number) => {
    const began = performance.now();
    const [from, asOf] = [new Date(BEGIN + DAY_MS).toISOString(), new Date(clock.at).toISOString()];
    await app.domains.revenue.report.of({ from, asOf, knownAt: new Date(knownAt).toISOString() });
    return round((performance.now() - began) / 1_000);
  };
  const figures = {
    tenants,
    statements: closed,
    secondsByMonth: seconds.map(round),
    statementsPerSecond: seconds.map(one => Math.round(tenants / one)),
    revenueSeconds: await revenue(clock.at),
    revenueBeforeChangesSeconds: await revenue(BEGIN - 1),
  };
  await app.stop();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  if (closed !== tenants * months) process.exitCode = 1;
} finally {
  await store.close();
  await rm(folder, { recursive: true });
}

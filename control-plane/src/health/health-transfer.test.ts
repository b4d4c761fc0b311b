import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { exported, tenantry } from '../transfer/transfer.test-support.ts';
import { bought, healthOf } from './health-app.test-support.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-health-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what was entered, scored and written down is there after a move to another store', async () => {
  const [clock, store, target] = [new FakeClock(), new MemoryStore(), new MemoryStore()];
  const asked = async (app: TestApp, path: string) => (await app.as('cs')('GET', path)).body;
  const app = await startTestApp({ store, clock });
  const { tenantId } = await registered(app);
  await bought(app, tenantId);
  const cs = app.as('cs');
  await cs('PUT', `/v1/tenants/${tenantId}/health/sentiment`, { body: { rating: 2 } });
  await cs('POST', `/v1/tenants/${tenantId}/tasks`, { body: { action: 'talk_to_customer' } });
  clock.advance(8 * 86_400_000);
  await cs('PUT', `/v1/tenants/${tenantId}/health/support`, { body: { openTickets: 2, criticalTickets: 1 } });
  const questions = [`/v1/tenants/${tenantId}/health/history`, '/v1/tasks', '/v1/health/settings'];
  const before = [
    await healthOf(app, tenantId),
    ...(await Promise.all(questions.map(path => asked(app, path)))),
  ];
  expect(before[0]).toMatchObject({
    state: 'at_risk',
    hardFacts: [{ code: 'critical_incident' }],
  });
  const file = join(folder, 'export');
  writeFileSync(file, await exported(store, clock));
  await app[Symbol.asyncDispose]();

  await tenantry(target, ['import', '--from', file], { clock });
  await using served = await startTestApp({ store: target, clock });

  const after = [
    await healthOf(served, tenantId),
    ...(await Promise.all(questions.map(path => asked(served, path)))),
  ];
  expect(after).toEqual(before);
});

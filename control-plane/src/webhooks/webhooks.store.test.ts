import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { startReceiver } from './receiver.test-support.ts';
import { numbersOf, webhookProcess } from './webhooks.test-support.ts';

const WEBHOOK = '01900000-0000-7000-8000-000000000001';
const TENANTS = 7;
const EVENTS = 210;
/** On a server that answers slowly. */
const FEW = 42;

/** What webhooks promise, on a real store and with real concurrency. */
function describeWebhooks(name: string, open: () => Promise<Store>, events = EVENTS): void {
  test(`two replicas at once deliver each event under one id and one number, without a gap, on ${name}`, async () => {
    const store = await open();
    const clock = new FakeClock();
    await using receiver = await startReceiver(clock);
    const [one, two] = [await webhookProcess(store, clock), await webhookProcess(store, clock)];
    await one.webhooks.settle();
    await one.subscribe(WEBHOOK, receiver.url);
    let failing = 0;
    receiver.answer = () => (++failing % 5 === 0 ? 503 : 200);
    for (let event = 0; event < events; event += 6) {
      await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          (at % 2 === 0 ? one : two).tell(`t${(event + at) % TENANTS}`, String(event + at)),
        ),
      );
      if (event % 60 === 0) await Promise.all([one.webhooks.settle(), two.webhooks.settle()]);
    }
    receiver.answer = () => 200;
    for (let pass = 0; pass < 6; pass++) {
      clock.advance(400_000);
      await Promise.all([one.webhooks.settle(), two.webhooks.settle()]);
    }
    const arrived = receiver.received.filter(({ status }) => status === 200).map(({ body }) => body);
    const whole = Array.from({ length: events / TENANTS }, (_, at) => at + 1);
    expect([...numbersOf(arrived).values()]).toEqual(Array.from({ length: TENANTS }, () => whole));
    await Promise.all([one, two].map(({ webhooks }) => webhooks.stop()));
  }, 120_000);
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-webhooks-'));
const opened: Store[] = [];
afterAll(async () => {
  await Promise.all(opened.map(store => store.close()));
  rmSync(folder, { recursive: true });
});

async function kept<S extends Store>(store: Promise<S>): Promise<S> {
  opened.push(await store);
  return store;
}

describeWebhooks('SQLite', () => kept(SqliteStore.open(join(folder, 'webhooks.db'))));
await describeMongo('webhooks', ({ kind, fresh }) => {
  describeWebhooks(`MongoDB, ${kind}`, () => kept(fresh()), kind === 'ferretdb' ? FEW : EVENTS);
});

import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { isoTime } from '../clock.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { type Delivery, webhookDeliveriesSpec, webhookWorkSpec } from './delivery.ts';
import { Dispatcher } from './dispatcher.ts';
import type { LaneOutcome } from './lane.ts';
import type { WebhookState } from './webhook.ts';
import { WorkBook } from './work-book.ts';

const webhook = (webhookId: string, at: string): WebhookState => ({
  webhookId,
  name: webhookId,
  url: 'https://receiver.example/',
  events: [],
  tenantId: null,
  phase: 'enabled',
  createdAt: at,
  secrets: [],
  opened: 'none',
});

const delivery = (webhookId: string, at: string): Delivery => ({
  id: `${webhookId}/one`,
  webhookId,
  deliveryId: 'one',
  event: 'event',
  number: 1,
  position: 0,
  type: 'tenant.registered',
  state: 'waiting',
  createdAt: at,
  attempts: 0,
  waitingFor: webhookId,
  dueAt: at,
  replay: false,
});

test('a webhook in trouble that finds no room is put off, and stands in nobody’s way', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const works = await store.collection(webhookWorkSpec);
  const deliveries = await store.collection(webhookDeliveriesSpec);
  const book = new WorkBook({ works, deliveries, clock, logger: silentLogger });
  const at = isoTime(clock.now());
  const tried: string[] = [];
  const release = Promise.withResolvers<void>();
  const attempt = async ({ id, webhookId }: Delivery): Promise<LaneOutcome> => {
    const before = tried.filter(other => other === webhookId).length;
    tried.push(webhookId);
    if (before === 0) return { is: 'failed', milliseconds: 1 };
    await release.promise;
    await deliveries.remove([id]);
    return { is: 'arrived', milliseconds: 1 };
  };
  const limits = { inAll: 10, troubled: 1, each: 1 };
  const dispatcher = new Dispatcher({ attempt, webhook: async id => webhook(id, at) }, book, limits);
  await deliveries.insert([delivery('a', at), delivery('b', at)]);
  await book.wake(['a', 'b']);
  await dispatcher.pump();
  while (tried.length < 3) await new Promise(resolve => setImmediate(resolve));
  const [stuck, other] = tried.at(-1) === 'a' ? ['a', 'b'] : ['b', 'a'];
  for (let round = 0; round < 20; round++) await new Promise(resolve => setImmediate(resolve));
  expect((await works.get(other))?.dueAt).toBe(isoTime(clock.now() + 5_000));
  release.resolve();
  await dispatcher.settled();
  expect(tried.filter(id => id === other)).toHaveLength(1);
  clock.advance(5_000);
  await dispatcher.pump();
  await dispatcher.settled();
  expect(tried.toSorted()).toEqual([stuck, other, stuck, other].toSorted());
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { type Between, type Death, Dying, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { type Receiver, startReceiver } from './receiver.test-support.ts';
import { numbersOf, webhookProcess } from './webhooks.test-support.ts';

const WEBHOOK = '01900000-0000-7000-8000-000000000001';
/** Longer than a turn of the fan-out, and than an attempt whose process died. */
const LATER = 70_000;

let receiver: Receiver;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  receiver = await startReceiver(clock);
});
afterEach(() => receiver[Symbol.asyncDispose]());

async function told(store: MemoryStore) {
  const first = await webhookProcess(store, clock);
  await first.webhooks.settle();
  await first.subscribe(WEBHOOK, receiver.url);
  for (const [tenant, events] of [
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ] as const)
    for (let event = 1; event <= events; event++) await first.tell(tenant, String(event));
}

const WHOLE = new Map([
  ['a', [1, 2, 3]],
  ['b', [1, 2]],
  ['c', [1]],
]);

/** Undefined when there is no such call. */
async function crashAt(at: number, death: Death) {
  const store = new MemoryStore();
  await told(store);
  clock.advance(LATER);
  receiver.received.length = 0;
  const dying = new Dying(at, death);
  const process = await webhookProcess(new UnreliableStore(store, dying), clock).catch(() => undefined);
  await process?.webhooks.settle().catch(() => undefined);
  await process?.webhooks.stop();
  if (dying.calls < at) return undefined;
  const before = receiver.received.length;
  const next = await webhookProcess(store, clock);
  for (let pass = 0; pass < 3; pass++) {
    clock.advance(LATER);
    await next.webhooks.settle();
  }
  return { bodies: receiver.received.map(({ body }) => body), again: receiver.received.length - before };
}

test('a process killed before, after or amid any call to the store loses no event, and gives none two numbers', async () => {
  let crashes = 0;
  for (const death of ['before', 'after', 'half'] as const satisfies readonly Death[]) {
    for (let at = 0; ; at++, crashes++) {
      const outcome = await crashAt(at, death);
      if (outcome === undefined) break;
      expect(numbersOf(outcome.bodies), `${death} call ${at}`).toEqual(WHOLE);
      // At least once, and hardly more: what was under way when it died.
      expect(outcome.bodies.length, `${death} call ${at}`).toBeLessThanOrEqual(6 + 4);
    }
  }
  expect(crashes).toBeGreaterThan(60);
}, 120_000);

test('what is told before anybody has read for webhooks for the first time arrives, too', async () => {
  const store = new MemoryStore();
  const first = await webhookProcess(store, clock);
  await first.subscribe(WEBHOOK, receiver.url);
  await first.tell('a', '1');
  // It dies without a pass.
  await first.webhooks.stop();
  const next = await webhookProcess(store, clock);
  await next.tell('a', '2');
  await next.webhooks.settle();
  expect(numbersOf(receiver.received.map(({ body }) => body))).toEqual(new Map([['a', [1, 2]]]));
});

test.each(['changes.scan', 'webhook_places.get'])(
  'a process that is held up at %s, as its turn begins, misses no webhook that another one meets meanwhile',
  async call => {
    const store = new MemoryStore();
    const one = await webhookProcess(store, clock);
    await one.webhooks.settle();
    clock.advance(LATER);
    let meanwhile: (() => Promise<void>) | undefined;
    const heldUp: Between = {
      before: async passing => {
        const first = passing === call ? meanwhile : undefined;
        if (first !== undefined) meanwhile = undefined;
        await first?.();
        return 0;
      },
      after: async () => undefined,
      half: () => false,
    };
    const two = await webhookProcess(new UnreliableStore(store, heldUp), clock);
    meanwhile = async () => {
      await one.subscribe(WEBHOOK, receiver.url);
      clock.advance(LATER);
      await one.webhooks.settle();
      await one.tell('a', '1');
    };
    await two.webhooks.settle();
    expect(numbersOf(receiver.received.map(({ body }) => body))).toEqual(new Map([['a', [1]]]));
  },
);

test('two replicas share the work: each event arrives, under one id and one number', async () => {
  const store = new MemoryStore();
  const [one, two] = [await webhookProcess(store, clock), await webhookProcess(store, clock)];
  await one.webhooks.settle();
  await one.subscribe(WEBHOOK, receiver.url);
  for (let event = 1; event <= 60; event++)
    await (event % 2 === 0 ? one : two).tell(`t${event % 5}`, String(event));
  receiver.answer = ({ headers }) => (String(headers['webhook-id']).length % 3 === 0 ? 503 : 200);
  for (let pass = 0; pass < 6; pass++) {
    await Promise.all([one.webhooks.settle(), two.webhooks.settle()]);
    receiver.answer = () => 200;
    clock.advance(LATER);
  }
  const numbers = numbersOf(receiver.received.map(({ body }) => body));
  expect([...numbers.values()]).toEqual(
    Array.from({ length: 5 }, () => Array.from({ length: 12 }, (_, at) => at + 1)),
  );
});

import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { ApiError } from './client/api-error.ts';
import { Controller, type ControllerOptions, type ReconcileContext } from './controller.ts';
import { FakeClock, settle } from './fake-clock.test-support.ts';
import { silentLogger } from './logger.ts';
import { RuntimeMetrics } from './metrics.ts';

/** A controller on a clock that stands still; what it reconciles waits until `finish` where `held`. */
function build(options: Partial<ControllerOptions> & { held?: boolean } = {}) {
  const clock = new FakeClock();
  const runs: { key: string; at: number; context: ReconcileContext }[] = [];
  const open: (() => void)[] = [];
  const reconcile: ControllerOptions['reconcile'] = async (key, context) => {
    runs.push({ key, at: clock.monotonic(), context });
    if (options.held) await new Promise<void>(resolve => open.push(resolve));
    return options.reconcile?.(key, context);
  };
  const controller = new Controller({
    name: 'sample',
    concurrency: 2,
    logger: silentLogger,
    clock,
    random: () => 0,
    ...options,
    reconcile,
  });
  return { clock, controller, runs, keys: () => runs.map(run => run.key), finish: () => open.shift()?.() };
}

test('keys queued before the start wait for it', async () => {
  const { controller, keys } = build();
  controller.enqueue('a');
  await settle();
  expect(keys()).toEqual([]);
  controller.start();
  await settle();
  expect(keys()).toEqual(['a']);
});

test('no more keys are worked on at once than allowed, and never one key twice', async () => {
  const { controller, keys, finish } = build({ held: true });
  controller.start();
  for (const key of ['a', 'b', 'c', 'a']) controller.enqueue(key);
  await settle();
  expect(keys()).toEqual(['a', 'b']);
  finish();
  await settle();
  expect(keys()).toEqual(['a', 'b', 'c']);
});

test('a reserved worker is there for high priority while a resync keeps all others busy', async () => {
  const { controller, keys, finish } = build({ held: true, concurrency: 3, reserved: 1 });
  controller.start();
  for (const key of ['a', 'b', 'c', 'd']) controller.enqueue(key, 'low');
  await settle();
  expect(keys()).toEqual(['a', 'b']);
  controller.enqueue('edit', 'high');
  await settle();
  expect(keys()).toEqual(['a', 'b', 'edit']);
  finish();
  await settle();
  expect(keys()).toEqual(['a', 'b', 'edit', 'c']);
});

test('1,000 events on a key while it is reconciled cause one more reconcile', async () => {
  const { controller, keys, finish } = build({ held: true });
  controller.start();
  controller.enqueue('a');
  await settle();
  for (let i = 0; i < 1_000; i++) controller.enqueue('a');
  finish();
  await settle();
  finish();
  await settle();
  expect(keys()).toEqual(['a', 'a']);
});

test('failures are tried again after doubling delays, and success forgets them', async () => {
  let failing = true;
  const { controller, clock, runs } = build({
    backoff: { firstMs: 100, longestMs: 400 },
    reconcile: async () => {
      if (failing) throw new Error('not yet');
      return undefined;
    },
  });
  controller.start();
  controller.enqueue('a');
  await clock.advance(1_100);
  expect(runs.map(run => [run.at, run.context.attempt])).toEqual([
    [0, 1],
    [100, 2],
    [300, 3],
    [700, 4],
    [1_100, 5],
  ]);
  failing = false;
  await clock.advance(400);
  controller.enqueue('a');
  await settle();
  expect(runs.at(-1)?.context.attempt).toBe(1);
});

test('one key that fails does not hold up the others', async () => {
  const { controller, clock, keys } = build({
    reconcile: async key => {
      if (key === 'bad') throw new Error('bad');
      return undefined;
    },
  });
  controller.start();
  controller.enqueue('bad');
  for (let i = 0; i < 5; i++) controller.enqueue(`good-${i}`);
  await clock.advance(50);
  expect(keys().filter(key => key.startsWith('good'))).toHaveLength(5);
});

test('a server that says when to come back is believed', async () => {
  const { controller, clock, runs } = build({
    reconcile: async () => {
      throw new ApiError({ status: 429, reason: 'TooManyRequests', message: 'later', retryAfterMs: 30_000 });
    },
  });
  controller.start();
  controller.enqueue('a');
  await clock.advance(29_999);
  expect(runs).toHaveLength(1);
  await clock.advance(1);
  expect(runs).toHaveLength(2);
});

test('a reconcile may ask to be run again after a time, longer than a timer can hold', async () => {
  const month = 31 * 24 * 3_600_000;
  const { controller, clock, runs } = build({ reconcile: async () => ({ requeueAfterMs: month }) });
  controller.start();
  controller.enqueue('a');
  await clock.advance(month - 1);
  expect(runs).toHaveLength(1);
  await clock.advance(1);
  expect(runs).toHaveLength(2);
});

test('stop waits for what is being worked on, and takes no more', async () => {
  const { controller, keys, finish, runs } = build({ held: true, concurrency: 1 });
  controller.start();
  controller.enqueue('a');
  controller.enqueue('b');
  await settle();
  let stopped = false;
  const stopping = controller.stop().then(() => {
    stopped = true;
  });
  await settle();
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(keys()).toEqual(['a']);
  expect(runs[0]?.context.signal.aborted).toBe(false);
});

test('whoever asks to stop meanwhile waits as well', async () => {
  const { controller, finish } = build({ held: true });
  controller.start();
  controller.enqueue('a');
  await settle();
  const both = Promise.all([controller.stop(), controller.stop()]);
  finish();
  await both;
});

test('a reconcile that outlasts the drain is told to give up', async () => {
  const clock = new FakeClock();
  const controller = new Controller({
    name: 'sample',
    concurrency: 1,
    logger: silentLogger,
    clock,
    reconcile: (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  controller.start();
  controller.enqueue('a');
  const stopping = controller.stop(1_000);
  await clock.advance(1_000);
  await stopping;
});

test('a controller started again during its drain aborts only what ran before', async () => {
  const { controller, clock, runs } = build({ held: true });
  controller.start();
  controller.enqueue('before');
  await settle();
  void controller.stop(1_000);
  controller.start();
  controller.enqueue('after');
  await clock.advance(1_000);
  expect(runs.map(run => [run.key, run.context.signal.aborted])).toEqual([
    ['before', true],
    ['after', false],
  ]);
});

test('a controller started again goes on with the keys that wait', async () => {
  const { controller, keys } = build();
  controller.start();
  await controller.stop();
  controller.enqueue('a');
  controller.start();
  await settle();
  expect(keys()).toEqual(['a']);
});

test('healthy while the queue moves, not when a ready key waits and nothing ends, nor when one never ends', async () => {
  const { controller, clock, finish } = build({
    held: true,
    concurrency: 1,
    stallMs: 1_000,
    deadlineMs: 5_000,
  });
  controller.start();
  controller.enqueue('a');
  await settle();
  await clock.advance(3_000);
  expect(controller.healthy()).toBe(true);
  controller.enqueue('b');
  await clock.advance(1_001);
  expect(controller.healthy()).toBe(false);
  finish();
  await settle();
  expect(controller.healthy()).toBe(true);
  await clock.advance(5_001);
  expect(controller.healthy()).toBe(false);
});

test('a standby is healthy however much waits', async () => {
  const { controller, clock } = build({ stallMs: 10 });
  controller.enqueue('a');
  await clock.advance(1_000);
  expect(controller.healthy()).toBe(true);
  expect(controller.backlog).toBe(1);
});

test('depth, age and outcomes are measured', async () => {
  const metrics = new RuntimeMetrics({ prefix: 'sample_', registry: new Registry() });
  const { controller, clock, finish } = build({ held: true, concurrency: 1, metrics });
  controller.start();
  for (const key of ['a', 'b', 'c']) controller.enqueue(key, 'low');
  await clock.advance(2_000);
  finish();
  await settle();
  const text = await metrics.registry.metrics();
  expect(text).toContain('sample_queue_depth{controller="sample",state="low"} 1');
  expect(text).toContain('sample_queue_oldest_seconds{controller="sample"} 2');
  expect(text).toContain('sample_reconciles_total{controller="sample",outcome="ok"} 1');
});

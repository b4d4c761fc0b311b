import { QueryClient, QueryObserver } from '@tanstack/vue-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveUpdates } from './live-updates.ts';

class FakeSource {
  readyState = 1;
  readonly #target = new EventTarget();

  addEventListener(name: string, listener: (event: MessageEvent) => void): void {
    this.#target.addEventListener(name, event => {
      if (event instanceof MessageEvent) listener(event);
    });
  }
  close(): void {
    this.readyState = 2;
  }
  tellText(name: string, data: string): void {
    this.#target.dispatchEvent(new MessageEvent(name, { data }));
  }
  tell(name: string, data?: unknown): void {
    this.tellText(name, JSON.stringify(data ?? {}));
  }
}

let source: FakeSource;
let opened: number;
let live: LiveUpdates;
let reads: string[];
let client: QueryClient;
let unwatch: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  [opened, reads, unwatch] = [0, [], []];
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  live = new LiveUpdates({
    queryClient: client,
    open: () => {
      opened += 1;
      source = new FakeSource();
      return source;
    },
  });
  live.start();
  source.tell('ready');
});

afterEach(() => {
  live.stop();
  for (const end of unwatch) end();
  client.clear();
  vi.useRealTimers();
});

/** A view that shows what a query gives. */
async function watched(queryKey: readonly string[], meta?: { heeds?: readonly string[]; tenantId?: string }) {
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => {
      reads.push(queryKey.join('/'));
      return reads.length;
    },
    ...(meta && { meta }),
  });
  unwatch.push(observer.subscribe(() => undefined));
  await vi.advanceTimersByTimeAsync(1);
  reads.length = 0;
}

test('a hundred changes in a second cost a view that shows them one fetch, and others none', async () => {
  await watched(['health', 'list']);
  await watched(['plan', 'list']);
  for (let change = 0; change < 100; change++) {
    source.tell('invalidate', { kind: 'health', id: `t-${change}`, tenantId: `t-${change}`, version: 2 });
    await vi.advanceTimersByTimeAsync(9);
  }
  expect(reads.length).toBeLessThanOrEqual(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(new Set(reads)).toEqual(new Set(['health/list']));
  expect(reads.length).toBeLessThanOrEqual(3);
});

test('a page about one tenant reads again for changes of that tenant alone, of every kind that it heeds', async () => {
  await watched(['tenant', 'page', 't-1'], { heeds: ['tenant', 'workload'], tenantId: 't-1' });
  source.tell('invalidate', { kind: 'workload', id: 't-2', tenantId: 't-2', version: 1 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reads).toEqual([]);
  source.tell('invalidate', { kind: 'workload', id: 't-1', tenantId: 't-1', version: 1 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reads).toEqual(['tenant/page/t-1']);
});

test('paused, nothing is read and what waits is counted; resumed, it is read once', async () => {
  await watched(['health', 'list']);
  live.pause();
  for (const id of ['a', 'b', 'c']) source.tell('invalidate', { kind: 'health', id, version: 1 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([reads, live.waiting.value, live.state.value]).toEqual([[], 3, 'paused']);
  live.resume();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([reads, live.waiting.value, live.state.value]).toEqual([['health/list'], 0, 'live']);
});

test('while the stream is cut everything is looked at now and then, and it is opened anew when it was refused', async () => {
  await watched(['plan', 'list']);
  source.readyState = 2;
  source.tell('error');
  expect(live.state.value).toBe('polling');
  await vi.advanceTimersByTimeAsync(20_000);
  expect([opened, reads.length]).toEqual([2, 1]);
  source.tell('ready');
  expect(live.state.value).toBe('live');
});

test('what is no change is none: the page goes on', async () => {
  await watched(['health', 'list']);
  for (const rubbish of [null, 7, 'x', {}, { kind: 'health' }]) source.tell('invalidate', rubbish);
  source.tellText('invalidate', '{half');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reads).toEqual([]);
});

test('a fetch that takes longer than changes are apart comes to its end, and is made once more after the last', async () => {
  let fetches = 0;
  let ends = 0;
  const observer = new QueryObserver(client, {
    queryKey: ['health', 'slow'],
    queryFn: async ({ signal }) => {
      fetches += 1;
      await new Promise(done => setTimeout(done, 3_500));
      if (!signal.aborted) ends += 1;
      return fetches;
    },
  });
  unwatch.push(observer.subscribe(() => undefined));
  for (let second = 0; second < 10; second++) {
    source.tell('invalidate', { kind: 'health', id: 'a', version: second });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect([fetches, ends]).toEqual([3, 2]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([fetches, ends]).toEqual([4, 4]);
});

test('a fetch that ends while paused is made again when it goes on, not before', async () => {
  await watched(['plan', 'list']);
  let fetches = 0;
  const observer = new QueryObserver(client, {
    queryKey: ['health', 'slow'],
    queryFn: async () => {
      await new Promise(done => setTimeout(done, 2_000));
      fetches += 1;
      return fetches;
    },
  });
  unwatch.push(observer.subscribe(() => undefined));
  source.tell('invalidate', { kind: 'health', id: 'a', version: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  live.pause();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetches).toBe(1);
  live.resume();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(fetches).toBe(2);
});

test('a stream that fails again and again is polled for all the same', async () => {
  await watched(['plan', 'list']);
  source.readyState = 0;
  for (let second = 0; second < 60; second += 3) {
    source.tell('error');
    await vi.advanceTimersByTimeAsync(3_000);
  }
  expect(reads.length).toBeGreaterThanOrEqual(3);
});

test('what was changed while it was opened anew is read when the stream is ready', async () => {
  await watched(['plan', 'list']);
  source.readyState = 2;
  source.tell('error');
  await vi.advanceTimersByTimeAsync(20_000);
  reads.length = 0;
  source.tell('ready');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reads).toEqual(['plan/list']);
  source.tell('ready');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reads).toHaveLength(1);
});

test('a stream that says nothing, not even a heartbeat, is held to be cut and opened anew', async () => {
  await watched(['plan', 'list']);
  for (let beat = 0; beat < 5; beat++) {
    await vi.advanceTimersByTimeAsync(20_000);
    source.tell('heartbeat');
  }
  expect([live.state.value, opened]).toEqual(['live', 1]);
  await vi.advanceTimersByTimeAsync(51_000);
  expect([live.state.value, source.readyState]).toEqual(['polling', 2]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect([opened, reads.length]).toEqual([2, 1]);
});

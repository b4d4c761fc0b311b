import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

function takeAll(queue: WorkQueue): string[] {
  const keys: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) keys.push(next.key);
  return keys;
}

test('a key that is added many times while it waits is taken once', () => {
  const queue = new WorkQueue();
  for (let i = 0; i < 1_000; i++) queue.add('a', 'high', i);
  expect(takeAll(queue)).toEqual(['a']);
});

test('a key that is added many times while it is worked on is taken once more, after that', () => {
  const queue = new WorkQueue();
  queue.add('a', 'high', 0);
  queue.take();
  for (let i = 0; i < 1_000; i++) queue.add('a', 'low', i);
  expect(queue.take()).toBeUndefined();
  queue.done('a', 1);
  expect(takeAll(queue)).toEqual(['a']);
  queue.done('a', 2);
  expect(takeAll(queue)).toEqual([]);
});

test('high goes before low, and a low key that is wanted high is moved up and not done twice', () => {
  const queue = new WorkQueue();
  for (const key of ['a', 'b', 'c']) queue.add(key, 'low', 0);
  queue.add('d', 'high', 1);
  queue.add('c', 'high', 2);
  expect(takeAll(queue)).toEqual(['d', 'c', 'a', 'b']);
});

test('a low addition does not move a high key down', () => {
  const queue = new WorkQueue();
  queue.add('a', 'high', 0);
  queue.add('a', 'low', 1);
  queue.add('b', 'high', 2);
  expect(queue.take()).toEqual({ key: 'a', priority: 'high' });
});

test('high keys without end do not starve low ones', () => {
  const queue = new WorkQueue();
  queue.add('low', 'low', 0);
  const taken: string[] = [];
  for (let i = 0; i < 40; i++) {
    queue.add(`high-${i}`, 'high', i);
    const next = queue.take();
    if (next) taken.push(next.key);
  }
  expect(taken).toContain('low');
});

test('of several delays the earliest counts, and a key that is delayed high comes back high', () => {
  const queue = new WorkQueue();
  queue.addAt('a', 'low', 500);
  queue.addAt('a', 'high', 100);
  queue.addAt('a', 'low', 900);
  expect(queue.promote(50)).toBe(100);
  expect(queue.take()).toBeUndefined();
  expect(queue.promote(100)).toBeUndefined();
  expect(queue.take()).toEqual({ key: 'a', priority: 'high' });
});

test('the oldest ready key is known, whichever lane it waits in', () => {
  const queue = new WorkQueue();
  expect(queue.oldestReady()).toBeUndefined();
  queue.add('a', 'low', 10);
  queue.add('b', 'high', 20);
  expect(queue.oldestReady()).toBe(10);
  queue.add('a', 'high', 30);
  queue.take();
  expect(queue.oldestReady()).toBe(10);
});

test('only a key that is worked on can be done', () => {
  expect(() => new WorkQueue().done('a', 0)).toThrow(RangeError);
});

const key = fc.constantFrom('a', 'b', 'c', 'd');
const priority = fc.constantFrom('high' as const, 'low' as const);
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key, priority }),
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('done' as const) }),
);

test('whatever is added, taken and done: no key is lost, none has two workers, and the depth is right', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), steps => {
      const queue = new WorkQueue();
      const wanted = new Set<string>();
      const running = new Set<string>();
      for (const [now, action] of steps.entries()) {
        if (action.do === 'add') {
          queue.add(action.key, action.priority, now);
          wanted.add(action.key);
        } else if (action.do === 'take') {
          const next = queue.take();
          const ready = [...wanted].filter(waiting => !running.has(waiting));
          expect(next !== undefined).toBe(ready.length > 0);
          if (!next) continue;
          expect(ready).toContain(next.key);
          wanted.delete(next.key);
          running.add(next.key);
        } else {
          const [done] = running;
          if (done === undefined) continue;
          running.delete(done);
          queue.done(done, now);
        }
        const depth = queue.depth();
        expect(depth.running).toBe(running.size);
        expect(depth.high + depth.low).toBe([...wanted].filter(waiting => !running.has(waiting)).length);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DelayHeap } from './delay-heap.ts';

test('keys come out by the earliest time that was given for them, each once', () => {
  const add = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(add, { maxLength: 50 }), fc.nat(100), (adds, now) => {
      const heap = new DelayHeap();
      const earliest = new Map<string, number>();
      for (const { key, at } of adds) {
        heap.add(key, at);
        earliest.set(key, Math.min(at, earliest.get(key) ?? at));
      }
      expect(heap.size).toBe(earliest.size);
      const taken: number[] = [];
      for (let key = heap.takeDue(now); key !== undefined; key = heap.takeDue(now)) {
        taken.push(earliest.get(key) ?? -1);
        earliest.delete(key);
      }
      expect(taken).toEqual([...taken].sort((a, b) => a - b));
      expect(taken.every(at => at <= now)).toBe(true);
      expect([...earliest.values()].every(at => at > now)).toBe(true);
      expect(heap.nextAt()).toBe(earliest.size === 0 ? undefined : Math.min(...earliest.values()));
    }),
  );
});

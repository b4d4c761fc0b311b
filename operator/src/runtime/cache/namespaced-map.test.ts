import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NamespacedMap } from './namespaced-map.ts';

const place = fc.record({ namespace: fc.constantFrom('', 'a', 'b'), name: fc.constantFrom('x', 'y', 'z') });
const step = fc.record({ place, put: fc.boolean(), value: fc.nat() });

test('whatever is put and taken, it holds what a plain map would, in each namespace', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const map = new NamespacedMap<{ namespace: string; name: string; value: number }>();
      const model = new Map<string, { namespace: string; name: string; value: number }>();
      for (const { place: at, put, value } of steps) {
        const key = `${at.namespace}/${at.name}`;
        const before = model.get(key);
        if (put) {
          expect(map.set({ ...at, value })).toEqual(before);
          model.set(key, { ...at, value });
        } else {
          expect(map.delete(at.namespace, at.name)).toEqual(before);
          model.delete(key);
        }
        expect(map.get(at.namespace, at.name)).toEqual(model.get(key));
        expect(map.size).toBe(model.size);
        for (const namespace of ['', 'a', 'b']) {
          expect(new Set(map.inNamespace(namespace))).toEqual(
            new Set([...model.values()].filter(v => v.namespace === namespace)),
          );
        }
        expect(new Set(map.values())).toEqual(new Set(model.values()));
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.ts';

test('items come out in the order in which they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: undefined }), { maxLength: 400 }), steps => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        if (step === undefined) expect(fifo.shift()).toBe(model.shift());
        else {
          fifo.push(step);
          model.push(step);
        }
        expect(fifo.peek()).toBe(model[0]);
        expect(fifo.length).toBe(model.length);
      }
    }),
  );
});

test('a long queue gives its spent part back and forgets nothing', () => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  for (let i = 0; i < 1_000; i++) fifo.push(i);
  for (let i = 1_000; i < 2_000; i++) {
    fifo.push(i);
    out.push(fifo.shift(), fifo.shift());
  }
  expect(out).toEqual(Array.from({ length: 2_000 }, (_, i) => i));
  expect(fifo.length).toBe(0);
});

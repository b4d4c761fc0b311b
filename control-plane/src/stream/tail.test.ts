import { expect, test } from 'vitest';
import { BEGINNING, type EventsRead } from '../outbox/outbox-reader.ts';
import { OutboxTail } from './tail.ts';

test('whoever asks in the moment in which a reading ends is given what was told by then', async () => {
  const first = Promise.withResolvers<EventsRead>();
  const told = { number: 1, position: 0 };
  let readings = 0;
  const tail = new OutboxTail({
    end: async () => BEGINNING,
    read: () => (++readings === 1 ? first.promise : Promise.resolve({ items: [], next: told })),
  });
  const reading = tail.read();
  await expect.poll(() => readings).toBe(1);
  // The reading waits for the same answer, and has its turn before: it has just found nothing new.
  const asked = first.promise.then(() => tail.read());
  first.resolve({ items: [], next: BEGINNING });
  await Promise.all([reading, asked]);
  expect(tail.place).toEqual(told);
});

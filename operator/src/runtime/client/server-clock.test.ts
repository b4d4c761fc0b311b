import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

test('the server’s time goes on with our monotonic clock, whatever our wall clock says', () => {
  let monotonic = 1_000;
  const clock = new ServerClock(() => monotonic);
  expect(clock.now()).toBeUndefined();
  clock.heard('Mon, 23 Nov 2026 12:00:00 GMT');
  monotonic += 90_000;
  expect(clock.now()).toBe(Date.parse('2026-11-23T12:01:30Z'));
});

test('a header that is missing or no date changes nothing', () => {
  const clock = new ServerClock(() => 0);
  clock.heard('Mon, 23 Nov 2026 12:00:00 GMT');
  clock.heard(undefined);
  clock.heard('soon');
  expect(clock.now()).toBe(Date.parse('2026-11-23T12:00:00Z'));
});

import { expect, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { ProjectorLoop } from './projector-loop.ts';

const NOTHING = { counted: 0, resting: 0, finished: 0 };

test('whoever wakes it in the moment in which a pass ends is counted for at once', async () => {
  const [first, again] = [Promise.withResolvers<typeof NOTHING>(), Promise.withResolvers<string>()];
  let passes = 0;
  const pass = () => {
    if (++passes === 1) return first.promise;
    again.resolve('counted');
    return Promise.resolve(NOTHING);
  };
  const loop = new ProjectorLoop({ pass }, silentLogger);
  const running = loop.run();
  // The loop waits for the same answer, and has its turn before: it has just looked whether to go on.
  const woken = first.promise.then(() => loop.wake());
  first.resolve(NOTHING);
  await Promise.all([running, woken]);
  const late = new Promise(resolve => setTimeout(() => resolve('not counted'), 1_000));
  expect(await Promise.race([again.promise, late])).toBe('counted');
  await loop.stop();
});

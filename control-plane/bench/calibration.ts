import { hash } from 'node:crypto';

const ROUNDS = 400_000;

/** Milliseconds that one core takes for a fixed piece of work, so that figures of two machines can be compared. */
export function calibrate(): number {
  const began = performance.now();
  let digest = '';
  for (let round = 0; round < ROUNDS; round++) digest = hash('sha256', digest, 'hex');
  return Math.round(performance.now() - began);
}

import { createHash } from 'node:crypto';

const ROUNDS = 400_000;

/** Milliseconds that this machine takes for a fixed piece of work on one core, so that figures of two machines compare. */
export function calibrate(): number {
  const from = performance.now();
  let digest = Buffer.alloc(32);
  for (let round = 0; round < ROUNDS; round++) digest = createHash('sha256').update(digest).digest();
  return Math.round(performance.now() - from);
}

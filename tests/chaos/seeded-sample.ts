import { createHash } from 'node:crypto';

/** `count` different numbers of 1 to `highest`, ascending; the same seed gives the same ones. */
export function seededSample(seed: string, highest: number, count: number): number[] {
  const rank = (n: number) => createHash('sha256').update(`${seed}/${n}`).digest('hex');
  return Array.from({ length: highest }, (_, at) => at + 1)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, count)
    .sort((a, b) => a - b);
}

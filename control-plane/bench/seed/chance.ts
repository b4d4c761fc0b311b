import { seededRandom } from '../../../scripts/dev/seeded-random.ts';

/** Choices that look like chance and are the same in every run. */
export class Chance {
  /** From 0 up to, and without, 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  /** A whole number around `expected`, which is its mean. */
  around(expected: number): number {
    return Math.floor(expected + this.next());
  }
}

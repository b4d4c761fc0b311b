import type { Page } from 'playwright-core';
import type { ConsoleWorld } from './console-world.ts';
import type { By, Hand } from './hand.ts';

/** A way through the console, by mouse or by keyboard alone: `hand` does what a person does, and only that. */
export interface Journey {
  /** For `--only`. */
  readonly key: string;
  /** What it guarantees. */
  readonly name: string;
  /** Without a real cluster it cannot be gone. */
  readonly needsCluster?: boolean;
  run(given: {
    readonly world: ConsoleWorld;
    readonly hand: Hand;
    readonly page: Page;
    readonly by: By;
  }): Promise<void>;
}

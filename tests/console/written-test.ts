import type { ConsoleWorld } from './console-world.ts';

/** What axe cannot tell, as tests of their own. Each answers what is wrong. */
export interface Written {
  readonly key: string;
  readonly name: string;
  run(world: ConsoleWorld, ids: Readonly<Record<string, string | undefined>>): Promise<readonly string[]>;
}

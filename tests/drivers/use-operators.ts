import { afterEach } from 'vitest';
import type { OperatorProcess } from './operator-process.ts';
import type { World } from './world.ts';

type Options = Parameters<World['operator']>[0];

/**
 * Operators that live no longer than one test: after each they are killed and their Lease is taken away, so that those
 * of the next need not wait for it to run out.
 */
export function useOperators(world: () => World) {
  const running: OperatorProcess[] = [];
  const kept = (operator: OperatorProcess): OperatorProcess => {
    running.push(operator);
    return operator;
  };

  afterEach(async () => {
    await Promise.all(running.splice(0).map(operator => operator.kill()));
    await world().dropLease();
  });

  return {
    start: async (options?: Options) => kept(await world().operator(options)),
    /** Starts one and waits until it leads with its caches synced. */
    lead: async (options?: Options) => kept(await world().leader(options)),
  };
}

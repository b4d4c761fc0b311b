import type { FakeClock } from './app.test-support.ts';
import type { Context } from './context.ts';
import { createContext } from './create-context.ts';
import { silentLogger } from './logger.ts';
import type { Store } from './storage/documents.ts';
import { type Projection, Relay } from './storage/relay.ts';

export interface ByHandContext {
  readonly context: Context;
  /** Does what projections left undone, as the sweep of a process that lives does. */
  readonly sweep: () => Promise<unknown>;
  /** Recurring tasks in the order in which they were named: nobody does them but whoever calls them. */
  readonly tasks: readonly (() => Promise<unknown>)[];
}

/** What domains are opened on in a process of which every turn is taken by hand. */
export async function byHandContext(store: Store, clock: FakeClock): Promise<ByHandContext> {
  const running = await createContext({ store, clock, logger: silentLogger });
  const projections: Projection[] = [];
  const tasks: (() => Promise<unknown>)[] = [];
  const context: Context = {
    ...running,
    addProjection: projection => {
      projections.push(projection);
      running.addProjection(projection);
    },
    every: (_name, _milliseconds, task) => void tasks.push(task),
  };
  const relay = new Relay(context.changes, clock, projections);
  return { context, sweep: () => relay.sweep(), tasks };
}

import type { App } from '../app.ts';

/** What the admin command works with. Tests give a store in memory and buffers. */
export interface CliWorld {
  /** The whole control plane on the configured store, not serving: so every change has its audit and outbox. */
  withApp<T>(use: (app: App) => Promise<T>): Promise<T>;
  /** What a program may read: one line. */
  out(line: string): void;
  /** What people read. */
  note(line: string): void;
}

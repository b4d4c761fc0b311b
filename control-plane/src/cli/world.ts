import type { App } from '../app.ts';
import type { MigrateOptions } from '../migrations/migrate.ts';
import type { ExportSecret } from '../transfer/file-head.ts';

/** The store alone, as it is. */
export interface OpenedStore extends MigrateOptions {
  /** The whole control plane on it, not serving, and without a key that the configuration would give to somebody. */
  openApp(): Promise<App>;
}

/** What the admin command works with. Tests give a store in memory and buffers. */
export interface CliWorld {
  /**
   * The whole control plane on the configured store, not serving: so every change has its audit and outbox.
   * Unless it may be made, the store and what seals it must be there: an empty one in the wrong place would answer for
   * the one that was meant. @throws StoreTooNew, StoreBeingImported, ConfigError
   */
  withApp<T>(use: (app: App) => Promise<T>, store?: 'existing' | 'may be made'): Promise<T>;
  /** For those who make the store ready, or look whether it is. */
  withStore<T>(use: (opened: OpenedStore) => Promise<T>): Promise<T>;
  /** What exports are locked with. @throws ConfigError */
  exportSecret(): ExportSecret;
  /** What a program may read: one line. */
  out(line: string): void;
  /** What people read. */
  note(line: string): void;
}

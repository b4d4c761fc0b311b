import type { Client } from '../client.ts';
import type { Model } from '../model.ts';
import type { Outside } from '../outside.ts';

export interface Stage {
  readonly model: Model;
  /** Prefers the replica that is to fail. */
  readonly first: Client;
  /** Prefers the other one. */
  readonly second: Client;
  /** What the replicas reach beside the store. */
  readonly outside: Outside;
  /** The time by the replicas' clocks. */
  now(): number;
}

import type { Cached, Change, ObjectStore } from '../cache/object-store.ts';
import type { KubeClient } from '../client/kube-client.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { KubeObject, ResourceType } from '../objects.ts';

export interface ReflectorOptions<P extends Cached> {
  readonly client: KubeClient;
  readonly type: ResourceType;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Watch metadata alone, for projections that need no more. */
  readonly metadataOnly?: boolean;
  readonly project: (object: KubeObject) => P;
  readonly store: ObjectStore<P>;
  /** Called for each change, in order; `initial` while the first state is being read. Must only queue keys. */
  readonly onChange: (change: Change<P> & { readonly initial: boolean }) => void;
  readonly logger?: Logger;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly metrics?: RuntimeMetrics;
  /** Silence after which a connection counts as dead; servers send a bookmark about every minute. */
  readonly stallTimeoutMs?: number;
  /** How long the server keeps a watch at most. */
  readonly watchTimeoutSeconds?: number;
}

/** Keeps a store equal to what the API server has, for as long as it runs. */
export class Reflector<P extends Cached> {
  readonly synced: Promise<void>;
  constructor(_options: ReflectorOptions<P>) {
    this.synced = new Promise(() => undefined);
  }
  start(): void {
    throw new Error('not built yet');
  }
  async stop(): Promise<void> {
    throw new Error('not built yet');
  }
}

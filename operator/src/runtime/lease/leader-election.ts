import type { KubeClient } from '../client/kube-client.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { ObjectKey } from '../objects.ts';

export interface LeaderElectionOptions {
  readonly client: KubeClient;
  readonly key: ObjectKey;
  /** Must differ between any two processes. */
  readonly identity: string;
  readonly leaseDurationMs?: number;
  readonly renewDeadlineMs?: number;
  readonly retryPeriodMs?: number;
  readonly clock?: Clock;
  readonly onAcquired: () => void;
  readonly onLost: () => void;
  readonly logger: Logger;
  readonly metrics?: RuntimeMetrics;
}

export class LeaderElection {
  constructor(_options: LeaderElectionOptions) {
    throw new Error('not built yet');
  }
  start(): void {
    throw new Error('not built yet');
  }
  async stop(): Promise<void> {
    throw new Error('not built yet');
  }
  isLeader(): boolean {
    return false;
  }
}

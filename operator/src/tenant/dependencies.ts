import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Announcer } from './announce.ts';
import type { PlanExecutor } from './apply.ts';
import type { TenantCaches } from './caches.ts';
import type { SlowStart } from './slow-start.ts';
import type { StatusWriter } from './status-writer.ts';
import type { TenantClient } from './tenant-client.ts';

/** What reconciling tenants needs, put together once by operator.ts. */
export interface TenantDependencies {
  readonly client: KubeClient;
  readonly caches: TenantCaches;
  readonly tenants: TenantClient;
  readonly executor: PlanExecutor;
  readonly statuses: StatusWriter;
  readonly announcer: Announcer;
  readonly clock: Clock;
  /** Every tenant is written again once in this time, spread by its UID. */
  readonly reapplyIntervalMs: number;
  /** When each tenant is due for that; kept for as long as the process lives. */
  readonly reapplyDue: Map<string, number>;
  /** How long a tombstone keeps namespace and data. */
  readonly tombstoneRetentionMs: number;
  readonly slowStart: SlowStart;
}

import type { Condition, TenantStatus } from '@tenantry/contracts/tenancy/tenant';
import type { EventRecorder } from '../runtime/events/event-recorder.ts';
import { TENANT } from './kinds.ts';
import type { TenantRecord } from './tenant-record.ts';

/** Which changes of a condition are worth an Event, and of which type. */
const WARN_WHEN: Readonly<Record<string, 'True' | 'False'>> = {
  Ready: 'False',
  Available: 'False',
  QuotaPressure: 'True',
};
/** Worth a warning whatever the status of the condition. */
const ALWAYS_WARN = new Set(['PodsNotRestored', 'TierDeleted', 'ImagePullFailed']);
/** States that pass by themselves, or that somebody asked for. */
const EXPECTED = new Set(['Progressing', 'Suspended', 'Paused', 'NamespaceTerminating', 'Tombstoned']);

/** Makes an Event of every condition that took another status or reason. */
export class Announcer {
  readonly #recorder: Pick<EventRecorder, 'record'>;

  constructor(recorder: Pick<EventRecorder, 'record'>) {
    this.#recorder = recorder;
  }

  announce(tenant: TenantRecord, next: TenantStatus): void {
    const before = new Map((tenant.status?.conditions ?? []).map(condition => [condition.type, condition]));
    for (const condition of next.conditions ?? []) {
      const { type, status, reason, message } = condition;
      const known = before.get(type);
      if (known?.status === status && known.reason === reason) continue;
      if (!isWorthTelling(condition)) continue;
      const bad = WARN_WHEN[type] === status || ALWAYS_WARN.has(reason);
      this.record(tenant, bad && !EXPECTED.has(reason) ? 'Warning' : 'Normal', reason, message);
    }
  }

  record(tenant: TenantRecord, type: 'Normal' | 'Warning', reason: string, message: string): void {
    const regarding = { type: TENANT, namespace: '', name: tenant.name, uid: tenant.uid };
    this.#recorder.record({ regarding, type, reason, action: 'Reconcile', note: message });
  }
}

function isWorthTelling({ type, status, reason }: Condition): boolean {
  // Stalled, Reconciling and whatever cannot be known repeat the reason of Ready.
  if (type === 'Stalled' || type === 'Reconciling' || status === 'Unknown') return false;
  if (type === 'Available' && reason === 'Suspended') return false;
  return reason !== 'Progressing' && reason !== 'NotSuspended';
}

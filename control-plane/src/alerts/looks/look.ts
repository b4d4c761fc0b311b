import type { AlertRule, AlertRuleSettings } from '@tenantry/contracts/commercial/alert';
import type { TenantHead } from '../../tenants/tenant-heads.ts';
import type { Reading } from '../decisions.ts';

/** Whom a look is at. */
export interface Watched {
  readonly tenantId: string;
  /** Absent while the tenant is on its way in, and its slug is not claimed yet. */
  readonly head: TenantHead | undefined;
  readonly settings: AlertRuleSettings;
}

export interface Looked {
  readonly readings: readonly Reading[];
  /** Whether this is all there is: what was raised and is not among the readings is then over. */
  readonly complete: boolean;
}

/** What a rule sees of a tenant now. It decides nothing, and changes nothing. */
export type Look = (watched: Watched) => Promise<Looked>;
export type Looks = Readonly<Partial<Record<AlertRule, Look>>>;

export const NOTHING: Looked = { readings: [], complete: true };
/** Not now: whatever was raised stays. */
export const UNKNOWN: Looked = { readings: [], complete: false };

/** A share in percent, to a tenth. `whole` is above zero. */
export function percentOf(part: bigint, whole: bigint): number {
  return Number((part * 1_000n) / whole) / 10;
}

export function isLive(head: TenantHead | undefined): head is TenantHead {
  return head?.phase === 'live';
}

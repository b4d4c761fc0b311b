import type { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import type { z } from 'zod';
import type { TenantRecord } from '../tenants/tenant.ts';

type Suspension = Omit<TenantRecord['suspensions'][number], 'since'>;

/** Of a Tenant's spec, the fields that the control plane decides; what is left out here is left to others. */
export interface DecidedSpec {
  readonly tier?: string;
  readonly displayName?: string;
  readonly quota?: TenantRecord['quota'];
  readonly featureFlags?: TenantRecord['featureFlags'];
  readonly components?: TenantRecord['components'];
  readonly owners?: TenantRecord['owners'];
  readonly suspensions?: readonly Suspension[];
  readonly deletionPolicy?: 'Tombstone' | 'Delete';
}

/** Which Tenant: its name, and the record that it must belong to. */
export interface TenantKey {
  readonly tenantId: string;
  readonly slug: string;
}

export interface DesiredTenant extends TenantKey {
  readonly spec: DecidedSpec;
  /** Up to where the records went that this was decided from; see record-line.ts. */
  readonly record?: string | undefined;
  /** What is there is kept as decided, and nothing is made: of a tenant whose plan has ended. */
  readonly onlyIfThere?: true;
}

/** A field that another manager owns with another value, so that ours was not written. */
export interface OwnedField {
  /** As the API server writes it: `.spec.tier`. */
  readonly field: string;
  readonly manager: string;
}

export type ApplyOutcome =
  | { readonly is: 'applied' }
  /** Nothing of it is there, and nothing was to be made. */
  | { readonly is: 'absent' }
  /** These fields are others'; all the others are applied. */
  | { readonly is: 'conflict'; readonly fields: readonly OwnedField[] }
  /** The cluster takes no such Tenant: a person must change something. */
  | { readonly is: 'refused'; readonly code: string; readonly message: string }
  /** What is there comes of records that are not ours: nothing is changed until a person has decided. */
  | { readonly is: 'held'; readonly record: string; readonly message: string };

/** Asked of a Tenant that is there before it is changed; undefined: it may be. */
export type Hold = (known: ObservedTenant) => Promise<Extract<ApplyOutcome, { is: 'held' }> | undefined>;

export interface RemoveOptions {
  readonly hold?: Hold;
  /**
   * For a record that has ended already: only a Tenant that names it is its own. One of its name that names no record was
   * applied by hand since, and is somebody's new beginning.
   */
  readonly marked?: boolean;
}

/** A Tenant as it was last seen. */
export interface ObservedTenant {
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  /** The record that it says it belongs to. */
  readonly tenantId: string | undefined;
  /** Up to where the records went that it was applied from last. */
  readonly record?: string | undefined;
  readonly deleting: boolean;
  /** As it is there, whoever wrote it. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: z.infer<typeof observedStatusSchema>;
}

/** When the other side was last heard, in milliseconds; undefined: never since the start. */
export type LastHeard = number | undefined;

/** Brings what is decided of tenants to where they run. Everything may be called again at any time. */
export interface Provisioner {
  /** `recording` writes down what would be applied: for those who run tenants by other means. */
  readonly kind: 'recording' | 'cluster';
  /** Applies the whole of what we decide, never by force. @throws ClusterUnavailable */
  apply(
    desired: DesiredTenant,
    options?: { readonly dryRun?: boolean; readonly hold?: Hold },
  ): Promise<ApplyOutcome>;
  /** Whether nothing is asked for any more; until it is, call again. @throws ClusterUnavailable */
  remove(tenant: TenantKey, options?: RemoveOptions): Promise<boolean>;
  /** undefined: there is no such Tenant, or it is another record's. @throws ClusterUnavailable */
  observe(tenant: TenantKey): Promise<ObservedTenant | undefined>;
  lastHeard(): LastHeard;
  /** The spec of a Tier as it is written there; undefined: there is none. @throws ClusterUnavailable */
  tier?(name: string): Promise<unknown>;
}

/** A Tenant came, changed or went; what it is now is for the reader to look up. */
export interface TenantChange {
  readonly name: string;
  readonly current: ObservedTenant | undefined;
  /** Someone changed its spec, or it came or went: not only its status. */
  readonly specChanged: boolean;
  /** Seen while the whole state was being read. */
  readonly initial: boolean;
}

/** A provisioner that sees what others do. */
export interface WatchingProvisioner extends Provisioner {
  /** `onSynced` is called once, when the whole state has been read. */
  start(onChange: (change: TenantChange) => void, onSynced: () => void): void;
  /** The Tenant as it was last seen, whosever it is. */
  seen(name: string): ObservedTenant | undefined;
  /** Whether the cluster itself says so, while it knows what a Tenant is. @throws ClusterUnavailable */
  confirmGone(name: string): Promise<boolean>;
  stop(): Promise<void>;
}

export function isWatching(provisioner: Provisioner): provisioner is WatchingProvisioner {
  return 'start' in provisioner && 'stop' in provisioner;
}

/** The cluster does not answer, or not yet: come again. */
export class ClusterUnavailable extends Error {
  override readonly name = 'ClusterUnavailable';
}

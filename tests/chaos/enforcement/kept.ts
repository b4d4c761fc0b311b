import {
  type EnforcementRecord,
  type EnforcementStage,
  stageOf,
} from '@tenantry/contracts/commercial/enforcement-record';
import { z } from 'zod';
import { recordedTenantsSpec } from '../../../control-plane/src/cluster/recording-provisioner.ts';
import {
  enforcementAggregate,
  enforcementHeadsSpec,
} from '../../../control-plane/src/enforcement/records.ts';
import { enforcementSlotsSpec } from '../../../control-plane/src/enforcement/slots.ts';
import { changesSpec } from '../../../control-plane/src/storage/aggregates.ts';
import {
  type CollectionSpec,
  type Scan,
  type Store,
  type StoredDocument,
  scanAll,
} from '../../../control-plane/src/storage/documents.ts';

/** Past the API, at the store itself: what is held against each tenant, what it has, and what its cluster was told. */
export interface KeptTenant {
  readonly record: EnforcementRecord;
  readonly stage: EnforcementStage;
  /** Steps of enforcement, in order. */
  readonly actions: readonly string[];
  /** Whether the Tenant has a suspension `billing`, and whether its cluster was told of one. */
  readonly suspended: boolean;
  readonly stopped: boolean;
  /** What lists show. */
  readonly listed: string | undefined;
}

export interface Kept {
  readonly tenants: ReadonlyMap<string, KeptTenant>;
  readonly slots: readonly { readonly id: string; readonly tenantId: string }[];
  /** Changes whose projections are not all written. */
  readonly pending: number;
}

const suspensionsSchema = z.object({
  suspensions: z.array(z.object({ by: z.string() })).default([]),
});

export async function readKept(store: Store, tenantIds: readonly string[]): Promise<Kept> {
  // The Tenants before the records: an entry comes after its intent.
  const ofTenants = await all(store, changesSpec, { from: 'tenant/', before: 'tenant0' });
  const recorded = await all(store, recordedTenantsSpec, {});
  const ofRecords = await all(store, changesSpec, { from: 'enforcement/', before: 'enforcement0' });
  const heads = await all(store, enforcementHeadsSpec, {});
  const pending = await all(store, changesSpec, { index: 'pending' });
  const tenants = tenantIds.map((tenantId): [string, KeptTenant] => {
    const steps = ofRecords.filter(({ aggregateId }) => aggregateId === tenantId);
    const record = enforcementAggregate.state.parse(steps.at(-1)?.after);
    const tenant = ofTenants.findLast(({ aggregateId }) => aggregateId === tenantId)?.after;
    const told = recorded.find(one => one.tenantId === tenantId)?.spec;
    const kept = {
      record,
      stage: stageOf(record),
      actions: steps.map(({ action }) => action.replace('enforcement.', '')),
      suspended: isSuspended(tenant),
      stopped: isSuspended(told ?? {}),
      listed: heads.find(({ id }) => id === tenantId)?.stage,
    };
    return [tenantId, kept];
  });
  return {
    tenants: new Map(tenants),
    slots: await all(store, enforcementSlotsSpec, {}),
    pending: pending.length,
  };
}

function isSuspended(state: unknown): boolean {
  return suspensionsSchema.parse(state).suspensions.some(({ by }) => by === 'billing');
}

async function all<D extends StoredDocument, Index extends string>(
  store: Store,
  spec: CollectionSpec<D, Index>,
  scan: Omit<Scan<Index>, 'limit' | 'after'>,
): Promise<readonly D[]> {
  const documents: D[] = [];
  for await (const document of scanAll(await store.collection(spec), scan, 5_000)) documents.push(document);
  return documents;
}

/** No tenant is suspended without a record that says so, and no record says so without its suspension. */
export function agrees({ record, suspended, stopped }: KeptTenant): boolean {
  const isSaid = record.suspension?.phase === 'suspended';
  return suspended === isSaid && stopped === isSaid;
}

export interface Expected {
  /** Suspensions that one hour may have, by whoever suspends. */
  readonly bound: number;
  readonly approved: readonly string[];
  readonly released: readonly string[];
}

/** What must be at the end, and is not. */
export function differences({ tenants, slots, pending }: Kept, expected: Expected): readonly string[] {
  const { bound, approved, released } = expected;
  const lines: string[] = [];
  const stages = new Map<string, number>();
  for (const [tenantId, kept] of tenants) {
    const { stage, listed } = kept;
    const actions = withoutRepeats(kept.actions);
    stages.set(stage, (stages.get(stage) ?? 0) + 1);
    if (!agrees(kept)) lines.push(`${tenantId}: its record is ${stage}, and the tenant says otherwise`);
    if (listed !== stage) lines.push(`${tenantId}: lists call it ${listed}, and it is ${stage}`);
    const wanted = actionsOf(kept, approved.includes(tenantId), released.includes(tenantId));
    if (actions.join() !== wanted.join())
      lines.push(`${tenantId}: the steps were ${actions.join(', ')}, and not ${wanted.join(', ')}`);
  }
  const counted = {
    suspended: bound + approved.length - released.length,
    awaiting_approval: tenants.size - bound - approved.length,
    clear: released.length,
  };
  for (const [stage, count] of Object.entries(counted)) {
    const found = stages.get(stage) ?? 0;
    if (found !== count) lines.push(`${found} are ${stage}, and not ${count}`);
  }
  if (new Set(slots.map(({ tenantId }) => tenantId)).size !== bound || slots.length !== bound)
    lines.push(`${slots.length} slots were taken, and not ${bound}`);
  if (pending > 0) lines.push(`${pending} changes are not projected`);
  return lines;
}

/** A person whose answer was lost says it again, and that is on record, too. */
function withoutRepeats(actions: readonly string[]): readonly string[] {
  return actions.filter((action, at) => action !== 'release_by_hand' || actions.indexOf(action) === at);
}

/** Each step once, whoever took it and however often it was begun. */
function actionsOf({ stage }: KeptTenant, isApproved: boolean, isReleased: boolean): readonly string[] {
  const suspended = ['suspend', 'suspended'];
  const notice = ['give_notice'];
  if (isApproved) return [...notice, 'await_approval', 'approve', ...suspended];
  if (isReleased) return [...notice, ...suspended, 'release_by_hand', 'release', 'released'];
  return stage === 'awaiting_approval' ? [...notice, 'await_approval'] : [...notice, ...suspended];
}

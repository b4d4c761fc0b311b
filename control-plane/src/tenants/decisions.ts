import type { EventName } from '@tenantry/contracts/commercial/event';
import type { TenantPatch } from '@tenantry/contracts/commercial/tenant';
import { forgotten } from '../audit/forgotten.ts';
import { isoTime } from '../clock.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { DomainEvent } from '../storage/aggregates.ts';
import { isInForce, type TenantRecord, tenantStateSchema } from './tenant.ts';

/** What a change of a tenant comes to, decided from its state alone; nothing when it would change nothing. */
export type Decision =
  | {
      readonly state: TenantRecord;
      readonly action: string;
      readonly reason?: string | undefined;
      readonly events: readonly DomainEvent[];
    }
  | undefined;

export type Decide = (tenant: TenantRecord, now: number) => Decision;

/** Longest that a deletion may be scheduled ahead; beyond it lies a slip of the pen. */
const MOST_DAYS_AHEAD = 366 * 3;
const DAY = 86_400_000;
const MOST_SUSPENSIONS = 16;

/** @throws Problem precondition_failed when it has another version; forbidden when the change is an admin's */
export function patch(
  change: TenantPatch,
  by: { readonly ifMatch: string | undefined; readonly admin: boolean },
): Decide {
  return tenant => {
    demandLive(tenant);
    requireMatch(by.ifMatch, tenant.specVersion);
    if (!by.admin) demandNothingOfAdmins(change, tenant);
    const patched = tenantStateSchema.parse({ ...tenant, ...nullsAsUndefined(change) });
    const fields = Object.keys(change).filter(
      field => JSON.stringify(Reflect.get(patched, field)) !== JSON.stringify(Reflect.get(tenant, field)),
    );
    if (fields.length === 0) return undefined;
    return {
      state: { ...withoutUndefined(patched), specVersion: tenant.specVersion + 1 },
      action: 'tenant.update',
      events: [event('tenant.updated', tenant, { fields })],
    };
  };
}

export function suspend(order: {
  readonly by: string;
  readonly reason: string;
  readonly message?: string | undefined;
  readonly until?: string | undefined;
}): Decide {
  return (tenant, now) => {
    demandLive(tenant);
    const until = order.until === undefined ? undefined : isoTime(Date.parse(order.until));
    if (until !== undefined && Date.parse(until) <= now) throw refused('/until', 'it is past already');
    const known = tenant.suspensions.find(({ by }) => by === order.by);
    const others = tenant.suspensions.filter(({ by }) => by !== order.by);
    if (others.length >= MOST_SUSPENSIONS) {
      throw new Problem('conflict', `at most ${MOST_SUSPENSIONS} authors suspend a tenant at once`, {
        reason: 'too_many_suspensions',
        params: { most: MOST_SUSPENSIONS },
      });
    }
    const entry = withoutUndefined({
      by: order.by,
      reason: order.reason,
      message: order.message,
      until,
      since: known && isInForce(known, now) ? known.since : isoTime(now),
    });
    if (known !== undefined && JSON.stringify(sorted(known)) === JSON.stringify(sorted(entry)))
      return undefined;
    return {
      state: { ...tenant, suspensions: [...others, entry].sort((a, b) => (a.by < b.by ? -1 : 1)) },
      action: 'tenant.suspend',
      reason: order.reason,
      events: [
        event('tenant.suspended', tenant, { by: order.by, reason: order.reason, until: until ?? null }),
      ],
    };
  };
}

export function resume(order: { readonly by: string; readonly reason?: string | undefined }): Decide {
  return tenant => {
    demandLive(tenant);
    if (!tenant.suspensions.some(({ by }) => by === order.by)) return undefined;
    return {
      state: { ...tenant, suspensions: tenant.suspensions.filter(({ by }) => by !== order.by) },
      action: 'tenant.resume',
      reason: order.reason,
      events: [event('tenant.resumed', tenant, { by: order.by })],
    };
  };
}

/** Clears away suspensions whose time is over. */
export const endSuspensions: Decide = (tenant, now) => {
  const over = tenant.suspensions.filter(suspension => !isInForce(suspension, now));
  if (over.length === 0 || tenant.phase !== 'live') return undefined;
  return {
    state: { ...tenant, suspensions: tenant.suspensions.filter(suspension => isInForce(suspension, now)) },
    action: 'tenant.resume',
    reason: 'its time was over',
    events: over.map(({ by }) => event('tenant.resumed', tenant, { by })),
  };
};

export function scheduleDeletion(order: {
  readonly at: string;
  readonly policy: 'Tombstone' | 'Delete';
  readonly reason?: string | undefined;
  readonly confirmSlug: string;
  readonly requestedBy: string;
}): Decide {
  return (tenant, now) => {
    demandLive(tenant);
    if (order.confirmSlug !== tenant.slug) throw refused('/confirmSlug', 'it is not the slug of this tenant');
    const at = Date.parse(order.at);
    const { deletion: known } = tenant;
    // Sent again after a lost answer it is done already, though its time may be past by now.
    if (known && Date.parse(known.at) === at && known.policy === order.policy) return undefined;
    if (at < now) throw refused('/at', 'it is past already');
    if (at > now + MOST_DAYS_AHEAD * DAY) throw refused('/at', `at most ${MOST_DAYS_AHEAD} days ahead`);
    const deletion = withoutUndefined({
      at: isoTime(at),
      policy: order.policy,
      reason: order.reason,
      requestedAt: isoTime(now),
      requestedBy: order.requestedBy,
    });
    return {
      state: { ...tenant, deletion },
      action: 'tenant.schedule_deletion',
      reason: order.reason,
      events: [event('tenant.deletion_scheduled', tenant, { at: deletion.at, policy: deletion.policy })],
    };
  };
}

export function cancelDeletion(reason: string | undefined): Decide {
  return tenant => {
    demandLive(tenant);
    const { deletion, ...rest } = tenant;
    if (deletion === undefined) return undefined;
    return {
      state: rest,
      action: 'tenant.cancel_deletion',
      reason,
      events: [event('tenant.deletion_cancelled', tenant, {})],
    };
  };
}

/** The deletion of a live tenant whose time has come. */
export function dueDeletion({ phase, deletion }: TenantRecord, now: number): TenantRecord['deletion'] {
  return phase === 'live' && deletion !== undefined && Date.parse(deletion.at) <= now ? deletion : undefined;
}

/** The time has come: from here on there is no way back. */
export const beginDeletion: Decide = (tenant, now) => {
  const deletion = dueDeletion(tenant, now);
  if (deletion === undefined) return undefined;
  return {
    state: { ...tenant, phase: 'deleting' },
    action: 'tenant.begin_deletion',
    reason: deletion.reason,
    events: [event('tenant.deleting', tenant, { policy: deletion.policy })],
  };
};

/** Nothing of it is asked for in the cluster any more. */
export const endDeletion: Decide = tenant => {
  if (tenant.phase !== 'deleting') return undefined;
  return {
    state: { ...tenant, phase: 'deleted', suspensions: [] },
    action: 'tenant.delete',
    events: [event('tenant.deleted', tenant, {})],
  };
};

/** A Tenant that was found in the cluster and adopted went from there: its record is history. */
export const loseWorkload: Decide = tenant => {
  if (tenant.phase !== 'live' || tenant.origin !== 'cluster') return undefined;
  return {
    state: { ...tenant, phase: 'deleted', suspensions: [] },
    action: 'tenant.delete',
    reason: 'it was deleted in the cluster',
    events: [event('tenant.deleted', tenant, {})],
  };
};

/** Who is named in the record of a tenant that is none any more: no patch reaches it. Of another, nothing. */
export function forgetPeople(reason: string): Decide {
  return tenant => {
    if (tenant.phase === 'registering' || tenant.phase === 'live') return undefined;
    const left = tenantStateSchema.parse(forgotten(tenant));
    if (JSON.stringify(sorted(left)) === JSON.stringify(sorted(tenant))) return undefined;
    return {
      state: { ...left, specVersion: tenant.specVersion + 1 },
      action: 'tenant.forget_people',
      reason,
      events: [],
    };
  };
}

export function settleSlug(mine: boolean): Decide {
  return tenant => {
    if (tenant.phase !== 'registering') return undefined;
    return {
      state: { ...tenant, phase: mine ? 'live' : 'refused' },
      action: mine ? 'tenant.register' : 'tenant.refuse',
      ...(!mine && { reason: 'another tenant has the slug' }),
      events: mine ? [event('tenant.registered', tenant, { origin: tenant.origin })] : [],
    };
  };
}

function demandLive(tenant: TenantRecord): void {
  if (tenant.phase === 'live') return;
  throw new Problem(
    'conflict',
    tenant.phase === 'registering' ? 'it is being registered' : 'it is being, or was, deleted',
  );
}

/** Of a patch, the fields that are for admins and would change. */
function adminsFields(change: TenantPatch, tenant: TenantRecord): string[] {
  const images = (components: TenantRecord['components']): string =>
    JSON.stringify(
      Object.entries(components)
        .flatMap(([name, { image }]) => (image === undefined ? [] : [[name, image]]))
        .sort(),
    );
  const { owners, components } = change;
  return [
    ...(owners && JSON.stringify(owners) !== JSON.stringify(tenant.owners) ? ['/owners'] : []),
    ...(components && images(components) !== images(tenant.components) ? ['/components'] : []),
  ];
}

function demandNothingOfAdmins(change: TenantPatch, tenant: TenantRecord): void {
  const fields = adminsFields(change, tenant);
  if (fields.length === 0) return;
  throw new Problem('forbidden', 'image overrides and owners are for admins', {
    errors: fields.map(field => ({ field, code: 'admin_only', message: 'only an admin changes this' })),
  });
}

function refused(field: string, message: string): Problem {
  return new Problem('invalid_request', message, { errors: [{ field, code: 'out_of_range', message }] });
}

function event(
  type: EventName,
  tenant: TenantRecord,
  data: Record<string, string | null | readonly string[]>,
): DomainEvent {
  return { type, data: { tenantId: tenant.tenantId, slug: tenant.slug, ...data } };
}

function nullsAsUndefined(change: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).map(([field, value]) => [field, value ?? undefined]));
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Drops what is undefined, so that equal states have equal documents. */
function withoutUndefined<T extends object>(value: T): T;
function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

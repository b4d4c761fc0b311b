import { targetOf } from '@tenantry/contracts/commercial/enforcement';
import type { Step } from '@tenantry/contracts/commercial/enforcement-look';
import type { EnforcementRecord, Ground } from '@tenantry/contracts/commercial/enforcement-record';
import type { DomainEvent } from '../storage/aggregates.ts';

/** What a step makes of a record, and whom it tells. */
export interface Transition {
  readonly state: EnforcementRecord;
  readonly action: string;
  readonly events: readonly DomainEvent[];
}

export interface Circumstances {
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly mode: 'dry_run' | 'live';
  /** Begin of the present period, and what was seen of each meter in it. */
  readonly period: string | undefined;
  readonly seen: readonly { readonly meter: string; readonly used: bigint }[];
  /** Of `suspend`: the slot that was taken; undefined when none was free. */
  readonly slot?: string | undefined;
}

/** Undefined for steps that change the Tenant and not the record. */
export function transition(before: EnforcementRecord, step: Step, at: Circumstances): Transition | undefined {
  const fresh = before.grounds.length === 0 && before.suspension === undefined;
  const record = { ...before, rehearsal: fresh ? at.mode === 'dry_run' : before.rehearsal };
  const made = stepOf(record, step, at);
  if (made === undefined) return undefined;
  const state = { ...made.state, seen: made.state.grounds.length === 0 ? [] : withSeen(before.seen, at) };
  const isRehearsal = record.rehearsal && 'ground' in step && step.ground !== undefined;
  const rehearsed = (ground: string): DomainEvent => ({
    type: 'enforcement.rehearsed',
    data: { tenantId: record.tenantId, ground, step: step.step },
  });
  if (!record.rehearsal) return { ...made, state };
  return { ...made, state, events: isRehearsal && step.ground ? [rehearsed(step.ground.key)] : [] };
}

function stepOf(record: EnforcementRecord, step: Step, at: Circumstances): Transition | undefined {
  const { tenantId } = record;
  const made = (
    change: Partial<EnforcementRecord>,
    events: readonly DomainEvent[],
    action: string = step.step,
  ): Transition => ({ state: without({ ...record, ...change }), action: `enforcement.${action}`, events });
  switch (step.step) {
    case 'nothing':
    case 'apply':
    case 'lift':
      return undefined;
    case 'notify':
      return made({ grounds: withGround(record, step.ground) }, [told(tenantId, step)], 'notify');
    case 'throttle':
      return made({ grounds: withGround(record, step.ground) }, [
        { type: 'enforcement.throttled', data: of(tenantId, step.ground) },
      ]);
    case 'announce':
      return made(
        { grounds: withGround(record, step.ground) },
        [
          {
            type: 'enforcement.notice_given',
            data: { ...of(tenantId, step.ground), endsAt: step.ground.notice?.endsAt ?? at.now },
          },
        ],
        'give_notice',
      );
    case 'suspend':
      return suspend(record, step.ground, at, made);
    case 'withdraw':
    case 'release':
      return stepDown(record, step, at, made);
    case 'adjust': {
      const target = targetOf(record.grounds);
      if (target === undefined || record.suspension === undefined) return undefined;
      const { until: _, ...suspension } = record.suspension;
      return made({ suspension: { ...suspension, ...target, phase: 'suspending', since: at.now } }, []);
    }
    case 'confirm': {
      if (record.suspension === undefined) return undefined;
      const suspended = record.grounds.filter(({ stage }) => stage === 'suspended');
      const { reason, until = null } = record.suspension;
      const data = { tenantId, grounds: suspended.map(({ key }) => key), reason, until };
      return made(
        { suspension: { ...record.suspension, phase: 'suspended' } },
        [{ type: 'enforcement.suspended', data }],
        'suspended',
      );
    }
    case 'confirm_release': {
      const why = record.suspension?.why ?? 'corrected';
      return made(
        { suspension: undefined },
        [{ type: 'enforcement.released', data: { tenantId, why } }],
        'released',
      );
    }
    case 'give_way':
      return made(
        { suspension: undefined, grounds: record.grounds.filter(({ stage }) => stage !== 'suspended') },
        [{ type: 'enforcement.released', data: { tenantId, why: 'lifted_elsewhere' } }],
      );
    case 'end_exemption':
      return made({ exemption: undefined }, [{ type: 'enforcement.exemption_ended', data: { tenantId } }]);
    case 'restart':
    case 'close':
      return made({ suspension: undefined, grounds: [], rehearsal: false }, []);
  }
}

type Made = (
  change: Partial<EnforcementRecord>,
  events: readonly DomainEvent[],
  action?: string,
) => Transition;

/** With a slot or an approval it is the intent; without, it waits for a person. */
function suspend(
  record: EnforcementRecord,
  ground: Ground,
  { now, slot }: Circumstances,
  made: Made,
): Transition {
  const { suspension } = record;
  const grounds = withGround(record, ground);
  const target = targetOf(grounds) ?? { reason: 'AllowanceExceeded' as const };
  const isApproved = suspension?.approved === true;
  const goesOn = suspension?.phase === 'suspended' || suspension?.phase === 'suspending';
  if (record.rehearsal)
    return made({ grounds, suspension: { ...target, phase: 'suspended', since: now } }, []);
  if (slot === undefined && !isApproved && !goesOn) {
    return made(
      { suspension: { ...target, phase: 'awaiting_approval', since: now } },
      [{ type: 'enforcement.approval_needed', data: of(record.tenantId, ground) }],
      'await_approval',
    );
  }
  const taken = slot ?? suspension?.slot;
  return made(
    {
      grounds,
      suspension: {
        ...target,
        phase: 'suspending',
        since: now,
        ...(taken !== undefined && { slot: taken }),
        ...(isApproved && { approved: true }),
      },
    },
    [],
  );
}

function stepDown(
  record: EnforcementRecord,
  step: Extract<Step, { readonly step: 'withdraw' | 'release' }>,
  { now }: Circumstances,
  made: Made,
): Transition {
  const grounds = record.grounds.flatMap(ground =>
    ground.key !== step.key ? [ground] : step.ground === undefined ? [] : [step.ground],
  );
  const { suspension } = record;
  const { why } = step;
  if (step.step === 'withdraw') {
    // Who waited for a person waits no more; another notice that is over asks anew.
    const isMoot = suspension?.phase === 'awaiting_approval';
    const data = { tenantId: record.tenantId, ground: step.key, why };
    return made({ grounds, ...(isMoot && { suspension: undefined }) }, [
      { type: 'enforcement.withdrawn', data },
    ]);
  }
  if (record.rehearsal || suspension === undefined) {
    const isOver = targetOf(grounds) === undefined;
    return made({ grounds, ...(isOver && { suspension: undefined }) }, []);
  }
  const target = targetOf(grounds);
  const { until: _, ...rest } = suspension;
  return made(
    {
      grounds,
      suspension:
        target === undefined
          ? { ...suspension, phase: 'releasing', since: now, why }
          : { ...rest, ...target, phase: 'suspending', since: now },
    },
    [],
  );
}

function withGround({ grounds }: EnforcementRecord, ground: Ground): Ground[] {
  const others = grounds.filter(({ key }) => key !== ground.key);
  return [...others, ground].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function of(tenantId: string, { key }: Ground): { tenantId: string; ground: string } {
  return { tenantId, ground: key };
}

function told(tenantId: string, { ground, kind }: Extract<Step, { readonly step: 'notify' }>): DomainEvent {
  const { level, usage, overdue } = ground;
  if (kind !== 'usage' && overdue !== undefined)
    return { type: 'enforcement.reminded', data: { ...of(tenantId, ground), kind, ...overdue } };
  const { used = '0', limit = '0' } = usage ?? {};
  return { type: 'enforcement.notified', data: { ...of(tenantId, ground), percent: level, used, limit } };
}

/** The greatest that was seen of each meter in the present period; of older periods nothing is asked any more. */
function withSeen(
  before: EnforcementRecord['seen'],
  { period, seen }: Circumstances,
): EnforcementRecord['seen'] {
  if (period === undefined) return before;
  const greatest = new Map(
    before.filter(({ from }) => from === period).map(one => [one.meter, BigInt(one.used)]),
  );
  for (const { meter, used } of seen) {
    if (used > (greatest.get(meter) ?? -1n)) greatest.set(meter, used);
  }
  return [...greatest].map(([meter, used]) => ({ meter, from: period, used: used.toString() }));
}

/** Drops what is undefined, so that equal states have equal documents. */
function without(
  record: {
    [K in keyof EnforcementRecord]: EnforcementRecord[K] | undefined;
  },
): EnforcementRecord {
  const { suspension, exemption, tenantId = '', rehearsal = false, grounds = [], seen = [] } = record;
  return {
    tenantId,
    rehearsal,
    grounds,
    seen,
    ...(suspension && { suspension }),
    ...(exemption && { exemption }),
  };
}

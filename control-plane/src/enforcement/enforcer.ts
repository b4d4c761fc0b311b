import { decide } from '@tenantry/contracts/commercial/enforcement';
import type { Decision, HoldReason, Look, Step } from '@tenantry/contracts/commercial/enforcement-look';
import {
  ENFORCEMENT_MESSAGE,
  type EnforcementStage,
  type Ground,
  stageOf,
} from '@tenantry/contracts/commercial/enforcement-record';
import type { EnforcementSettings } from '@tenantry/contracts/commercial/enforcement-settings';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { type Decide, resume, suspend } from '../tenants/decisions.ts';
import type { Who } from '../tenants/who.ts';
import type { ClockVerdict, ClockWatch } from './clock-watch.ts';
import { entryOf, type Gathered, type GatherParts, gather } from './gather.ts';
import type { EnforcementRecords } from './records.ts';
import type { EnforcementSettingsService } from './settings.ts';
import type { SuspensionSlots } from './slots.ts';
import { transition } from './transitions.ts';

/** More steps than that in a row, or as many lost races, say that something else is wrong. */
const MOST_STEPS = 24;
/** How old what is known of clock and settings may be where nobody is suspended by it. */
const CONDITIONS_TTL_MS = 5_000;
const MINUTE = 60_000;

export const ENFORCEMENT: Who = {
  actor: { id: 'system:enforcement', name: 'Enforcement' },
  requestId: 'enforcement',
};

export interface EnforcerParts extends GatherParts {
  readonly context: Context;
  readonly records: EnforcementRecords;
  readonly settings: EnforcementSettingsService;
  readonly clockWatch: ClockWatch;
  readonly slots: SuspensionSlots;
}

interface Conditions extends ClockVerdict {
  readonly settings: EnforcementSettings;
  readonly at: number;
}

export interface Outcome {
  /** The step after which nothing was to be done, or why nothing was done. */
  readonly last: Decision;
  readonly steps: readonly Step['step'][];
  /** Where the tenant stands by the last record that was read; undefined when none could be. */
  readonly stage: EnforcementStage | undefined;
}

/**
 * Takes a tenant as many steps as there are to take now. Gather, decide, act: what is read decides one step; the step
 * is one insert, or one change of the Tenant that the record asks for already; then everything is read anew. Whoever
 * dies in between leaves a record that says what is to be done.
 */
export class Enforcer {
  readonly #parts: EnforcerParts;
  #conditions: Conditions | undefined;

  constructor(parts: EnforcerParts) {
    this.#parts = parts;
  }

  /** Never throws for what the store cannot answer: that is `held`, too. */
  async enforce(tenantId: string): Promise<Outcome> {
    const steps: Step['step'][] = [];
    let stage: EnforcementStage | undefined;
    try {
      for (let count = 0; count < MOST_STEPS; count++) {
        const { decision, gathered, conditions } = await this.#decide(tenantId, steps.length > 0);
        stage = stageOf(gathered.look.record);
        if (decision.step === 'nothing' || decision.step === 'held') return { last: decision, steps, stage };
        await this.#take(tenantId, decision, gathered, conditions);
        steps.push(decision.step);
      }
    } catch (error) {
      // One that was refused its slug was never a tenant.
      if (error instanceof Problem && error.code === 'not_found')
        return { last: { step: 'nothing' }, steps, stage: 'clear' };
      this.#parts.context.logger.warn({ err: error, tenantId }, 'enforcement of a tenant is held');
      const last = { step: 'held', reason: 'store_unavailable', wanted: steps.at(-1) ?? 'nothing' } as const;
      return { last, steps, stage };
    }
    return { last: { step: 'nothing' }, steps, stage };
  }

  /** What would come next, and nothing is done. */
  async next(tenantId: string): Promise<{ readonly decision: Decision; readonly look: Look }> {
    const { decision, look } = await this.#decide(tenantId, false);
    return { decision, look };
  }

  async conditions(fresh = false): Promise<Conditions> {
    const now = this.#parts.context.clock.now();
    const known = this.#conditions;
    if (!fresh && known !== undefined && Math.abs(now - known.at) < CONDITIONS_TTL_MS) return known;
    const { state: settings } = await this.#parts.settings.get();
    const verdict = await this.#parts.clockWatch.look(settings.unwatchedMinutes * MINUTE);
    this.#conditions = { ...verdict, settings, at: now };
    return this.#conditions;
  }

  /** Before somebody is suspended, clock, settings and cluster are asked anew, and then everything is read again. */
  async #decide(tenantId: string, fresh: boolean) {
    const { context, records } = this.#parts;
    const conditions = await this.conditions(fresh);
    const gathered = await gather(tenantId, { parts: this.#parts, records, clock: context.clock });
    const look = lookOf(gathered, conditions);
    const decision = decide(look);
    if (!isLastResort(decision)) return { decision, gathered, conditions, look };
    const anew = await this.conditions(true);
    const outcome = await this.#parts.workloads.preview(tenantId);
    const cluster: Look['cluster'] = outcome.is === 'unavailable' ? 'unreachable' : 'reachable';
    // The cluster takes its time: meanwhile somebody may have paid, or another replica or a person decided.
    const latest = await gather(tenantId, { parts: this.#parts, records, clock: context.clock });
    const surer: Look = { ...lookOf(latest, anew), cluster };
    return { decision: decide(surer), gathered: latest, conditions: anew, look: surer };
  }

  async #take(
    tenantId: string,
    step: Step,
    { known, look }: Gathered,
    conditions: Conditions,
  ): Promise<void> {
    const { records, context, tenants } = this.#parts;
    if (step.step === 'apply') {
      await tenants.change(tenantId, suspensionOf(look), ENFORCEMENT);
      return;
    }
    if (step.step === 'lift') {
      await tenants.change(tenantId, release, ENFORCEMENT);
      return;
    }
    const slot =
      step.step === 'suspend' ? await this.#slotFor(tenantId, step.ground, look, conditions) : undefined;
    const made = transition(known.state, step, {
      now: isoTime(context.clock.now()),
      mode: conditions.settings.mode,
      period: look.plan?.period.from,
      seen: look.usage.flatMap(seen => ('used' in seen ? [{ meter: seen.rule.meter, used: seen.used }] : [])),
      slot,
    });
    if (made === undefined) return;
    // Lost to another replica: what it did is read next.
    await records.change(known, made.state, { ...ENFORCEMENT, action: made.action, events: made.events });
  }

  /** None is taken where none is needed: in a rehearsal, after an approval, or when it is suspended already. */
  async #slotFor(
    tenantId: string,
    ground: Ground,
    { record, now }: Gathered['look'],
    { settings }: Conditions,
  ): Promise<string | undefined> {
    const { suspension } = record;
    if (record.rehearsal || (suspension !== undefined && suspension.phase !== 'releasing')) return undefined;
    const noticeGivenAt = ground.notice?.givenAt ?? '';
    return this.#parts.slots.claim({ tenantId, noticeGivenAt }, settings.suspensionsPerHour, now);
  }
}

function lookOf({ look }: Gathered, { fault, unwatched, settings }: Conditions): Look {
  return {
    ...look,
    clock: fault,
    unwatched,
    mode: settings.mode,
    ledgerLagMs: settings.ledgerLagMinutes * MINUTE,
  };
}

function isLastResort({ step }: Decision): boolean {
  return step === 'suspend' || step === 'apply' || step === 'adjust';
}

const MESSAGES = {
  PaymentOverdue: 'a statement is overdue, and the notice period is over. It ends when it is paid.',
  AllowanceExceeded:
    'more was used than the plan allows, and the notice period is over. It ends with the period, or with a larger plan.',
} as const;

/** Leaves alone what a person wrote in the meantime. */
function suspensionOf({ record }: Pick<Look, 'record'>): Decide {
  const { reason = 'AllowanceExceeded', until } = record.suspension ?? {};
  const ours = suspend({
    by: 'billing',
    reason,
    message: ENFORCEMENT_MESSAGE + MESSAGES[reason],
    ...(until !== undefined && { until }),
  });
  return (tenant, now) => (entryOf(tenant, now).by === 'a_person' ? undefined : ours(tenant, now));
}

const release: Decide = (tenant, now) =>
  entryOf(tenant, now).by === 'enforcement'
    ? resume({ by: 'billing', reason: 'enforcement released it' })(tenant, now)
    : undefined;

/** Whether a step was not taken, and why. */
export function holdOf({ last }: Outcome): HoldReason | undefined {
  return last.step === 'held' ? last.reason : undefined;
}

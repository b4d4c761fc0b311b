import type { EffectivePlan } from '@tenantry/contracts/commercial/effective-plan';
import type { Period } from '@tenantry/contracts/commercial/period';
import type { Finding } from '@tenantry/contracts/commercial/plan-change-preview';
import type { RatedPeriod } from '@tenantry/contracts/commercial/rating';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { RunningPreview, RunningPreviews } from '../../cluster/running-preview.ts';
import type { Context } from '../../context.ts';
import { etagOf, requireMatch } from '../../http/etag.ts';
import { changedByOthers, Problem } from '../../http/problem.ts';
import type { Versioned } from '../../storage/aggregates.ts';
import { demandLiving, type TenantRecord } from '../../tenants/tenant.ts';
import type { PlanChoice } from '../plan-choice.ts';
import type { Candidate, Note, SubscriptionService, When } from '../service.ts';
import { allowanceChanges, replacedBy } from './assessment.ts';
import { findingsOf } from './findings.ts';
import type { KeptPreview, PreviewTokens } from './preview-token.ts';
import { digestOfWanted, type RedeemParts, redeem, type WantedChange } from './redeem.ts';

const ATTEMPTS = 8;

export interface CarryOut {
  readonly previewToken?: string | undefined;
  /** Codes of findings that would stop it otherwise. */
  readonly accepted: readonly string[];
  /** A version that is not sold any more may be had, too: for giving back what a tenant had. */
  readonly everSold?: boolean;
}

export interface ChangeParts extends RedeemParts {
  readonly subscriptions: SubscriptionService;
  readonly running: RunningPreviews;
  readonly tokens: PreviewTokens;
  /** What the period that an instant (milliseconds) lies in would come to by a state. */
  readonly rate: (
    state: SubscriptionState,
    at: number,
  ) => Promise<RatedPeriod & { readonly period: Period; readonly asOf: number }>;
  /** What is used of a meter in a period; undefined when nobody counts it, or not yet. */
  readonly used: (tenantId: string, meter: string, period: Period) => Promise<bigint | undefined>;
  readonly clock: Context['clock'];
}

/** A change as it would be, looked at from every side but money. */
export interface Assessment {
  readonly at: string;
  readonly found: Versioned<SubscriptionState>;
  readonly tenant: TenantRecord;
  readonly candidate: Candidate;
  readonly before: EffectivePlan | undefined;
  readonly after: EffectivePlan;
  readonly replaces: ReturnType<typeof replacedBy>;
  readonly allowances: ReturnType<typeof allowanceChanges>;
  readonly running: RunningPreview;
  readonly findings: readonly Finding[];
}

export interface PeriodCharges {
  readonly period: Period;
  readonly before: RatedPeriod;
  readonly after: RatedPeriod;
}

export interface ChangePreview extends Assessment {
  readonly token: string;
  readonly kept: Omit<KeptPreview, 'id'>;
  readonly charges: readonly PeriodCharges[];
  /** Milliseconds since 1970. */
  readonly asOf: number;
}

/** Changes of plan that are looked at before they are made. */
export class SubscriptionChanges {
  readonly #parts: ChangeParts;

  constructor(parts: ChangeParts) {
    this.#parts = parts;
  }

  /**
   * What a change would come to now, with a token to carry out exactly that. Changes nothing.
   * @throws Problem not_found, invalid_state, as the change would
   */
  async preview(tenantId: string, wanted: WantedChange, validForSeconds: number): Promise<ChangePreview> {
    const { subscriptions, tokens, running, clock } = this.#parts;
    const found = await subscriptions.load(tenantId);
    const assessment = await this.#assess(found, wanted, whenOf(wanted), { dryRun: true });
    const { at, candidate, before, after, tenant } = assessment;
    const { charges, asOf } = await this.#charges(found.state, candidate, at);
    const tiers = [...new Set([before?.tier ?? after.tier, after.tier])];
    const kept = {
      tenantId,
      wanted: digestOfWanted(wanted),
      choice: candidate.term,
      at,
      from: candidate.from,
      saw: {
        subscriptionVersion: found.version,
        tenantVersion: tenant.specVersion,
        tierRevisions: [...(await running.revisionsOf(tenant, tiers))],
        held: isHeld(candidate, before),
      },
      tiers,
      expiresAt: isoTime(clock.now() + validForSeconds * 1_000),
    };
    return { ...assessment, token: await tokens.give(kept), kept, charges, asOf };
  }

  /**
   * Makes the change; with a token exactly the one that was looked at. Done again for the same request it does no more.
   * @throws Problem conflict for findings and for a token that is none or is over, precondition_failed for one that was
   *   overtaken, and whatever a change of plan is refused for
   */
  async carryOut(
    tenantId: string,
    wanted: WantedChange,
    how: CarryOut,
    note: Note,
  ): Promise<Versioned<SubscriptionState>> {
    const { subscriptions } = this.#parts;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const found = await subscriptions.load(tenantId);
      if (found.state.applied.includes(note.origin)) return found;
      requireMatch(note.ifMatch, found.version);
      const kept =
        how.previewToken === undefined
          ? undefined
          : await redeem(this.#parts, found, wanted, how.previewToken);
      const choice = kept?.choice ?? wanted;
      const when = kept === undefined ? whenOf(wanted) : { at: kept.from };
      const { everSold = false } = how;
      const { findings } = await this.#assess(found, choice, when, { everSold });
      const accepted = refuseFor(findings, how.accepted);
      try {
        // What was looked at is what is changed, or it is looked at again.
        const ifMatch = etagOf(found.version);
        const notes = {
          ...note,
          ifMatch,
          ...(accepted.length > 0 && { reason: withAccepted(note, accepted) }),
        };
        return await subscriptions.changePlan(tenantId, choice, when, notes, everSold);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'precondition_failed') throw error;
      }
    }
    throw changedByOthers('it is being changed by others: come again');
  }

  /** What a change would bring of findings, without asking the cluster. @throws Problem as the change would */
  async findings(tenantId: string, wanted: WantedChange): Promise<readonly Finding[]> {
    const found = await this.#parts.subscriptions.load(tenantId);
    return (await this.#assess(found, wanted, whenOf(wanted), {})).findings;
  }

  /** Forgets tokens that are over for long; answers how many. */
  prune(): Promise<number> {
    return this.#parts.tokens.prune();
  }

  async #assess(
    found: Versioned<SubscriptionState>,
    wanted: PlanChoice,
    when: When,
    { dryRun = false, everSold = false }: { readonly dryRun?: boolean; readonly everSold?: boolean },
  ): Promise<Assessment> {
    const { subscriptions, tenants, running, clock } = this.#parts;
    const { state } = found;
    const at = isoTime(clock.now());
    const { state: tenant } = await tenants.load(state.tenantId);
    demandLiving(tenant);
    const candidate = await asked(() => subscriptions.candidate(state, wanted, when, everSold));
    const { plan: before, period } = await subscriptions.inForce(found, at);
    const { plan: after } = await subscriptions.inForce({ ...found, state: candidate.state }, candidate.from);
    if (after === undefined) throw new Error('a plan is in force from when it is chosen');
    const allowances = allowanceChanges(
      before,
      after,
      await this.#used(state.tenantId, period, [before, after]),
    );
    const ran = await running.of(
      tenant,
      { before: before && inForceOf(before), after: inForceOf(after) },
      dryRun,
    );
    const replaces = replacedBy(state, candidate.state, at);
    const changes = JSON.stringify(candidate.state.terms) !== JSON.stringify(state.terms);
    const findings = findingsOf({
      state,
      from: candidate.from,
      atOnce: candidate.from <= at,
      before,
      after,
      replaces,
      changes,
      allowances,
      running: ran,
    });
    return { at, found, tenant, candidate, before, after, replaces, allowances, running: ran, findings };
  }

  async #used(
    tenantId: string,
    period: Period | undefined,
    plans: readonly (EffectivePlan | undefined)[],
  ): Promise<ReadonlyMap<string, bigint | undefined>> {
    const meters = new Set(plans.flatMap(plan => plan?.allowances.map(({ meter }) => meter) ?? []));
    const read = async (meter: string) =>
      [meter, period && (await this.#parts.used(tenantId, meter, period))] as const;
    return new Map(await Promise.all([...meters].map(read)));
  }

  /** The period under way, the one in which the change comes, and the one after it. */
  async #charges(state: SubscriptionState, { state: after, from }: Candidate, at: string) {
    const { rate, clock } = this.#parts;
    const charges = new Map<string, PeriodCharges>();
    let asOf = clock.now();
    const add = async (instant: number): Promise<PeriodCharges> => {
      const [was, is] = await Promise.all([rate(state, instant), rate(after, instant)]);
      asOf = Math.min(asOf, was.asOf, is.asOf);
      const both = { period: is.period, before: was, after: is };
      charges.set(is.period.from, both);
      return both;
    };
    if (at >= state.startsAt) await add(Date.parse(at));
    const { period } = await add(Date.parse(from));
    await add(Date.parse(period.to));
    return { charges: [...charges.values()], asOf };
  }
}

function whenOf({ when, at }: WantedChange): When {
  return when === 'at' && at !== undefined ? { at } : when === 'at' ? 'now' : when;
}

function isHeld({ term }: Candidate, before: EffectivePlan | undefined): boolean {
  return term.planId === before?.planId && term.version === before.planVersion;
}

function inForceOf({ planId, planVersion, tier, featureFlags }: EffectivePlan) {
  return { planId, version: planVersion, tier, featureFlags };
}

/** Where the service names an instant otherwise than this request does. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || !error.errors.some(({ field }) => field === '/effective')) throw error;
    const errors = error.errors.map(fault => ({ ...fault, field: '/at' }));
    throw new Problem(error.code, error.message, { errors, cause: error.cause });
  }
}

/** @returns codes of those that would have stopped it. @throws Problem conflict for those that nobody accepts */
function refuseFor(findings: readonly Finding[], accepted: readonly string[]): readonly string[] {
  const blocking = findings.filter(finding => finding.blocking);
  const stopping = blocking.filter(({ code }) => !accepted.includes(code));
  if (stopping.length === 0) return [...new Set(blocking.map(({ code }) => code))];
  throw new Problem('conflict', 'something stops the change: mend it, or accept it by its code', {
    reason: 'change_stopped',
    errors: stopping.map(({ code, message }) => ({ field: '/acceptFindings', code, message })),
  });
}

/** Who let a tenant be hurt stays on record with why. */
function withAccepted({ reason }: Note, accepted: readonly string[]): string {
  const text = `accepted: ${accepted.join(', ')}`;
  return reason === undefined ? text : `${reason} (${text})`;
}

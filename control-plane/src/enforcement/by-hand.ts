import { stageOf } from '@tenantry/contracts/commercial/enforcement-record';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, Problem } from '../http/problem.ts';
import type { ChangeNote, DomainEvent } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';
import type { EnforcementRecords, Known } from './records.ts';

const ATTEMPTS = 8;
const DAY = 86_400_000;
/** Longer is a slip of the pen; or a plan that should say `none`. */
const MOST_EXEMPT_DAYS = 366;
const MOST_NOTICE_DAYS = 90;
const RELEASED_FOR_DAYS = 7;

/** What people decide about a tenant's enforcement. Each is one change, and what follows from it is the enforcer's. */
export class EnforcementByHand {
  readonly #records: EnforcementRecords;
  readonly #clock: Context['clock'];

  constructor(records: EnforcementRecords, clock: Context['clock']) {
    this.#records = records;
    this.#clock = clock;
  }

  /** Said twice it is said once. @throws Problem conflict when nothing waits for approval */
  approve(tenantId: string, reason: string | undefined, who: Who): Promise<Known> {
    return this.#change(tenantId, who, reason, ({ state }) => {
      const { suspension } = state;
      if (suspension?.approved === true) return undefined;
      if (suspension?.phase !== 'awaiting_approval')
        throw new Problem('conflict', 'nothing of this tenant waits for approval', {
          reason: 'nothing_to_approve',
        });
      const approved = { ...suspension, approved: true as const, since: isoTime(this.#clock.now()) };
      return {
        action: 'approve',
        state: { ...state, suspension: approved },
        events: [{ type: 'enforcement.approved', data: { tenantId } }],
      };
    });
  }

  /** @throws Problem invalid_state for a time that is past, or too far ahead */
  exempt(tenantId: string, until: string, reason: string, who: Who, action = 'exempt'): Promise<Known> {
    const ahead = Date.parse(until) - this.#clock.now();
    if (ahead <= 0 || ahead > MOST_EXEMPT_DAYS * DAY)
      throw outOfRange('/until', `a time to come, at most ${MOST_EXEMPT_DAYS} days ahead`);
    return this.#change(tenantId, who, reason, ({ state }) => ({
      action,
      state: { ...state, exemption: { until, note: reason } },
      events: [{ type: 'enforcement.exempted', data: { tenantId, until } }],
    }));
  }

  /** Also of one that is not suspended: what is held against it is dropped for a while. */
  release(tenantId: string, until: string | undefined, reason: string, who: Who): Promise<Known> {
    const end = until ?? isoTime(this.#clock.now() + RELEASED_FOR_DAYS * DAY);
    return this.exempt(tenantId, end, reason, who, 'release_by_hand');
  }

  /** @throws Problem conflict when there is none */
  endExemption(tenantId: string, reason: string | undefined, who: Who): Promise<Known> {
    return this.#change(tenantId, who, reason, ({ state: { exemption, ...rest } }) => {
      if (exemption === undefined)
        throw new Problem('conflict', 'the tenant is not exempt', { reason: 'not_exempt' });
      return {
        action: 'end_exemption',
        state: rest,
        events: [{ type: 'enforcement.exemption_ended', data: { tenantId } }],
      };
    });
  }

  /** Every notice that ends sooner ends at `until`. @throws Problem conflict when no notice runs */
  extendNotice(tenantId: string, until: string, reason: string, who: Who): Promise<Known> {
    const ahead = Date.parse(until) - this.#clock.now();
    if (ahead <= 0 || ahead > MOST_NOTICE_DAYS * DAY)
      throw outOfRange('/until', `a time to come, at most ${MOST_NOTICE_DAYS} days ahead`);
    return this.#change(tenantId, who, reason, ({ state }) => {
      const isRunning = (stage: string) => stage === 'notice';
      if (!state.grounds.some(({ stage }) => isRunning(stage)))
        throw new Problem('conflict', `no notice runs: the tenant is ${stageOf(state)}`, {
          reason: 'no_notice',
        });
      const longer = state.grounds.filter(
        ({ stage, notice }) => isRunning(stage) && notice !== undefined && notice.endsAt < until,
      );
      if (longer.length === 0) throw outOfRange('/until', 'later than the notice ends now');
      const grounds = state.grounds.map(ground =>
        longer.includes(ground) && ground.notice
          ? { ...ground, notice: { ...ground.notice, endsAt: until } }
          : ground,
      );
      const { suspension, ...rest } = state;
      // Who waited for a person has got an answer.
      const isMoot = suspension?.phase === 'awaiting_approval';
      return {
        action: 'extend_notice',
        state: { ...rest, grounds, ...(suspension && !isMoot && { suspension }) },
        events: longer.map(({ key }) => ({
          type: 'enforcement.notice_extended' as const,
          data: { tenantId, ground: key, endsAt: until },
        })),
      };
    });
  }

  async #change(
    tenantId: string,
    who: Who,
    reason: string | undefined,
    decide: (
      known: Known,
    ) =>
      | { readonly action: string; readonly state: Known['state']; readonly events: readonly DomainEvent[] }
      | undefined,
  ): Promise<Known> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = await this.#records.load(tenantId);
      const decided = decide(known);
      if (decided === undefined) return known;
      const note: ChangeNote = {
        ...who,
        action: `enforcement.${decided.action}`,
        ...(reason !== undefined && { reason }),
        // Of a rehearsal nobody is told; that a person exempted somebody holds later, too.
        events: known.state.rehearsal
          ? decided.events.filter(({ type }) => type !== 'enforcement.notice_extended')
          : decided.events,
      };
      const changed = await this.#records.change(known, decided.state, note);
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('others keep changing it: come again');
  }
}

function outOfRange(field: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code: 'out_of_range', message }] });
}

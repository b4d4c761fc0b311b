import type { TenantTableRow } from '@tenantry/contracts/commercial/tenant-table';
import {
  RENEWAL_DAYS,
  STUCK_HOURS,
  TODAY_BESIDE_MAX,
  type TodayBesideBody,
} from '@tenantry/contracts/commercial/today';
import { isoTime } from '../clock.ts';
import type { EnforcementHeads } from '../enforcement/records.ts';
import type { BoardRow } from '../health/board/board-row.ts';
import {
  currentStep,
  formText,
  type SubmissionHead,
  type SubmissionHeads,
} from '../onboarding/submission.ts';
import { scanAll } from '../storage/documents.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';

const DAY_MS = 86_400_000;
/** Submissions that are looked at, at most: those beyond are counted by nobody. */
const SUBMISSIONS_LOOKED_AT = 500;

type Suspension = TodayBesideBody['suspensions']['items'][number];

/** What else wants to be seen in the morning: onboarding that is stuck, renewals, what is announced or stopped. */
export class Beside {
  readonly #submissions: SubmissionHeads;
  readonly #enforcement: EnforcementHeads;
  readonly #roll: Pick<TenantRoll, 'get'>;

  constructor(submissions: SubmissionHeads, enforcement: EnforcementHeads, roll: Pick<TenantRoll, 'get'>) {
    this.#submissions = submissions;
    this.#enforcement = enforcement;
    this.#roll = roll;
  }

  /** `mine`: the tenants that are asked for. Submissions have no owner: with one asked for, only those whose tenant is in. */
  async of(
    mine: readonly TenantTableRow[],
    health: ReadonlyMap<string, BoardRow>,
    owner: string | undefined,
    now: number,
  ): Promise<TodayBesideBody> {
    const ids = owner === undefined ? undefined : new Set(mine.map(({ tenantId }) => tenantId));
    const [onboarding, suspensions] = await Promise.all([this.#stuck(ids, now), this.#stopped(mine, now)]);
    return { onboarding, renewals: renewalsOf(mine, health, now), suspensions };
  }

  async #stuck(ids: ReadonlySet<string> | undefined, now: number): Promise<TodayBesideBody['onboarding']> {
    const late = isoTime(now - STUCK_HOURS * 3_600_000);
    const found: TodayBesideBody['onboarding']['items'] = [];
    for (const status of ['needs_attention', 'submitted'] as const) {
      const heads = await this.#submissions.scan({
        index: 'status',
        equals: [status],
        limit: SUBMISSIONS_LOOKED_AT,
      });
      for (const head of heads) {
        if (ids !== undefined && !ids.has(head.state.tenantId)) continue;
        const since = head.state.submittedAt ?? head.state.createdAt;
        if (status === 'needs_attention' || since < late) found.push({ ...stuckOf(head), status, since });
      }
    }
    return boundedBy(found, ({ since }) => since);
  }

  async #stopped(mine: readonly TenantTableRow[], now: number): Promise<TodayBesideBody['suspensions']> {
    const byId = new Map(mine.map(tenant => [tenant.tenantId, tenant]));
    const found: Suspension[] = [];
    const heads = scanAll(this.#enforcement, { index: 'stage', equals: ['notice'] });
    for await (const { state } of heads) {
      const tenant = byId.get(state.tenantId);
      if (tenant === undefined || state.rehearsal) continue;
      const ends = state.grounds.flatMap(({ notice, key }) => (notice ? [{ at: notice.endsAt, key }] : []));
      const [first] = ends.toSorted((a, b) => (a.at < b.at ? -1 : 1));
      if (first) found.push({ ...whoOf(tenant), what: 'announced', at: first.at, why: first.key });
    }
    for (const tenant of mine) {
      if (tenant.state === 'suspended') {
        const { suspendedUntil: at, suspendedWhy: why } = tenant;
        found.push({ ...whoOf(tenant), what: 'suspended', at, why });
      } else if (tenant.state === 'deletion_scheduled') {
        const at = this.#roll.get(tenant.tenantId)?.deletion?.at ?? null;
        found.push({ ...whoOf(tenant), what: 'deletion', at, why: null });
      }
    }
    const soon = isoTime(now);
    // What comes next is first; what has no end, or waits for a person, is after it.
    return boundedBy(found, ({ at }) => (at === null ? '~' : at < soon ? soon : at));
  }
}

function stuckOf({ state }: SubmissionHead) {
  return {
    submissionId: state.submissionId,
    displayName: formText(state, 'company', 'displayName') ?? null,
    step: currentStep(state) ?? null,
    why: state.blocked?.message ?? null,
  };
}

function renewalsOf(
  mine: readonly TenantTableRow[],
  health: ReadonlyMap<string, BoardRow>,
  now: number,
): TodayBesideBody['renewals'] {
  const [from, to] = [isoTime(now).slice(0, 10), isoTime(now + RENEWAL_DAYS * DAY_MS).slice(0, 10)];
  const found = mine.flatMap(tenant => {
    const { renewal, monthlyMinor, currency } = tenant;
    if (renewal === null || renewal < from || renewal > to) return [];
    const row = health.get(tenant.tenantId);
    const how = { state: row?.state ?? ('unknown' as const), score: row?.score ?? null };
    return [{ ...whoOf(tenant), renewal, ...how, monthlyMinor, currency }];
  });
  return boundedBy(found, ({ renewal }) => renewal);
}

function whoOf({ tenantId, displayName, owner }: TenantTableRow) {
  return { tenantId, displayName, owner };
}

function boundedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { total: number; items: Item[] } {
  const sorted = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { total: items.length, items: sorted.slice(0, TODAY_BESIDE_MAX) };
}

import { rankOf } from '@tenantry/contracts/commercial/alert';
import type { TenantTableRow } from '@tenantry/contracts/commercial/tenant-table';
import {
  TODAY_ALERTS_MAX,
  type TodayBody,
  type TodayQuery,
  type TodayTenantBody,
} from '@tenantry/contracts/commercial/today';
import { type AlertHead, type AlertHeads, stateOf } from '../alerts/alert.ts';
import { toAlert } from '../alerts/convert.ts';
import { type Clock, isoTime } from '../clock.ts';
import type { HealthBoard } from '../health/board/health-board.ts';
import { titleOf } from '../health/tasks/task.ts';
import type { KeptByTenant } from '../tenants/kept-by-tenant.ts';
import type { TenantTable } from '../tenants/table/tenant-table.ts';
import type { Beside } from './beside.ts';
import type { AlertNote, TaskNote } from './kept.ts';
import { comparePlaces, orderOf, type Place, type Placed, placeOf } from './need.ts';

const DAY_MS = 86_400_000;
/** Whoever is not here yet, or is going, needs nobody of customer success. */
const THERE: readonly TenantTableRow['state'][] = ['active', 'suspended', 'deletion_scheduled'];

export interface TodayParts {
  readonly clock: Clock;
  readonly table: Pick<TenantTable, 'read'>;
  readonly board: HealthBoard;
  readonly alerts: KeptByTenant<readonly AlertNote[]>;
  readonly tasks: KeptByTenant<readonly TaskNote[]>;
  readonly alertHeads: AlertHeads;
  readonly beside: Beside;
}

interface Listed {
  readonly placed: Placed;
  readonly tenant: TenantTableRow;
}

/** Who needs somebody, put together from what is kept in memory of everybody; documents are read for one page only. */
export class Today {
  readonly #parts: TodayParts;

  constructor(parts: TodayParts) {
    this.#parts = parts;
  }

  /** `after`: the place of the last of the page before; `next`, while there are more. @throws StoreUnavailable */
  async page(
    query: Omit<TodayQuery, 'cursor' | 'since'> & { readonly since: string | undefined },
    after: Place | undefined,
  ): Promise<Omit<TodayBody, 'next'> & { readonly nextPlace: Place | undefined }> {
    const { clock, table, board, alerts, tasks, beside } = this.#parts;
    const now = clock.now();
    const [{ rows }, health, alerted, tasked] = await Promise.all([
      table.read(),
      board.read(),
      alerts.read(),
      tasks.read(),
    ]);
    const since = query.since ?? isoTime(now - DAY_MS);
    const mine = rows.filter(
      ({ state, owner }) => THERE.includes(state) && (query.owner === undefined || owner === query.owner),
    );
    const all = mine.map((tenant): Listed => {
      const { tenantId, displayName: name, createdAt } = tenant;
      const places = (alerted.get(tenantId) ?? []).map(note => ({
        alertId: note.alertId,
        level: note.alert.level,
        since: note.alert.since,
        state: openStateOf(note, now),
      }));
      const wanting = { tenantId, name, row: health.get(tenantId), alerts: places };
      return { tenant, placed: placeOf(wanting, since, createdAt) };
    });
    const counts = countsOf(all);
    const listed = all
      .filter(({ placed }) => placed.show === query.show && (query.freshOnly === 'false' || placed.fresh))
      .map(one => ({ ...one, place: orderOf(one.placed) }))
      .filter(({ place }) => after === undefined || comparePlaces(place, after) > 0)
      .toSorted((a, b) => comparePlaces(a.place, b.place));
    const page = listed.slice(0, query.limit);
    return {
      at: isoTime(now),
      since,
      counts,
      items: await this.#bodies(page, tasked, now),
      nextPlace: listed.length > page.length ? page.at(-1)?.place : undefined,
      ...(after === undefined && { beside: await beside.of(mine, health, query.owner, now) }),
    };
  }

  async #bodies(
    page: readonly Listed[],
    tasks: ReadonlyMap<string, readonly TaskNote[]>,
    now: number,
  ): Promise<TodayTenantBody[]> {
    const wanted = page.flatMap(({ placed }) => urgentFirst(placed).slice(0, TODAY_ALERTS_MAX));
    const heads = await this.#parts.alertHeads.find(wanted.map(({ alertId }) => alertId));
    const byId = new Map(heads.map(head => [head.id, head]));
    return page.map(({ placed, tenant }) =>
      bodyOf(placed, tenant, tasks.get(tenant.tenantId) ?? [], byId, now),
    );
  }
}

function openStateOf({ alert }: AlertNote, now: number): 'open' | 'acknowledged' | 'snoozed' {
  const state = stateOf(alert, now);
  return state === 'recovered' ? 'acknowledged' : state;
}

function urgentFirst({ alerts }: Placed): Placed['alerts'] {
  return alerts.toSorted((a, b) => rankOf(b.level) - rankOf(a.level) || (a.since < b.since ? 1 : -1));
}

function countsOf(all: readonly Listed[]): TodayBody['counts'] {
  const counts = { needs: 0, fresh: 0, snoozed: 0, unknown: 0, quiet: 0 };
  for (const { placed } of all) {
    counts[placed.show]++;
    if (placed.show === 'needs' && placed.fresh) counts.fresh++;
  }
  return counts;
}

function bodyOf(
  placed: Placed,
  tenant: TenantTableRow,
  tasks: readonly TaskNote[],
  alerts: ReadonlyMap<string, AlertHead>,
  now: number,
): TodayTenantBody {
  const { row, need, fresh, changedAt } = placed;
  const suggestedAction = row?.suggestedAction ?? null;
  const [next] = tasks;
  const { touchedAt, touchKind, touchedBy } = tenant;
  return {
    tenantId: tenant.tenantId,
    slug: tenant.slug,
    displayName: tenant.displayName,
    owner: tenant.owner,
    planId: tenant.planId,
    ...{ need, fresh, changedAt },
    state: row?.state ?? 'unknown',
    stateBefore: row?.stateBefore ?? null,
    stateSince: row?.since ?? null,
    score: row?.score ?? null,
    change7: row?.change7 ?? null,
    change30: row?.change30 ?? null,
    reason: row?.reason ?? null,
    suggestedAction,
    suggestedTaskId: tasks.find(({ action }) => action === suggestedAction?.action)?.taskId ?? null,
    openTasks: tasks.length,
    nextTask:
      next === undefined
        ? null
        : {
            taskId: next.taskId,
            title: next.title,
            ...titleOf(next),
            due: next.due,
            owner: next.owner ?? null,
          },
    alerts: urgentFirst(placed)
      .slice(0, TODAY_ALERTS_MAX)
      .flatMap(({ alertId }) => alerts.get(alertId) ?? [])
      .map(({ state, version }) => toAlert(state, { version, now, tenantName: tenant.displayName })),
    alertCount: placed.alerts.length,
    touch:
      touchedAt === null || touchKind === null
        ? null
        : { at: touchedAt, kind: touchKind, by: touchedBy ?? '' },
    renewal: tenant.renewal,
    monthlyMinor: tenant.monthlyMinor,
    currency: tenant.currency,
  };
}

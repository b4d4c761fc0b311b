import { rankOf } from '@tenantry/contracts/commercial/alert';
import type { AlertListQuery, alertSummarySchema } from '@tenantry/contracts/commercial/alert-api';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { positionOf, type Scalar, type Scan, scanAll } from '../storage/documents.ts';
import { type AlertHead, type AlertHeads, type AlertIndex, alertHeadsSpec, stateOf } from './alert.ts';

/** A filter that finds little answers a short page, rather than read on for long. */
const READ_FOR_A_PAGE = 2_000;
const PAGE = 200;

type Along = Pick<Scan<AlertIndex>, 'index' | 'equals' | 'from'> & { readonly index: AlertIndex };

/** One page of the inbox, from the index that narrows most; what else is asked for is looked for along it. */
export async function pageOfInbox(
  heads: AlertHeads,
  query: AlertListQuery,
  clock: Clock,
): Promise<{ readonly items: readonly AlertHead[]; readonly next?: string }> {
  const { limit, cursor, sort, ...filter } = query;
  const list = ['alerts', sort, JSON.stringify(filter)];
  const along = indexFor(query);
  const items: AlertHead[] = [];
  let after: readonly Scalar[] | undefined = cursor === undefined ? undefined : decodeCursor(list, cursor);
  for (let read = 0; read < READ_FOR_A_PAGE; ) {
    const page = await heads.scan({
      ...along,
      descending: sort.startsWith('-'),
      limit: PAGE,
      ...(after && { after }),
    });
    for (const head of page) {
      after = positionOf(head, alertHeadsSpec, along.index, along.equals?.length);
      if (matches(head, query, clock.now())) items.push(head);
      if (items.length === limit) return { items, next: encodeCursor(list, after) };
    }
    read += page.length;
    if (page.length < PAGE) return { items };
  }
  return { items, ...(after && { next: encodeCursor(list, after) }) };
}

/** Those that have recovered are a hundred times as many after a year: unless they are wanted, they are passed by. */
function indexFor({ sort, tenantId, assignee, level, state, all }: AlertListQuery): Along {
  if (level !== undefined) return { index: 'severity', equals: [rankOf(level)] };
  if (state === 'recovered') return { index: 'severity', equals: [rankOf('ok')] };
  const also = state === undefined && all === 'true';
  if (sort.endsWith('level')) return { index: 'severity', equals: [], ...(!also && { from: 1 }) };
  if (tenantId !== undefined) return { index: also ? 'tenant' : 'activeOf', equals: [tenantId] };
  if (assignee !== undefined) return { index: 'assignee', equals: [assignee] };
  return also ? { index: 'since', equals: [] } : { index: 'active', equals: [1] };
}

function matches({ state: alert }: AlertHead, query: AlertListQuery, now: number): boolean {
  const { level, state, all, rule, tenantId, assignee } = query;
  const is = stateOf(alert, now);
  if (state !== undefined ? is !== state : is === 'recovered' && all === 'false' && level !== 'ok')
    return false;
  if (level !== undefined && alert.level !== level) return false;
  if (rule !== undefined && alert.rule !== rule) return false;
  if (tenantId !== undefined && alert.tenantId !== tenantId) return false;
  return assignee === undefined || alert.assignee === assignee;
}

/** How many there are that have not recovered, by level and state. */
export async function countsOfInbox(
  heads: AlertHeads,
  clock: Clock,
): Promise<z.infer<typeof alertSummarySchema>> {
  const counts = new Map<string, z.infer<typeof alertSummarySchema>['counts'][number]>();
  for await (const { state: alert } of scanAll(heads, { index: 'active' })) {
    const state = stateOf(alert, clock.now());
    const key = `${alert.level} ${state}`;
    counts.set(key, { level: alert.level, state, alerts: (counts.get(key)?.alerts ?? 0) + 1 });
  }
  return { counts: [...counts.values()].sort((a, b) => rankOf(b.level) - rankOf(a.level)) };
}

import { api, read } from '../../../shared/api/client.ts';
import type { TimelineEntry, TimelineKind } from './entry.ts';
import {
  alertEntries,
  auditEntry,
  enforcementEntry,
  healthEntry,
  noteEntry,
  planEntry,
  statementEntries,
  taskEntries,
  type Words,
} from './to-entries.ts';

/** A page of a source, newest first, and where the next older one begins. */
export interface SourcePage {
  readonly entries: readonly TimelineEntry[];
  readonly next: string | undefined;
}

export interface Source {
  readonly kind: TimelineKind;
  /** Who may call this sees it; others are shown the rest. */
  readonly operation: string;
  readonly heeds: readonly string[];
  read(cursor: string | undefined, signal: AbortSignal): Promise<SourcePage>;
}

const LIMIT = 50;
const DAY = 86_400_000;
/** How much of the health of a tenant is read at once. */
const WINDOW_DAYS = 90;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const paged = (cursor: string | undefined) => ({ limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) });

/** Everything that a tenant's timeline is made of. */
export function sourcesOf(tenantId: string, createdAt: string, words: Words): readonly Source[] {
  const params = { path: { tenantId } };
  return [
    {
      kind: 'note',
      operation: 'listTenantNotes',
      heeds: ['tenant_note'],
      async read(cursor, signal) {
        const { items, next } = await read(
          api.GET('/v1/tenants/{tenantId}/notes', { params: { ...params, query: paged(cursor) }, signal }),
        );
        return { entries: items.map(note => noteEntry(note, words)), next };
      },
    },
    {
      kind: 'task',
      operation: 'listTasks',
      heeds: ['task'],
      // They are sorted by their day, and not by when they were written down: all of them are read.
      read: async (_, signal) => {
        const query = { tenantId, limit: 200 };
        const [open, closed] = await Promise.all([
          read(api.GET('/v1/tasks', { params: { query: { ...query, status: 'open' } }, signal })),
          read(api.GET('/v1/tasks', { params: { query: { ...query, status: 'closed' } }, signal })),
        ]);
        return newestFirst([...open.items, ...closed.items].flatMap(task => taskEntries(task, words)));
      },
    },
    {
      kind: 'alert',
      operation: 'listAlerts',
      heeds: ['alert'],
      read: async (_, signal) => {
        const { items } = await read(
          api.GET('/v1/alerts', { params: { query: { tenantId, all: 'true', limit: 200 } }, signal }),
        );
        return newestFirst(items.flatMap(alert => alertEntries(alert, words)));
      },
    },
    {
      kind: 'health',
      operation: 'listTenantHealthHistory',
      heeds: ['health'],
      async read(cursor, signal) {
        const to = cursor === undefined ? Date.now() : new Date(cursor).getTime();
        const from = to - WINDOW_DAYS * DAY;
        const { transitions } = await read(
          api.GET('/v1/tenants/{tenantId}/health/history', {
            params: { ...params, query: { from: day(from), to: day(to) } },
            signal,
          }),
        );
        const over = day(from) <= createdAt.slice(0, 10);
        return {
          entries: transitions.map(transition => healthEntry(transition, words)).reverse(),
          next: over ? undefined : day(from - DAY),
        };
      },
    },
    {
      kind: 'enforcement',
      operation: 'listEnforcementHistory',
      heeds: ['enforcement'],
      read: async (_, signal) => {
        const items = await all(cursor =>
          read(
            api.GET('/v1/enforcement/{tenantId}/history', {
              params: { ...params, query: { ...paged(cursor), limit: 200 } },
              signal,
            }),
          ),
        );
        return newestFirst(items.map(step => enforcementEntry(step, words)));
      },
    },
    {
      kind: 'plan',
      operation: 'listSubscriptionChanges',
      heeds: ['subscription'],
      read: async (_, signal) => {
        const items = await all(cursor =>
          read(
            api.GET('/v1/tenants/{tenantId}/subscription/changes', {
              params: { ...params, query: { ...paged(cursor), limit: 200 } },
              signal,
            }),
          ),
        );
        return newestFirst(items.map(change => planEntry(change, words)));
      },
    },
    {
      kind: 'statement',
      operation: 'listStatements',
      heeds: ['statement', 'statement_void'],
      async read(cursor, signal) {
        const { items, next } = await read(
          api.GET('/v1/tenants/{tenantId}/statements', {
            params: { ...params, query: paged(cursor) },
            signal,
          }),
        );
        return { entries: items.map(statement => statementEntries(statement, words)), next };
      },
    },
    {
      kind: 'change',
      operation: 'listAudit',
      heeds: ['tenant', 'onboarding', 'health_record', 'payment', 'credit', 'billing'],
      async read(cursor, signal) {
        const { items, next } = await read(
          api.GET('/v1/audit', { params: { query: { tenantId, ...paged(cursor) } }, signal }),
        );
        return { entries: items.flatMap(entry => auditEntry(entry, words)), next };
      },
    },
  ];
}

/** Lists that are oldest first are read to their end: the newest is what is wanted. */
async function all<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; next?: string }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await page(cursor);
    items.push(...more);
    cursor = next;
  } while (cursor !== undefined);
  return items;
}

function newestFirst(entries: readonly TimelineEntry[]): SourcePage {
  return { entries: entries.toSorted((a, b) => (a.at < b.at ? 1 : -1)), next: undefined };
}

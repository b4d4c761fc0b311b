import type { AuditEntry, AuditFilter } from '@tenantry/contracts/api/audit';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { Page } from '../http/route.ts';
import { canonicalJson } from '../storage/canonical.ts';
import { type Collection, insertOne, positionOf, type Scalar } from '../storage/documents.ts';
import { SealsDue } from '../usage/sealing/seals-due.ts';
import { type AuditIndex, auditSpec, entryOfChange, type StoredAuditEntry, shownEntry } from './entry.ts';
import { sealedStatement } from './statement-seal.ts';

/** An entry that is written so long after it happened may have come behind the sealer. */
const LATE_AFTER = 60_000;
const READ_AT_ONCE = 200;
/** A filter that finds little answers a short page with a cursor, rather than read on for long. */
const READ_FOR_A_PAGE = 2_000;

/** The record of who did what: a projection of every change, and what was refused. */
export class Audit {
  readonly #context: Context;
  /** For whoever seals and erases. */
  readonly entries: Collection<StoredAuditEntry, AuditIndex>;
  readonly due: SealsDue;

  private constructor(context: Context, entries: Collection<StoredAuditEntry, AuditIndex>, due: SealsDue) {
    this.#context = context;
    this.entries = entries;
    this.due = due;
  }

  /** Before the first change: from then on no change is without its entry. */
  static async open(context: Context): Promise<Audit> {
    const entries = await context.store.collection(auditSpec);
    const audit = new Audit(context, entries, await SealsDue.open(context.store, 'audit_seals_due'));
    context.addProjection(change => audit.#write(entryOfChange(change), change.pending !== undefined));
    return audit;
  }

  /** With a mark that the slot has something to seal: before it is inserted, and behind it where a sealer may have been. */
  async #write(entry: StoredAuditEntry, isPending = true): Promise<void> {
    const { chain = '', slot = 0, at } = entry;
    await this.due.mark(chain, slot);
    const outcome = await insertOne(this.entries, entry);
    const isLate = this.#context.clock.now() - Date.parse(at) >= LATE_AFTER;
    // What is there already was marked; unless whoever inserted it died in between.
    if (isLate && (outcome === 'inserted' || isPending)) await this.due.markAgain(chain, slot);
  }

  /** Adds what no change says. Of equal ids the first is kept. */
  async record(entry: Omit<AuditEntry, 'at' | 'changes'>): Promise<void> {
    await this.#write(sealedStatement({ ...entry, at: isoTime(this.#context.clock.now()), changes: [] }));
  }

  /** Newest first. */
  async list(
    filter: AuditFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<AuditEntry>> {
    const name = ['audit', canonicalJson(JSON.parse(JSON.stringify(filter)))];
    let after = page.cursor === undefined ? undefined : decodeCursor(name, page.cursor);
    const items: AuditEntry[] = [];
    const path = pathOf(filter);
    // Where the index alone finds them, no more is read than is answered.
    const size = path.isWhole ? page.limit : READ_AT_ONCE;
    for (let read = 0; read < READ_FOR_A_PAGE; read += size) {
      const entries = await this.#scan(filter, path, after, size);
      for (const entry of entries) {
        after = positionOf(entry, auditSpec, path.index, path.equals.length);
        if (!matches(entry, filter)) continue;
        items.push(shownEntry(entry));
        if (items.length === page.limit) return { items, next: encodeCursor(name, after) };
      }
      if (entries.length < size || after === undefined) return { items };
    }
    return after === undefined ? { items } : { items, next: encodeCursor(name, after) };
  }

  /** Everything that the filter finds, newest first. */
  async *all(filter: AuditFilter): AsyncGenerator<AuditEntry> {
    const path = pathOf(filter);
    let after: readonly Scalar[] | undefined;
    for (;;) {
      const entries = await this.#scan(filter, path, after, READ_AT_ONCE);
      yield* entries.filter(entry => matches(entry, filter)).map(shownEntry);
      const last = entries.at(-1);
      if (last === undefined || entries.length < READ_AT_ONCE) return;
      after = positionOf(last, auditSpec, path.index, path.equals.length);
    }
  }

  #scan(
    { from, before }: AuditFilter,
    { index, equals }: Path,
    after: readonly Scalar[] | undefined,
    limit: number,
  ): Promise<readonly StoredAuditEntry[]> {
    return this.entries.scan({
      index,
      equals,
      ...(from !== undefined && { from: isoTime(Date.parse(from)) }),
      ...(before !== undefined && { before: isoTime(Date.parse(before)) }),
      ...(after && { after }),
      descending: true,
      limit,
    });
  }
}

interface Path {
  readonly index: AuditIndex;
  readonly equals: readonly string[];
  /** Nothing else is asked for than what the index goes by. */
  readonly isWhole: boolean;
}

/**
 * The index that leaves least to read: one target has fewer entries than one actor, and any has fewer than all. What was
 * refused is little among what was done; a search for that alone would read and throw away two thousand for nothing.
 */
function pathOf({ target, actor, tenantId, action, outcome }: AuditFilter): Path {
  const fields = { target, actor, tenant: tenantId, action, outcome } as const;
  const asked = Object.values(fields).filter(value => value !== undefined).length;
  for (const index of ['target', 'actor', 'tenant', 'action', 'outcome'] as const) {
    const value = fields[index];
    if (value !== undefined) return { index, equals: [value], isWhole: asked === 1 };
  }
  return { index: 'time', equals: [], isWhole: asked === 0 };
}

function matches(entry: AuditEntry, { target, actor, tenantId, action, outcome }: AuditFilter): boolean {
  return (
    (target === undefined || entry.target === target) &&
    (actor === undefined || entry.actorId === actor) &&
    (tenantId === undefined || entry.tenantId === tenantId) &&
    (action === undefined || entry.action === action) &&
    (outcome === undefined || entry.outcome === outcome)
  );
}

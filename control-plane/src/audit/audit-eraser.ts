import { type Clock, isoTime } from '../clock.ts';
import { type Change, type ChangeCollection, latestChange } from '../storage/aggregates.ts';
import { canonicalJson } from '../storage/canonical.ts';
import { personalText, sealOf } from '../storage/change-seal.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import type { AuditErasures } from './audit-erasures.ts';
import { type AuditIndex, auditChain, entryOfChange, type StoredAuditEntry } from './entry.ts';
import { ERASED, forgotten } from './forgotten.ts';
import { personalText as personalOfStatement } from './statement-seal.ts';
import { erasureId } from './verify-audit.ts';

export interface AuditEraserParts {
  readonly clock: Clock;
  readonly changes: ChangeCollection;
  readonly entries: Collection<StoredAuditEntry, AuditIndex>;
  readonly erasures: AuditErasures;
}

export interface AuditErasureRequest {
  /** Everything that this actor did or tried loses the name, and the reasons given. */
  readonly actorId?: string | undefined;
  /** The history of this thing, `<kind>/<id>`, loses who is named in it. */
  readonly target?: string | undefined;
  readonly by: string;
  readonly reason: string;
}

/**
 * Erases what is personal from the history: from changes, and from the record that shows them. What is current stays:
 * it is changed like everything else (see Forget in erasure-http.ts for what nobody can change any more), and then its
 * past is erased. Cut short, it is asked for again.
 */
export class AuditEraser {
  readonly #parts: AuditEraserParts;

  constructor(parts: AuditEraserParts) {
    this.#parts = parts;
  }

  /** Answers how many entries were erased. One that is not written everywhere yet is left for the next time. */
  async erase(request: AuditErasureRequest): Promise<number> {
    const { actorId, target } = request;
    let count = 0;
    if (actorId !== undefined) count += await this.#each({ index: 'actor', equals: [actorId] }, request);
    if (target !== undefined) count += await this.#each({ index: 'target', equals: [target] }, request);
    return count;
  }

  /** Things of a kind, `<kind>/<id>`, that somebody did something to. */
  async thingsOf(actorId: string, kind: string): Promise<readonly string[]> {
    const things = new Set<string>();
    const scan = { index: 'actor' as const, equals: [actorId] };
    for await (const { target } of scanAll(this.#parts.entries, scan, 100)) {
      if (target?.startsWith(`${kind}/`)) things.add(target);
    }
    return [...things];
  }

  async #each(
    scan: { readonly index: 'actor' | 'target'; readonly equals: readonly string[] },
    request: AuditErasureRequest,
  ): Promise<number> {
    let count = 0;
    for await (const entry of scanAll(this.#parts.entries, scan, 100)) {
      const erased =
        entry.seal !== undefined
          ? await this.#eraseStatement(entry, request)
          : await this.#eraseChange(entry, request, scan.index);
      if (erased) count++;
    }
    return count;
  }

  async #eraseChange(
    entry: StoredAuditEntry,
    request: AuditErasureRequest,
    by: 'actor' | 'target',
  ): Promise<boolean> {
    const { changes, entries } = this.#parts;
    const { id } = entry;
    const change = await changes.get(id);
    if (change === undefined || change.pending !== undefined) return false;
    const { version } = (await latestChange(changes, change.kind, change.aggregateId)) ?? change;
    const left = by === 'actor' ? withoutActor(change) : withoutPeople(change, change.version === version);
    if (personalText(left) === personalText(change)) return this.#finish(entry, change);
    // Without the salt, nobody can try out names on the commitment.
    const { commitment } = change.seal ?? sealOf(change);
    const erased = { ...left, seal: { commitment } };
    await this.#note(id, change.tenantId, personalText(left), request);
    await changes.replace(erased);
    await entries.replace({ ...entryOfChange(erased) });
    return true;
  }

  /** A process may have died when it had erased the change, and not yet what the record shows of it. */
  async #finish(entry: StoredAuditEntry, change: Change<unknown>): Promise<boolean> {
    const wasErased = change.seal !== undefined && change.seal.salt === undefined;
    const shown = { ...entryOfChange(change) };
    if (!wasErased || canonicalJson(plain(shown)) === canonicalJson(plain(entry))) return false;
    await this.#parts.entries.replace(shown);
    return true;
  }

  async #eraseStatement(entry: StoredAuditEntry, request: AuditErasureRequest): Promise<boolean> {
    if (entry.seal?.salt === undefined) return false;
    const { reason: _reason, network: _network, ...kept } = entry;
    const left = { ...kept, actorName: ERASED, seal: { commitment: entry.seal.commitment } };
    await this.#note(entry.id, entry.tenantId, personalOfStatement(left), request);
    await this.#parts.entries.replace(left);
    return true;
  }

  #note(id: string, tenantId: string | undefined, left: string, request: AuditErasureRequest): Promise<void> {
    const { by, reason } = request;
    const at = isoTime(this.#parts.clock.now());
    return this.#parts.erasures.record({
      id: erasureId(id, left),
      chain: auditChain(tenantId),
      remnant: { erasedAt: at },
      at,
      by,
      reason,
    });
  }
}

function withoutActor(change: Change<unknown>): Change<unknown> {
  const { reason: _, ...kept } = change;
  return { ...kept, actor: { ...change.actor, name: ERASED } };
}

function withoutPeople(change: Change<unknown>, isCurrent: boolean): Change<unknown> {
  const { before, after } = change;
  return {
    ...change,
    before: forgotten(before),
    after: isCurrent ? after : forgotten(after),
  };
}

/** As the store gives it back: what is undefined is not there. */
function plain(entry: StoredAuditEntry): unknown {
  return JSON.parse(JSON.stringify(entry));
}

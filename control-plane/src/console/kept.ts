import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers } from '../http/problem.ts';
import { digestOf } from '../storage/canonical.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../storage/documents.ts';

/**
 * What is kept for one person: preferences, visits, drafts. It is nobody's history: only the last version has what was
 * written, and neither audit nor stream tells of it. A version is one insert under `<person>/<what>/<version>`; whoever
 * finds the id taken has lost and reads again. Whose it is shows as a digest alone.
 *
 *   v7 ──insert──▶ decided ──▶ v6 is emptied, and thrown away when nobody can still mean to insert it
 */
const keptSchema = z.object({
  id: z.string(),
  version: z.int().min(1),
  at: z.string(),
  /** JSON, or what the person wrote. */
  text: z.string(),
  /** It was replaced or removed. Its id stays taken for a while: else somebody slow could decide by it once more. */
  gone: z.literal(true).optional(),
  /** When it is thrown away by itself (RFC 3339); never when left out. */
  endsAt: z.string().optional(),
});
type KeptDocument = z.infer<typeof keptSchema>;
export type Kept = Pick<KeptDocument, 'version' | 'at' | 'text' | 'endsAt'>;

export const keptSpec: CollectionSpec<KeptDocument, 'end'> = {
  name: 'console_kept',
  indexes: { end: ['endsAt'] },
  parse: value => keptSchema.parse(value),
};

const VERSION_DIGITS = 16;
const TRIES = 10;
/** Longer than any request goes on, in milliseconds. */
const NOBODY_MEANS_IT = 10 * 60_000;
/** Of a process that died right after its insert, the version before is emptied by the next one. */
const LOOKS_BACK = 3;

export interface PutOptions {
  readonly ifMatch?: string | undefined;
  readonly endsAt?: string;
  /** Number of the first version; of what may be removed and made again, one that no earlier life had. */
  readonly first?: number;
}

export class KeptForPeople {
  readonly #kept: Collection<KeptDocument, 'end'>;
  readonly #clock: Clock;

  private constructor(kept: Collection<KeptDocument, 'end'>, clock: Clock) {
    this.#kept = kept;
    this.#clock = clock;
  }

  static async open(store: Store, clock: Clock): Promise<KeptForPeople> {
    return new KeptForPeople(await store.collection(keptSpec), clock);
  }

  async load(personId: string, what: string): Promise<Kept | undefined> {
    const last = await this.#last(personId, what);
    return last !== undefined && this.#isThere(last) ? last : undefined;
  }

  /** Everything of a person whose `what` begins so, in its order, each by its last version. */
  async list(
    personId: string,
    prefix: string,
  ): Promise<readonly { readonly what: string; readonly kept: Kept }[]> {
    const last = new Map<string, KeptDocument>();
    for await (const kept of scanAll(this.#kept, rangeOf(`${ownerOf(personId)}/${prefix}`), 50)) {
      const [, what = ''] = kept.id.split('/');
      last.set(what, kept);
    }
    return [...last].flatMap(([what, kept]) => (this.#isThere(kept) ? [{ what, kept }] : []));
  }

  /**
   * Keeps what `textOf` makes of what is kept now, which may be asked several times.
   * @throws Problem precondition_failed, conflict when others keep changing it
   */
  put(
    personId: string,
    what: string,
    textOf: (before: Kept | undefined) => string,
    { ifMatch, endsAt, first = 1 }: PutOptions = {},
  ): Promise<Kept> {
    return this.#decide(personId, what, first, before => {
      requireMatch(ifMatch, before?.version ?? 0);
      return { text: textOf(before), ...(endsAt !== undefined && { endsAt }) };
    });
  }

  /** Whether there was anything. @throws Problem precondition_failed, conflict */
  async remove(personId: string, what: string, ifMatch: string | undefined): Promise<boolean> {
    if ((await this.load(personId, what)) === undefined) return false;
    const soon = isoTime(this.#clock.now() + NOBODY_MEANS_IT);
    await this.#decide(personId, what, 1, before => {
      requireMatch(ifMatch, before?.version ?? 0);
      return { text: '', gone: true, ...endBehind(before, soon) };
    });
    return true;
  }

  /** Forgets a person; answers how many documents were kept. */
  async forget(personId: string): Promise<number> {
    return this.#removeAll({ ...rangeOf(`${ownerOf(personId)}/`) });
  }

  /** Throws away what has ended. */
  async prune(): Promise<number> {
    return this.#removeAll({ index: 'end', before: isoTime(this.#clock.now()) });
  }

  async #decide(
    personId: string,
    what: string,
    first: number,
    next: (before: Kept | undefined) => Pick<KeptDocument, 'text' | 'gone' | 'endsAt'>,
  ): Promise<Kept> {
    for (let tries = 0; tries < TRIES; tries++) {
      const last = await this.#last(personId, what);
      const version = last === undefined ? first : last.version + 1;
      const content = next(last !== undefined && this.#isThere(last) ? last : undefined);
      const kept = { version, at: isoTime(this.#clock.now()), ...content };
      const id = idOf(personId, what, version);
      if ((await insertOne(this.#kept, { id, ...kept })) === 'exists') continue;
      // It is decided, whatever becomes of this: what is left is emptied by the next one, or ends by itself.
      await this.#emptyBefore(personId, what, id).catch(() => undefined);
      return kept;
    }
    throw changedByOthers('it is being changed by others');
  }

  async #last(personId: string, what: string): Promise<KeptDocument | undefined> {
    const [last] = await this.#kept.scan({ ...versionsOf(personId, what), descending: true, limit: 1 });
    return last;
  }

  #isThere({ gone, endsAt }: KeptDocument): boolean {
    return gone === undefined && (endsAt === undefined || endsAt > isoTime(this.#clock.now()));
  }

  async #emptyBefore(personId: string, what: string, id: string): Promise<void> {
    const { from } = versionsOf(personId, what);
    const earlier = await this.#kept.scan({ from, before: id, descending: true, limit: LOOKS_BACK });
    const endsAt = isoTime(this.#clock.now() + NOBODY_MEANS_IT);
    for (const { gone, ...before } of earlier)
      if (!gone) await this.#kept.replace({ ...before, text: '', gone: true, endsAt });
  }

  async #removeAll(scan: { index?: 'end'; from?: string; before: string }): Promise<number> {
    const ids: string[] = [];
    for await (const { id } of scanAll(this.#kept, scan, 100)) ids.push(id);
    if (ids.length > 0) await this.#kept.remove(ids);
    return ids.length;
  }
}

/** What says that something is gone outlives it: else it would be there again. */
function endBehind(hidden: Kept | undefined, soon: string): { readonly endsAt?: string } {
  if (hidden === undefined) return { endsAt: soon };
  if (hidden.endsAt === undefined) return {};
  return { endsAt: hidden.endsAt > soon ? hidden.endsAt : soon };
}

function ownerOf(personId: string): string {
  return digestOf('console', personId);
}

function idOf(personId: string, what: string, version: number): string {
  return `${ownerOf(personId)}/${what}/${String(version).padStart(VERSION_DIGITS, '0')}`;
}

function versionsOf(personId: string, what: string) {
  return rangeOf(`${ownerOf(personId)}/${what}/`);
}

/** Every id that begins so: none has a character behind `~`. */
function rangeOf(prefix: string): { readonly from: string; readonly before: string } {
  return { from: prefix, before: `${prefix}\x7f` };
}

import { DRAFT_DAYS, DRAFTS_PER_PERSON } from '@tenantry/contracts/api/console';
import { type Clock, isoTime } from '../clock.ts';
import { etagOf } from '../http/etag.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Kept, KeptForPeople } from './kept.ts';
import { mayStay } from './room.ts';

const PREFIX = 'draft:';
const LIFE = DRAFT_DAYS * 86_400_000;

export interface Draft {
  readonly draftId: string;
  readonly content: string;
  readonly updatedAt: string;
  readonly endsAt: string;
  readonly version: number;
}

/** What people have begun to write, for them alone. */
export class Drafts {
  readonly #kept: KeptForPeople;
  readonly #clock: Clock;

  constructor(kept: KeptForPeople, clock: Clock) {
    this.#kept = kept;
    this.#clock = clock;
  }

  async list(personId: string): Promise<readonly Draft[]> {
    const all = await this.#kept.list(personId, PREFIX);
    return all.map(({ what, kept }) => draftOf(what.slice(PREFIX.length), kept));
  }

  /** @throws Problem not_found */
  async get(personId: string, draftId: string): Promise<Draft> {
    const kept = await this.#kept.load(personId, PREFIX + draftId);
    if (kept === undefined) throw notFound('such draft');
    return draftOf(draftId, kept);
  }

  /** @throws Problem precondition_failed, conflict when there are too many */
  async save(
    personId: string,
    draftId: string,
    content: string,
    ifMatch: string | undefined,
  ): Promise<Draft> {
    const what = PREFIX + draftId;
    const isNew = (await this.#kept.load(personId, what)) === undefined;
    // Spares the writes of most that would have to go again.
    if (isNew && (await this.#inOrder(personId)).length >= DRAFTS_PER_PERSON) throw tooMany();
    const now = this.#clock.now();
    const kept = await this.#kept.put(personId, what, () => content, {
      ifMatch,
      endsAt: isoTime(now + LIFE),
      // One that is written anew is none of the versions that somebody may still hold of the one before: these were
      // fewer than milliseconds went by.
      first: now,
    });
    if (isNew && !(await mayStay(what, DRAFTS_PER_PERSON, () => this.#inOrder(personId)))) {
      // Unless something was written over it meanwhile: that was taken, and stays.
      await this.#kept.remove(personId, what, etagOf(kept.version)).catch(ignoreChanged);
      throw tooMany();
    }
    return draftOf(draftId, kept);
  }

  /** @throws Problem not_found, precondition_failed */
  async remove(personId: string, draftId: string, ifMatch: string | undefined): Promise<void> {
    if (!(await this.#kept.remove(personId, PREFIX + draftId, ifMatch))) throw notFound('such draft');
  }

  /** By when they were begun, which the first version says. */
  async #inOrder(personId: string): Promise<readonly string[]> {
    const all = await this.#kept.list(personId, PREFIX);
    return all
      .toSorted((a, b) => a.kept.version - b.kept.version || (a.what < b.what ? -1 : 1))
      .map(({ what }) => what);
  }
}

function tooMany(): Problem {
  return new Problem('conflict', `at most ${DRAFTS_PER_PERSON} drafts are kept: remove one`, {
    reason: 'too_many_drafts',
    params: { most: DRAFTS_PER_PERSON },
  });
}

function ignoreChanged(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'precondition_failed')) throw error;
}

function draftOf(draftId: string, { text, at, endsAt = at, version }: Kept): Draft {
  return { draftId, content: text, updatedAt: at, endsAt, version };
}

import {
  CONSOLE_KEPT_DAYS,
  type ConsoleVisit,
  consoleVisitSchema,
  VISIT_GAP,
} from '@tenantry/contracts/api/console';
import { type Clock, isoTime } from '../clock.ts';
import type { KeptForPeople } from './kept.ts';
import type { Preferences } from './preferences.ts';

const WHAT = 'visit';
const LIFE = CONSOLE_KEPT_DAYS * 86_400_000;
/** A visit that goes on is written down so seldom, in milliseconds. */
const WRITTEN_EVERY = 5 * 60_000;

/** When each person was here before this time. */
export class Visits {
  readonly #kept: KeptForPeople;
  readonly #clock: Clock;

  readonly #preferences: Pick<Preferences, 'renew'>;

  constructor(kept: KeptForPeople, clock: Clock, preferences: Pick<Preferences, 'renew'>) {
    this.#preferences = preferences;
    this.#kept = kept;
    this.#clock = clock;
  }

  async get(personId: string): Promise<ConsoleVisit> {
    const kept = await this.#kept.load(personId, WHAT);
    return kept === undefined ? {} : visitOf(kept.text);
  }

  /** When the visit before this one ended, for somebody who is here now, told of or not; nothing on the first. */
  async before(personId: string): Promise<string | undefined> {
    return seenAgain(await this.get(personId), this.#clock.now()).since;
  }

  /** Somebody is here. */
  async record(personId: string): Promise<ConsoleVisit> {
    const now = this.#clock.now();
    const before = await this.get(personId);
    if (before.seenAt !== undefined && now - Date.parse(before.seenAt) < WRITTEN_EVERY) return before;
    const next = (text: string | undefined) =>
      JSON.stringify(seenAgain(text === undefined ? {} : visitOf(text), now));
    const endsAt = isoTime(now + LIFE);
    const kept = await this.#kept.put(personId, WHAT, last => next(last?.text), { endsAt });
    await this.#preferences.renew(personId);
    return visitOf(kept.text);
  }
}

/**
 * The visit goes on, or another one begins. `since` stays where it was while it goes on: what was new when somebody came
 * is still new when they have looked at the half of it.
 */
export function seenAgain(visit: ConsoleVisit, now: number): ConsoleVisit {
  const seenAt = isoTime(now);
  const { seenAt: last, ...before } = visit;
  if (last === undefined) return { startedAt: seenAt, seenAt };
  // A clock that went back ends no visit.
  if (now - Date.parse(last) < VISIT_GAP) return { ...before, seenAt: seenAt > last ? seenAt : last };
  return { since: last, startedAt: seenAt, seenAt };
}

function visitOf(text: string): ConsoleVisit {
  return consoleVisitSchema.parse(JSON.parse(text));
}

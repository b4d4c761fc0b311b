import {
  CONSOLE_KEPT_DAYS,
  type ConsolePreferencesInput,
  consolePreferencesInputSchema,
  PINNED_VIEWS,
} from '@tenantry/contracts/api/console';
import { type Clock, isoTime } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { Kept, KeptForPeople } from './kept.ts';

const WHAT = 'preferences';
const LIFE = CONSOLE_KEPT_DAYS * 86_400_000;

export interface PreferencesInForce {
  /** 0 before anything was kept. */
  readonly version: number;
  readonly at?: string;
  readonly state: ConsolePreferencesInput;
}

/** How each person wants the console. */
export class Preferences {
  readonly #kept: KeptForPeople;

  readonly #clock: Clock;

  constructor(kept: KeptForPeople, clock: Clock) {
    this.#kept = kept;
    this.#clock = clock;
  }

  async get(personId: string): Promise<PreferencesInForce> {
    return inForce(await this.#kept.load(personId, WHAT));
  }

  /** @throws Problem precondition_failed, conflict */
  async replace(
    personId: string,
    state: ConsolePreferencesInput,
    ifMatch: string | undefined,
  ): Promise<PreferencesInForce> {
    const text = JSON.stringify(state);
    return inForce(await this.#kept.put(personId, WHAT, () => text, { ifMatch, endsAt: this.#endsAt() }));
  }

  /** Before something else is done with a view that is to be pinned. @throws Problem conflict */
  async demandRoom(personId: string, viewId: string): Promise<void> {
    const pins = (await this.get(personId)).state.pinnedViews ?? [];
    if (!pins.includes(viewId) && pins.length >= PINNED_VIEWS) throw noRoom();
  }

  /** Marks a view as at hand, or takes the mark away; everything else stays. @throws Problem conflict */
  async pin(personId: string, viewId: string, pinned: boolean): Promise<void> {
    const before = (await this.get(personId)).state.pinnedViews ?? [];
    if (before.includes(viewId) === pinned) return;
    const textOf = (kept: Kept | undefined) => {
      const { state } = inForce(kept);
      const others = (state.pinnedViews ?? []).filter(id => id !== viewId);
      const pinnedViews = pinned ? [...others, viewId] : others;
      if (pinnedViews.length > PINNED_VIEWS) throw noRoom();
      return JSON.stringify({ ...state, pinnedViews });
    };
    await this.#kept.put(personId, WHAT, textOf, { endsAt: this.#endsAt() });
  }

  /** Whoever is here keeps them, however long ago they were changed. Written twice a year. */
  async renew(personId: string): Promise<void> {
    const kept = await this.#kept.load(personId, WHAT);
    if (kept === undefined || (kept.endsAt ?? '') > isoTime(this.#clock.now() + LIFE / 2)) return;
    await this.#kept.put(personId, WHAT, last => last?.text ?? kept.text, { endsAt: this.#endsAt() });
  }

  #endsAt(): string {
    return isoTime(this.#clock.now() + LIFE);
  }
}

function noRoom(): Problem {
  return new Problem('conflict', `at most ${PINNED_VIEWS} views are pinned: take one away`, {
    reason: 'too_many_pins',
    params: { most: PINNED_VIEWS },
  });
}

/** What another version kept and this one does not know is left out rather than refused: it is somebody's taste. */
function inForce(kept: Kept | undefined): PreferencesInForce {
  if (kept === undefined) return { version: 0, state: {} };
  const { shape } = consolePreferencesInputSchema;
  const raw: unknown = JSON.parse(kept.text);
  const known = Object.entries(raw ?? {}).filter(
    ([name, value]) => Object.hasOwn(shape, name) && fieldTakes(name, value),
  );
  const state = consolePreferencesInputSchema.parse(Object.fromEntries(known));
  return { version: kept.version, at: kept.at, state };
}

function fieldTakes(name: string, value: unknown): boolean {
  return consolePreferencesInputSchema.safeParse({ [name]: value }).success;
}

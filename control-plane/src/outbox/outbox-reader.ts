import {
  type Claims,
  type Groups,
  groupId,
  type OutboxClaim,
  type OutboxGroup,
  type OutboxItem,
} from './entry.ts';

const GROUPS_AT_ONCE = 20;
/** A filter that finds little answers a short page, rather than read on for long. */
const READ_FOR_A_PAGE = 2_000;

/** A place in the sequence: an item of a group. */
export interface Place {
  readonly number: number;
  readonly position: number;
}

export const BEGINNING: Place = { number: 0, position: -1 };

export interface PlacedItem extends Place {
  readonly item: OutboxItem;
}

export interface EventsRead {
  readonly items: readonly PlacedItem[];
  /** Where to go on; the place that was given when there is nothing new. */
  readonly next: Place;
}

/** Reads the sequence. Each event comes once to whoever goes on from `next`, and none is ever missing before it. */
export class OutboxReader {
  readonly #groups: Groups;
  readonly #claims: Claims;

  constructor(groups: Groups, claims: Claims) {
    this.#groups = groups;
    this.#claims = claims;
  }

  /** What was told behind a place, in order: at most `limit` of those that `wanted` takes. */
  async read(
    after: Place,
    limit: number,
    wanted: (item: OutboxItem) => boolean = () => true,
  ): Promise<EventsRead> {
    const items: PlacedItem[] = [];
    let next = after;
    for (let read = 0; read < READ_FOR_A_PAGE; ) {
      const groups = await this.#following(next);
      const placed = groups.flatMap(placedItems).filter(place => isBehind(place, next));
      if (placed.length === 0) break;
      const claims = await this.#claimsOf(placed);
      for (const place of placed) {
        const claim = claims.get(place.item.key);
        // Claimed by somebody whose insert no majority has yet: in a moment it is known whose it is.
        if (claim === undefined) return { items, next };
        next = { number: place.number, position: place.position };
        read++;
        if (claim.number !== place.number || claim.position !== place.position || !wanted(place.item))
          continue;
        items.push(place);
        if (items.length === limit) return { items, next };
      }
    }
    return { items, next };
  }

  /** The last place there is now. */
  async end(): Promise<Place> {
    const [last] = await this.#groups.scan({ descending: true, limit: 1 });
    return last === undefined ? BEGINNING : { number: last.number, position: last.items.length - 1 };
  }

  /** The first group whose events are not before a time, give or take what was told late. */
  async numberAt(time: string): Promise<number> {
    let low = 1;
    let high = (await this.end()).number + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const first = (await this.#groups.get(groupId(middle)))?.items[0];
      if (first !== undefined && first.time < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** An event by its id: at the place where it was, or where it is since the outbox was made anew. */
  async find(key: string, place: Place): Promise<PlacedItem | undefined> {
    const there = await this.#at(key, place);
    if (there !== undefined) return there;
    const claim = await this.#claims.get(key);
    return claim && this.#at(key, claim);
  }

  async #at(key: string, { number, position }: Place): Promise<PlacedItem | undefined> {
    const item = (await this.#groups.get(groupId(number)))?.items[position];
    return item?.key === key ? { number, position, item } : undefined;
  }

  /** The group of a place and those that follow it without a gap. */
  async #following({ number }: Place): Promise<readonly OutboxGroup[]> {
    const groups = await this.#groups.scan({ from: groupId(number), limit: GROUPS_AT_ONCE });
    const gap = groups.findIndex((group, at) => group.number !== number + at);
    return gap < 0 ? groups : groups.slice(0, gap);
  }

  /** Decides where each key belongs that nobody has claimed: here, unless somebody is quicker. */
  async #claimsOf(placed: readonly PlacedItem[]): Promise<ReadonlyMap<string, OutboxClaim>> {
    const keys = placed.map(({ item }) => item.key);
    const claims = new Map((await this.#claims.find(keys)).map(claim => [claim.id, claim]));
    const unclaimed = placed.filter(({ item }) => !claims.has(item.key));
    if (unclaimed.length === 0) return claims;
    await this.#claims.insert(
      unclaimed.map(({ item, number, position }) => ({ id: item.key, number, position })),
    );
    for (const claim of await this.#claims.find(unclaimed.map(({ item }) => item.key)))
      claims.set(claim.id, claim);
    return claims;
  }
}

function placedItems({ number, items }: OutboxGroup): PlacedItem[] {
  return items.map((item, position) => ({ number, position, item }));
}

function isBehind(place: Place, other: Place): boolean {
  return place.number > other.number || (place.number === other.number && place.position > other.position);
}

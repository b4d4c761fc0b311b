import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Collection, CollectionSpec, Store } from '../storage/documents.ts';
import { insertOne } from '../storage/documents.ts';

const slotSchema = z.object({
  /** `<hour>/<n>`: one insert takes one of the suspensions of an hour. */
  id: z.string(),
  tenantId: z.string(),
  /** When the notice was given that is over: the same suspension, come back after a crash, has its slot already. */
  noticeGivenAt: z.string(),
});
type Slot = z.infer<typeof slotSchema>;

export const enforcementSlotsSpec: CollectionSpec<Slot> = {
  name: 'enforcement_slots',
  indexes: {},
  parse: value => slotSchema.parse(value),
};

const DIGITS = 5;
const HOUR_LENGTH = '2026-03-01T12'.length;
const KEPT_MS = 7 * 86_400_000;

/** At most so many suspensions in an hour, however many replicas suspend. */
export class SuspensionSlots {
  readonly #slots: Collection<Slot>;

  private constructor(slots: Collection<Slot>) {
    this.#slots = slots;
  }

  static async open(store: Pick<Store, 'collection'>): Promise<SuspensionSlots> {
    return new SuspensionSlots(await store.collection(enforcementSlotsSpec));
  }

  /**
   * Takes the first free slot of the hour; undefined when all are taken. Nobody gives a slot back, and everybody looks
   * from the first one up, so whoever comes for the same suspension again meets its slot before any free one.
   */
  async claim(
    wanted: { readonly tenantId: string; readonly noticeGivenAt: string },
    most: number,
    now: number,
  ): Promise<string | undefined> {
    const hour = isoTime(now).slice(0, HOUR_LENGTH);
    const taken = await this.#slots.scan({ from: `${hour}/`, before: `${hour}0`, limit: most + 1 });
    const mine = taken.find(slot => isFor(slot, wanted));
    if (mine !== undefined) return mine.id;
    const known = new Set(taken.map(({ id }) => id));
    for (let n = 0; n < most; n++) {
      const id = `${hour}/${String(n).padStart(DIGITS, '0')}`;
      if (known.has(id)) continue;
      if ((await insertOne(this.#slots, { id, ...wanted })) === 'inserted') return id;
      const other = await this.#slots.get(id);
      if (other !== undefined && isFor(other, wanted)) return id;
    }
    return undefined;
  }

  /** Those of the hour of `now`. */
  async taken(now: number): Promise<number> {
    const hour = isoTime(now).slice(0, HOUR_LENGTH);
    return (await this.#slots.scan({ from: `${hour}/`, before: `${hour}0`, limit: 10_001 })).length;
  }

  /** Hours long past bind nobody. */
  async prune(now: number): Promise<void> {
    const old = await this.#slots.scan({ before: isoTime(now - KEPT_MS), limit: 1_000 });
    await this.#slots.remove(old.map(({ id }) => id));
  }
}

function isFor(slot: Slot, { tenantId, noticeGivenAt }: Omit<Slot, 'id'>): boolean {
  return slot.tenantId === tenantId && slot.noticeGivenAt === noticeGivenAt;
}

import { z } from 'zod';
import type { PlacedItem } from '../outbox/outbox-reader.ts';
import { placeText } from '../outbox/place-text.ts';
import { type Collection, type CollectionSpec, StoreUnavailable } from '../storage/documents.ts';

const numberSchema = z.object({
  /** `<tenantId>/<number>`: inserted once, by whoever comes first. */
  id: z.string(),
  tenantId: z.string(),
  number: z.int().min(1),
  event: z.string(),
  /** The place of the event in the outbox, as text that sorts. */
  place: z.string(),
});
type TenantNumber = z.infer<typeof numberSchema>;

export const tenantNumbersSpec: CollectionSpec<TenantNumber, 'place'> = {
  name: 'webhook_tenant_numbers',
  indexes: { place: ['tenantId', 'place'] },
  parse: value => numberSchema.parse(value),
};
export type TenantNumbers = Collection<TenantNumber, 'place'>;

const DIGITS = 12;
const MAX_KNOWN = 10_000;
/** Rounds in a row in which others were quicker for every tenant. */
const MOST_IDLE = 20;

/**
 * Numbers the events of each tenant, 1, 2, 3 … in the order of the outbox. Everybody goes through the outbox in one
 * order and passes nothing unnumbered, so whoever claims number n+1 claims it for the same event as everybody else
 * would: no gap, and no event with two numbers, whoever dies where.
 */
export class TenantSequences {
  readonly #numbers: TenantNumbers;
  /** The last number of tenants that were met here; others may have gone on. */
  readonly #known = new Map<string, { readonly number: number; readonly place: string }>();

  constructor(numbers: TenantNumbers) {
    this.#numbers = numbers;
  }

  /** The numbers of the events of a page, by their ids; of those that are about no tenant none. @throws StoreUnavailable */
  async number(page: readonly PlacedItem[]): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    const left = byTenant(page);
    for (let idle = 0; left.size > 0; idle++) {
      if (idle === MOST_IDLE) throw new StoreUnavailable('others number the same events all the time');
      if (await this.#round(left, numbers)) idle = 0;
    }
    return numbers;
  }

  /** The number that an event was given; none when it was told before numbers were given. */
  async numberOf(tenantId: string, { number, position }: PlacedItem): Promise<number | undefined> {
    const place = placeText({ number, position });
    const [found] = await this.#numbers.scan({
      index: 'place',
      equals: [tenantId],
      from: place,
      limit: 1,
    });
    return found?.place === place ? found.number : undefined;
  }

  /**
   * Numbers the next event of each tenant, and takes it off; answers whether any was. One at a time for each: of
   * several in one insert a later one may be there without an earlier one, after a crash.
   */
  async #round(left: Map<string, PlacedItem[]>, numbers: Map<string, number>): Promise<boolean> {
    const fresh: TenantNumber[] = [];
    const before = numbers.size + left.size;
    for (const [tenantId, items] of left) {
      const last = this.#known.get(tenantId) ?? (await this.#last(tenantId));
      for (let placed = items[0]; placed !== undefined; placed = items[0]) {
        const place = placeText(placed);
        if (place > last.place) {
          const number = last.number + 1;
          fresh.push({ id: numberId(tenantId, number), tenantId, number, event: placed.item.key, place });
          break;
        }
        const found = await this.numberOf(tenantId, placed);
        if (found !== undefined) numbers.set(placed.item.key, found);
        items.shift();
      }
      if (items.length === 0) left.delete(tenantId);
    }
    await this.#claim(fresh, left, numbers);
    return numbers.size + left.size !== before;
  }

  async #claim(
    fresh: readonly TenantNumber[],
    left: Map<string, PlacedItem[]>,
    numbers: Map<string, number>,
  ): Promise<void> {
    if (fresh.length === 0) return;
    const outcomes = await this.#numbers.insert(fresh);
    for (const [at, { tenantId, number, event, place }] of fresh.entries()) {
      if (outcomes[at] !== 'inserted') {
        this.#known.delete(tenantId);
        continue;
      }
      numbers.set(event, number);
      this.#know(tenantId, { number, place });
      left.get(tenantId)?.shift();
    }
  }

  async #last(tenantId: string): Promise<{ readonly number: number; readonly place: string }> {
    const [last] = await this.#numbers.scan({
      from: `${tenantId}/`,
      before: `${tenantId}0`,
      descending: true,
      limit: 1,
    });
    return last ?? { number: 0, place: '' };
  }

  #know(tenantId: string, last: { readonly number: number; readonly place: string }): void {
    this.#known.delete(tenantId);
    this.#known.set(tenantId, last);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) return;
      this.#known.delete(oldest);
    }
  }
}

function byTenant(page: readonly PlacedItem[]): Map<string, PlacedItem[]> {
  const tenants = new Map<string, PlacedItem[]>();
  for (const placed of page) {
    const { tenantId } = placed.item;
    if (tenantId === undefined) continue;
    const items = tenants.get(tenantId) ?? [];
    items.push(placed);
    tenants.set(tenantId, items);
  }
  return tenants;
}

function numberId(tenantId: string, number: number): string {
  return `${tenantId}/${String(number).padStart(DIGITS, '0')}`;
}

import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Collection, type CollectionSpec, insertOne, type Store } from '../../storage/documents.ts';

/**
 * Which slots of which tenants have something to seal: one document, inserted before the first entry of a slot is,
 * so that nobody has to look through ten thousand tenants for those that were busy.
 */

const dueSchema = z.object({
  /** `<slot, twelve digits>/<tenantId>`, and more behind it for a mark made again: the oldest come first. */
  id: z.string(),
  slot: z.int(),
  tenantId: z.string(),
});

export type SealDue = z.infer<typeof dueSchema>;

const dueSpec: CollectionSpec<SealDue> = {
  name: 'usage_seals_due',
  indexes: {},
  parse: value => dueSchema.parse(value),
};

const SLOT_DIGITS = 12;
/** Marks that a process remembers having made, so that one tenant's thousandth batch in a slot writes none. */
const REMEMBERED = 50_000;

function slotKey(slot: number): string {
  return String(slot).padStart(SLOT_DIGITS, '0');
}

export class SealsDue {
  readonly #due: Collection<SealDue>;
  readonly #marked = new Set<string>();

  private constructor(due: Collection<SealDue>) {
    this.#due = due;
  }

  /** Marks of another chain than that of usage have a collection of their own. */
  static async open(store: Store, name = dueSpec.name): Promise<SealsDue> {
    return new SealsDue(await store.collection({ ...dueSpec, name }));
  }

  /** Before entries are inserted. @throws StoreUnavailable also when it is not known whether the mark is there */
  async mark(tenantId: string, slot: number): Promise<void> {
    const id = `${slotKey(slot)}/${tenantId}`;
    if (this.#marked.has(id)) return;
    await insertOne(this.#due, { id, slot, tenantId });
    if (this.#marked.size >= REMEMBERED) this.#marked.clear();
    this.#marked.add(id);
  }

  /**
   * After entries were inserted so long after their receipt that a sealer may have been through the slot already. A
   * mark of its own: one that a sealer is about to take away would go with the sealer's. @throws StoreUnavailable
   */
  async markAgain(tenantId: string, slot: number): Promise<void> {
    await insertOne(this.#due, { id: `${slotKey(slot)}/${tenantId}/${uuidv7()}`, slot, tenantId });
  }

  /** The oldest marks of slots before one, behind another mark where that is given. */
  due(beforeSlot: number, limit: number, after?: SealDue): Promise<readonly SealDue[]> {
    return this.#due.scan({ before: slotKey(beforeSlot), limit, ...(after && { after: [after.id] }) });
  }

  done(marks: readonly SealDue[]): Promise<void> {
    return this.#due.remove(marks.map(({ id }) => id));
  }
}

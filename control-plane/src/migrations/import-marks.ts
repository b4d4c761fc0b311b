import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../storage/documents.ts';

const markSchema = z.object({
  /** `<exportId>/begun`, `…/pass/<name>`, `…/written`, then `…/done` or `…/withdrawn`. */
  id: z.string(),
  exportId: z.string(),
  at: z.string(),
});
type Mark = z.infer<typeof markSchema>;

const importMarksSpec: CollectionSpec<Mark> = {
  name: 'store_imports',
  indexes: {},
  parse: value => markSchema.parse(value),
};

/** A store into which something is being imported, or was and broke off: nothing is served from it. */
export class StoreBeingImported extends Error {
  override readonly name = 'StoreBeingImported';
  readonly code = 'store_importing';

  constructor(exportId: string) {
    super(
      `store_importing: the export ${exportId} is being imported into the store, or its import broke off: end it by the same "tenantry import" again`,
    );
  }
}

/**
 * How far an import has come, in the store that it goes into. Marks are inserted, so it is known after a crash, too, and
 * a store with a beginning that has no end is one that nobody serves from.
 */
export class ImportMarks {
  readonly #marks: Collection<Mark>;
  readonly #clock: Clock;

  private constructor(marks: Collection<Mark>, clock: Clock) {
    this.#marks = marks;
    this.#clock = clock;
  }

  static async open(store: Store, clock: Clock): Promise<ImportMarks> {
    return new ImportMarks(await store.collection(importMarksSpec), clock);
  }

  /** The export whose import was begun, and neither ended nor withdrawn. */
  async unfinished(): Promise<string | undefined> {
    const ends = new Set<string>();
    const begun: string[] = [];
    for await (const { id, exportId } of scanAll(this.#marks, {})) {
      if (id === `${exportId}/begun`) begun.push(exportId);
      if (id === `${exportId}/done` || id === `${exportId}/withdrawn`) ends.add(exportId);
    }
    return begun.find(exportId => !ends.has(exportId));
  }

  async has(exportId: string, mark: string): Promise<boolean> {
    return (await this.#marks.get(`${exportId}/${mark}`)) !== undefined;
  }

  put(exportId: string, mark: string): Promise<'inserted' | 'exists'> {
    const at = isoTime(this.#clock.now());
    return insertOne(this.#marks, { id: `${exportId}/${mark}`, exportId, at });
  }
}

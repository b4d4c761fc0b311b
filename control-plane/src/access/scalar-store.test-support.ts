import type { Collection, CollectionSpec, StoredDocument } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';

/** What MongoDB would take for a question rather than for a value. */
export const OPERATORS: readonly unknown[] = [
  { $ne: null },
  { $gt: '' },
  { $regex: '.*' },
  { $where: 'sleep(1000)' },
  [{ $ne: 1 }],
];

/**
 * A store that looks at everything it is asked by: an id or a bound that is no text and no number is an operator that
 * came through. What documents hold is not looked at, since no store reads a question from there.
 */
export class ScalarStore extends MemoryStore {
  asked = 0;
  readonly operators: string[] = [];

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    const look = (values: readonly unknown[]): void => {
      this.asked++;
      for (const value of values) {
        if (value === undefined || typeof value === 'string' || typeof value === 'number') continue;
        this.operators.push(`${spec.name}: ${JSON.stringify(value)}`);
      }
    };
    return {
      spec,
      insert: documents => {
        look(documents.map(({ id }) => id));
        return inner.insert(documents);
      },
      get: id => {
        look([id]);
        return inner.get(id);
      },
      find: ids => {
        look(ids);
        return inner.find(ids);
      },
      scan: scan => {
        const { equals = [], after = [], from, before, limit } = scan;
        look([...equals, ...after, from, before, limit]);
        return inner.scan(scan);
      },
      replace: document => {
        look([document.id]);
        return inner.replace(document);
      },
      remove: ids => {
        look(ids);
        return inner.remove(ids);
      },
    };
  }
}

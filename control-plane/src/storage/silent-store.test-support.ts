import type { Collection, CollectionSpec, StoredDocument } from './documents.ts';
import { MemoryStore } from './memory-store.test-support.ts';
import { overlaid } from './overlaid.test-support.ts';

/** A store that does not say what became of an insert into one of its collections, and has stored nothing of it. */
export class SilentStore extends MemoryStore {
  /** The collection whose next insert it is silent about. */
  silentAbout: string | undefined;

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    return overlaid(inner, {
      insert: async documents => {
        if (this.silentAbout !== spec.name) return inner.insert(documents);
        this.silentAbout = undefined;
        return documents.map(() => 'unknown');
      },
    });
  }
}

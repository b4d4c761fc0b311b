import { expect, test, vi } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { silentLogger } from '../logger.ts';
import type { Collection, CollectionSpec, StoredDocument } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { COLLECTIONS_LEFT_OUT, KINDS_LEFT_OUT, kindsTaken, PASSES } from './passes.ts';

const kinds = vi.hoisted(() => new Set<string>());

vi.mock(import('../storage/aggregates.ts'), async original => {
  const actual = await original();
  class Noting<S> extends actual.Aggregates<S> {
    constructor(...parts: ConstructorParameters<typeof actual.Aggregates<S>>) {
      super(...parts);
      kinds.add(parts[0].kind);
    }
  }
  return { ...actual, Aggregates: Noting };
});

/** Notes which collections are opened. */
class NotingStore extends MemoryStore {
  readonly names = new Set<string>();

  override collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    this.names.add(spec.name);
    return super.collection(spec);
  }
}

async function openApp(): Promise<NotingStore> {
  const store = new NotingStore();
  const app = await createApp({ store, clock: new FakeClock(), logger: silentLogger });
  await app.stop();
  return store;
}

test('every collection is exported, or stays behind for a reason that is written down', async () => {
  const { names } = await openApp();
  const taken = new Set(PASSES.map(({ collection }) => collection));
  const unknown = [...names].filter(name => !taken.has(name) && !Object.hasOwn(COLLECTIONS_LEFT_OUT, name));
  expect(unknown, 'say in passes.ts what becomes of them').toEqual([]);
});

test('every kind of aggregate is exported, or stays behind on purpose', async () => {
  await openApp();
  const known = [...kindsTaken(), ...KINDS_LEFT_OUT];
  expect([...kinds].sort()).toEqual(known.sort());
});

test('no two passes have a name in common', () => {
  const names = PASSES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

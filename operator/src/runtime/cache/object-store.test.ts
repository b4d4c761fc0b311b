import { describe, expect, test } from 'vitest';
import { type Cached, ObjectStore } from './object-store.ts';

interface Host extends Cached {
  readonly hosts: readonly string[];
}

function object(name: string, resourceVersion: number, more: Partial<Host> = {}): Host {
  return {
    namespace: 'n',
    name,
    uid: `uid-${name}`,
    resourceVersion: String(resourceVersion),
    hosts: [],
    ...more,
  };
}

describe('read your writes', () => {
  test('a write is read at once, and an older event does not undo it', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.recordWrite(object('a', 9));
    expect(store.observe(object('a', 7))).toBeUndefined();
    expect(store.get('n', 'a')?.resourceVersion).toBe('9');
  });

  test('the answer to a write that comes after a newer event changes nothing', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 12));
    store.recordWrite(object('a', 9));
    expect(store.get('n', 'a')?.resourceVersion).toBe('12');
  });

  test('the answer to a write that comes after the object went does not bring it back', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.observeDelete(object('a', 7));
    store.recordWrite(object('a', 6));
    expect(store.get('n', 'a')).toBeUndefined();
    store.recordWrite(object('a', 8, { uid: 'second' }));
    expect(store.get('n', 'a')?.uid).toBe('second');
  });

  test('nor does one that comes after a whole state without the object', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.observeAll(new Set(), '7');
    store.recordWrite(object('a', 6));
    expect(store.get('n', 'a')).toBeUndefined();
  });

  test('nor one of an object that was made, and deleted by others, before a whole state that does not show it', () => {
    const store = new ObjectStore<Host>();
    store.observeAll(new Set(), '7');
    store.recordWrite(object('a', 6));
    expect(store.get('n', 'a')).toBeUndefined();
    store.recordWrite(object('a', 8, { uid: 'second' }));
    expect(store.get('n', 'a')?.uid).toBe('second');
  });

  test('a write to an object that went from sight alone is read at once', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    // Its labels were taken off: it is deleted for a watch that selects by them.
    store.observeDelete(object('a', 7));
    store.recordWrite(object('a', 8));
    expect(store.get('n', 'a')?.resourceVersion).toBe('8');
  });

  test('the deletion of a predecessor does not remove the object that took its name', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.recordWrite(object('a', 9, { uid: 'second' }));
    expect(store.observeDelete(object('a', 8))).toBeUndefined();
    expect(store.get('n', 'a')?.uid).toBe('second');
  });

  test('a whole state that is older than a write keeps the write and drops what it does not hold', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('old', 5));
    store.recordWrite(object('written', 12));
    expect(store.observeAll(new Set(), '10')).toEqual([{ previous: object('old', 5) }]);
    expect([...store.values()]).toEqual([object('written', 12)]);
  });
});

describe('what others wrote just before a write of ours is in its answer, and is told all the same', () => {
  test('once the watch comes to the write, against what it had shown before', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.recordWrite(object('a', 9, { hosts: ['theirs'] }));
    store.recordWrite(object('a', 11, { hosts: ['theirs', 'ours'] }));
    expect(store.observe(object('a', 7, { hosts: ['theirs'] }))).toBeUndefined();
    expect(store.observe(object('a', 9, { hosts: ['theirs'] }))).toBeUndefined();
    const written = object('a', 11, { hosts: ['theirs', 'ours'] });
    expect(store.observe(written)).toEqual({ previous: object('a', 5), current: written, written: true });
    expect(store.observe(written)).toBeUndefined();
  });

  test('with what came after it, where that is shown first', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.recordWrite(object('a', 9));
    expect(store.observe(object('a', 12))).toEqual({ previous: object('a', 5), current: object('a', 12) });
    expect(store.observe(object('a', 9))).toBeUndefined();
  });

  test('an object of our making comes without a previous state, and one that went is forgotten', () => {
    const store = new ObjectStore<Host>();
    store.recordWrite(object('a', 3));
    expect(store.observe(object('a', 3))).toEqual({ current: object('a', 3), written: true });
    store.recordWrite(object('a', 6));
    store.observeDelete(object('a', 8));
    expect(store.observe(object('a', 9, { uid: 'second' }))).toEqual({
      current: object('a', 9, { uid: 'second' }),
    });
  });

  test('of an object of our making, what others changed since we made it, though the watch has not shown it yet', () => {
    const store = new ObjectStore<Host>();
    const made = object('a', 3);
    store.recordWrite(made);
    const written = object('a', 7, { hosts: ['theirs', 'ours'] });
    store.recordWrite(written);
    store.recordWrite(object('a', 8, { hosts: ['theirs', 'ours'] }));
    expect(store.observe(object('a', 3))).toBeUndefined();
    expect(store.observe(written)).toBeUndefined();
    const last = object('a', 8, { hosts: ['theirs', 'ours'] });
    expect(store.observe(last)).toEqual({ previous: made, current: last, written: true });
  });

  test('an answer that changed nothing is waited for by nobody', () => {
    const store = new ObjectStore<Host>();
    store.observe(object('a', 5));
    store.recordWrite(object('a', 5));
    expect(store.observe(object('a', 5))).toBeUndefined();
  });
});

test('an index finds by what was last observed, and by nothing that is gone', () => {
  const store = new ObjectStore<Host>({ indexes: { host: p => p.hosts } });
  const names = (host: string) => [...store.by('host', host)].map(p => p.name).sort();
  store.observe(object('a', 1, { hosts: ['x', 'y'] }));
  store.observe(object('b', 2, { hosts: ['x'] }));
  expect(names('x')).toEqual(['a', 'b']);
  store.observe(object('a', 3, { hosts: ['y', 'z'] }));
  expect([names('x'), names('y'), names('z')]).toEqual([['b'], ['a'], ['a']]);
  store.observeDelete(object('b', 4));
  store.observeDelete(object('a', 5));
  expect([names('x'), names('y'), names('z')]).toEqual([[], [], []]);
  expect(() => store.by('nothing', '')).toThrow(RangeError);
});

test('a store is in step only after a whole state', () => {
  const store = new ObjectStore<Host>();
  store.observe(object('a', 1));
  expect(store.synced).toBe(false);
  store.observeAll(new Set(['uid-a']), '1');
  expect(store.synced).toBe(true);
  expect(store.size).toBe(1);
});

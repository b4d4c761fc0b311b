import { NamespacedMap } from './namespaced-map.ts';
import { compareResourceVersions } from './resource-version.ts';
import { SecondaryIndex } from './secondary-index.ts';

/** What every projection keeps. `namespace` is '' for cluster-scoped objects. */
export interface Cached {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/**
 * What a watch or a relist changed, against what it had shown before: no `previous` for a new object, no `current` for
 * one that is gone.
 */
export interface Change<P> {
  readonly previous?: P;
  readonly current?: P;
  /** The watch has come to a write of ours: what differs is of ours, or of others who wrote just before. */
  readonly written?: true;
}

/** How many of the objects that went last are remembered: more than go while a write waits for its answer. */
const GONE_KEPT = 1_000;

/**
 * The projections of one type, as the watch and our own writes have shown them, whichever is newer: after
 * `recordWrite` a read answers the write, and an older event that is still on its way cannot undo it; nor can
 * an answer that is late bring back what the watch has seen go, or a whole state did not show. The answer to a write
 * holds what others wrote just before it, too, and their events are then old news; so what the watch had shown is kept
 * until it comes to the write.
 * Readers use `get`, `values`, `inNamespace` and `by`; writers `recordWrite`; the reflector alone what is below it.
 */
export class ObjectStore<P extends Cached> {
  readonly #objects = new NamespacedMap<P>();
  readonly #indexes = new Map<string, SecondaryIndex<P>>();
  /** By UID of objects that went, the latest last: the version at which they did; undefined: whatever comes of them. */
  readonly #gone = new Map<string, string | undefined>();
  /**
   * By UID of what was written and has not come back by the watch: the state that the watch showed last, or, of an
   * object of our making that was written again meanwhile, the one that we made.
   */
  readonly #shown = new Map<string, P | undefined>();
  /** Up to where the whole state was read last. */
  #readUpTo = '';
  #synced = false;
  /** Versions went back: until the whole state has been read, what differs counts as newer. */
  #rewound = false;

  constructor(options: { readonly indexes?: Readonly<Record<string, (p: P) => Iterable<string>>> } = {}) {
    for (const [name, termsOf] of Object.entries(options.indexes ?? {})) {
      this.#indexes.set(name, new SecondaryIndex(termsOf));
    }
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Whether the whole state has been read at least once. */
  get synced(): boolean {
    return this.#synced;
  }

  get(namespace: string, name: string): P | undefined {
    return this.#objects.get(namespace, name);
  }

  values(): Iterable<P> {
    return this.#objects.values();
  }

  inNamespace(namespace: string): Iterable<P> {
    return this.#objects.inNamespace(namespace);
  }

  /** The objects that stand under a term of a named index. Throws a RangeError for an index not declared. */
  by(index: string, term: string): Iterable<P> {
    const found = this.#indexes.get(index);
    if (!found) throw new RangeError(`no index ${index}`);
    return found.find(term);
  }

  /** The answer to a write of ours. Kept unless something newer is already known, its end included. */
  recordWrite(p: P): void {
    const known = this.#objects.get(p.namespace, p.name);
    if (this.#isOver(p) || (known && !this.#isNewer(p.resourceVersion, known.resourceVersion))) return;
    if (this.#shown.get(p.uid) === undefined)
      this.#shown.set(p.uid, known?.uid === p.uid ? known : undefined);
    this.#put(p);
  }

  /** The watch has shown this state. undefined when nothing newer was learnt by it. */
  observe(p: P): Change<P> | undefined {
    const known = this.#objects.get(p.namespace, p.name);
    const isNew = !known || this.#isNewer(p.resourceVersion, known.resourceVersion);
    const isOurs = known?.resourceVersion === p.resourceVersion && this.#shown.has(p.uid);
    if (!isNew && !isOurs) return undefined;
    const previous = this.#shown.has(p.uid) ? this.#shown.get(p.uid) : known;
    this.#shown.delete(p.uid);
    if (isNew) this.#put(p);
    return { ...(previous && { previous }), current: p, ...(isOurs && { written: true as const }) };
  }

  /** The watch has shown that this object went. undefined when that is old news, or a newer one took its name. */
  observeDelete(gone: Cached): Change<P> | undefined {
    const known = this.#objects.get(gone.namespace, gone.name);
    if (!known) return undefined;
    if (known.uid !== gone.uid && compareResourceVersions(known.resourceVersion, gone.resourceVersion) > 0)
      return undefined;
    this.#remove(gone.namespace, gone.name, gone.resourceVersion);
    return { previous: known };
  }

  /** The whole state at a resource version has been read: what is not in it and not newer is gone. */
  observeAll(present: ReadonlySet<string>, resourceVersion: string): Change<P>[] {
    const gone: P[] = [];
    for (const p of this.#objects.values()) {
      if (present.has(p.uid)) continue;
      if (this.#rewound || compareResourceVersions(p.resourceVersion, resourceVersion) <= 0) gone.push(p);
    }
    for (const p of gone) this.#remove(p.namespace, p.name, resourceVersion);
    this.#readUpTo = resourceVersion;
    this.#synced = true;
    this.#rewound = false;
    return gone.map(previous => ({ previous }));
  }

  /** The type itself is gone from the API server, and every object with it. */
  observeNone(): Change<P>[] {
    const gone = [...this.#objects.values()];
    for (const p of gone) this.#remove(p.namespace, p.name);
    return gone.map(previous => ({ previous }));
  }

  /** The server was restored from a backup: its versions begin again from an earlier one. */
  rewind(): void {
    this.#rewound = true;
  }

  #isNewer(version: string, known: string): boolean {
    return this.#rewound ? version !== known : compareResourceVersions(version, known) > 0;
  }

  /**
   * Whether the watch has shown the end of what a write was answered, or a whole state without it. One that only went
   * from sight, since it lost the labels that are watched, is written again at a later version.
   */
  #isOver({ namespace, name, uid, resourceVersion }: P): boolean {
    if (this.#gone.has(uid)) {
      const at = this.#gone.get(uid);
      return at === undefined || !this.#isNewer(resourceVersion, at);
    }
    return !this.#objects.get(namespace, name) && !this.#isNewer(resourceVersion, this.#readUpTo);
  }

  #put(p: P): void {
    const previous = this.#objects.set(p);
    if (previous && previous.uid !== p.uid) this.#shown.delete(previous.uid);
    // A server that was restored from a backup may have it again.
    this.#gone.delete(p.uid);
    for (const index of this.#indexes.values()) {
      if (previous) index.remove(previous);
      index.add(p);
    }
  }

  #remove(namespace: string, name: string, at?: string): void {
    const previous = this.#objects.delete(namespace, name);
    if (!previous) return;
    this.#shown.delete(previous.uid);
    for (const index of this.#indexes.values()) index.remove(previous);
    this.#gone.set(previous.uid, at);
    for (const oldest of this.#gone.keys()) {
      if (this.#gone.size <= GONE_KEPT) break;
      this.#gone.delete(oldest);
    }
  }
}

/** Finds values by something computed from them: each value may stand under any number of terms. */
export class SecondaryIndex<V> {
  readonly #termsOf: (value: V) => Iterable<string>;
  readonly #values = new Map<string, Set<V>>();

  constructor(termsOf: (value: V) => Iterable<string>) {
    this.#termsOf = termsOf;
  }

  add(value: V): void {
    for (const term of this.#termsOf(value)) {
      const held = this.#values.get(term);
      if (held) held.add(value);
      else this.#values.set(term, new Set([value]));
    }
  }

  remove(value: V): void {
    for (const term of this.#termsOf(value)) {
      const held = this.#values.get(term);
      held?.delete(value);
      if (held?.size === 0) this.#values.delete(term);
    }
  }

  find(term: string): Iterable<V> {
    return this.#values.get(term) ?? [];
  }
}

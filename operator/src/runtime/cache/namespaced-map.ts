/**
 * Values by namespace and name. Most namespaces hold one object of a kind, and there are many namespaces,
 * so a lone value is kept as it is and becomes a map only when a second one joins it.
 */
export class NamespacedMap<V extends { readonly namespace: string; readonly name: string }> {
  readonly #namespaces = new Map<string, V | Map<string, V>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(namespace: string, name: string): V | undefined {
    const held = this.#namespaces.get(namespace);
    if (held instanceof Map) return held.get(name);
    return held?.name === name ? held : undefined;
  }

  /** Puts the value in the place of any of the same name; answers what stood there. */
  set(value: V): V | undefined {
    const { namespace, name } = value;
    const held = this.#namespaces.get(namespace);
    if (held instanceof Map) {
      const previous = held.get(name);
      held.set(name, value);
      if (previous === undefined) this.#size++;
      return previous;
    }
    if (held === undefined || held.name === name) {
      this.#namespaces.set(namespace, value);
      if (held === undefined) this.#size++;
      return held;
    }
    this.#namespaces.set(
      namespace,
      new Map([
        [held.name, held],
        [name, value],
      ]),
    );
    this.#size++;
    return undefined;
  }

  /** Takes the value out; answers it. */
  delete(namespace: string, name: string): V | undefined {
    const held = this.#namespaces.get(namespace);
    const found = held instanceof Map ? held.get(name) : held?.name === name ? held : undefined;
    if (found === undefined) return undefined;
    this.#size--;
    if (held instanceof Map && held.size > 1) held.delete(name);
    else this.#namespaces.delete(namespace);
    return found;
  }

  *inNamespace(namespace: string): Iterable<V> {
    const held = this.#namespaces.get(namespace);
    if (held instanceof Map) yield* held.values();
    else if (held !== undefined) yield held;
  }

  *values(): Iterable<V> {
    for (const held of this.#namespaces.values()) {
      if (held instanceof Map) yield* held.values();
      else yield held;
    }
  }
}

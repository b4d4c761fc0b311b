/**
 * Keys of one thing that is to be done once. What is sent again as it was has the key it had: a first try may have
 * arrived. What was changed meanwhile is another request: under the same key it would be refused for ever.
 */
export class IdempotencyKeys {
  readonly #keys = new Map<string, string>();

  of(input: unknown): string {
    const text = JSON.stringify(input);
    const key = this.#keys.get(text) ?? crypto.randomUUID();
    this.#keys.set(text, key);
    return key;
  }

  /** It is done: the same once more is meant once more. */
  renew(): void {
    this.#keys.clear();
  }
}

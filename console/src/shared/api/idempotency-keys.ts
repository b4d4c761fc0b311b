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

  /** This one is done, and the same once more is meant once more; others may still be on their way. */
  done(input: unknown): void {
    this.#keys.delete(JSON.stringify(input));
  }

  /** All are done. */
  renew(): void {
    this.#keys.clear();
  }
}

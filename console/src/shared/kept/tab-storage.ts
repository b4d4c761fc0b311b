/**
 * What this tab keeps, as `sessionStorage` does; where that is full or forbidden, for as long as the page lives. Nobody
 * is kept out, and nothing typed is lost, because a browser keeps nothing.
 */
const inMemory = new Map<string, string>();

function attempt<Value>(action: (storage: Storage) => Value): Value | undefined {
  try {
    // A browser may refuse as early as at the name.
    return action(globalThis.sessionStorage);
  } catch {
    return undefined;
  }
}

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');

/** The calls of `Storage` that are used, none of which throws. */
export const tabStorage = {
  getItem(key: string): string | null {
    return inMemory.get(key) ?? attempt(storage => storage.getItem(key)) ?? null;
  },
  setItem(key: string, value: string): void {
    const isKept = attempt(storage => {
      storage.setItem(key, value);
      return true;
    });
    if (isKept) inMemory.delete(key);
    else inMemory.set(key, value);
  },
  removeItem(key: string): void {
    inMemory.delete(key);
    attempt(storage => storage.removeItem(key));
  },
  /** Everything whose name begins so. */
  keys(prefix: string): readonly string[] {
    const all = new Set([...(attempt(keysOf) ?? []), ...inMemory.keys()]);
    return [...all].filter(key => key.startsWith(prefix));
  },
  clear(): void {
    inMemory.clear();
    attempt(storage => storage.clear());
  },
};

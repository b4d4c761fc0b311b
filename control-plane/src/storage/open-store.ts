import type { Store } from './documents.ts';

/**
 * Opens the store that a URL names: `sqlite:<path of the file>`, or `mongodb://…` and `mongodb+srv://…`.
 * An adapter, and the driver in it, is loaded only when it is the one.
 *
 * @throws TypeError for any other URL, which it does not repeat: it may hold a password.
 */
export async function openStore(url: string): Promise<Store> {
  const path = /^sqlite:(.*)$/s.exec(url)?.[1];
  if (path !== undefined) {
    if (path === '' || path.startsWith(':')) throw new TypeError('sqlite: is followed by the path of a file');
    const { SqliteStore } = await import('./sqlite/sqlite-store.ts');
    return SqliteStore.open(path);
  }
  if (/^mongodb(\+srv)?:\/\//.test(url)) {
    const { MongoStore } = await import('./mongodb/mongo-store.ts');
    return MongoStore.open(url);
  }
  throw new TypeError('a store is sqlite:<path>, mongodb://… or mongodb+srv://…');
}

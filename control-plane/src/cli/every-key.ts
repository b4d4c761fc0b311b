import { keyStatus } from '../access/key.ts';
import type { Asked, Keys, StoredKey } from '../access/keys.ts';

/** Whoever has the store has everything in it. */
export const WHOEVER_SITS_AT_THE_STORE: Asked = {
  principal: { id: 'system:admin-command', name: 'the admin command', roles: ['admin'] },
  requestId: 'tenantry',
};

const PAGE = 200;

/** Every key, the newest first. */
export async function* everyKey(keys: Keys): AsyncGenerator<StoredKey> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await keys.list(WHOEVER_SITS_AT_THE_STORE, { limit: PAGE, cursor });
    yield* items;
    if (next === undefined) return;
    cursor = next;
  }
}

/** Revokes every key that is still good; answers how many. */
export async function revokeEveryKey(keys: Keys, now: string): Promise<number> {
  let count = 0;
  for await (const { id, state } of everyKey(keys)) {
    if (keyStatus(state, now) === 'revoked') continue;
    await keys.revoke(WHOEVER_SITS_AT_THE_STORE, id);
    count++;
  }
  return count;
}

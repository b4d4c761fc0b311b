import type { Actor } from '../storage/aggregates.ts';
import { newSecret, parseKeyToken } from './key-token.ts';
import type { Keys, ShownKey } from './keys.ts';

const BOOTSTRAP: Actor = { id: 'system:bootstrap', name: 'bootstrap' };

/** An admin key for whoever sits at the store itself: the admin command. Its token is shown this once. */
export function makeAdminKey(
  keys: Keys,
  options: {
    readonly id: string;
    readonly requestId: string;
    readonly name: string;
    readonly expiresAt?: string;
  },
): Promise<ShownKey> {
  const { id, requestId, name, expiresAt } = options;
  const key = { name, roles: ['admin' as const], ...(expiresAt !== undefined && { expiresAt }) };
  return keys.insert(BOOTSTRAP, requestId, { keyId: id, secret: newSecret() }, key);
}

/**
 * The admin key that the configuration gives at the start, so that an installer can make one before there is anybody
 * to ask. Made once, by whichever replica is first; later starts leave it alone, so one that was revoked stays revoked.
 * @throws Error when it has not the form of a key; the message does not repeat it
 */
export async function ensureConfiguredKey(keys: Keys, token: string): Promise<void> {
  const parsed = parseKeyToken(token.trim());
  if (parsed === undefined) {
    throw new Error('the bootstrap key is not tny_<32 hexadecimal digits>_<43 letters and digits>');
  }
  await keys.insert(BOOTSTRAP, 'start', parsed, { name: 'bootstrap', roles: ['admin'] });
}

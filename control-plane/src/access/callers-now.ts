import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import type { Keys } from './keys.ts';
import type { Principal } from './principal.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { Users } from './users.ts';

const KEY = /^key:(.+)$/;
const USER = /^user:([^|]+)\|(.+)$/;

/**
 * What a caller who was let in at `since` (RFC 3339) may do now; nothing when it would not be let in any more. For
 * connections that stay: to look does not count as using a session. `anew`: what was looked up a moment ago does not do.
 */
export function callersNow(parts: {
  readonly keys: Keys;
  readonly sessions: Sessions;
  readonly users: Users;
  readonly clock: Clock;
}): (principal: Principal, since: string, anew?: boolean) => Promise<Principal | undefined> {
  const { keys, sessions, users, clock } = parts;
  return async (principal, since, anew = false) => {
    if (principal.expiresAt !== undefined && principal.expiresAt <= isoTime(clock.now())) return undefined;
    switch (principal.by) {
      case 'key': {
        const [, keyId] = KEY.exec(principal.id) ?? [];
        return keyId === undefined ? undefined : keys.principalById(keyId, anew);
      }
      case 'session':
        return principal.sessionId === undefined ? undefined : sessions.holderOf(principal.sessionId, anew);
      case 'token': {
        const [, issuer, subject] = USER.exec(principal.id) ?? [];
        if (issuer === undefined || subject === undefined) return undefined;
        return (await users.isOut(issuer, subject, since, anew)) ? undefined : principal;
      }
      case undefined:
        return principal;
    }
  };
}

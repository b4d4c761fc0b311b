import type { Role } from '@tenantry/contracts/api/roles';
import type { Actor } from '../storage/aggregates.ts';

/** Who asks, once that is known. */
export interface Principal extends Actor {
  readonly roles: readonly Role[];
  /** Bound to this tenant: every other one is not found. */
  readonly tenantId?: string;
  /** A key may be bound to fewer operations than its roles allow; all of them when left out. */
  readonly operations?: readonly string[];
  /** How the caller signed in. */
  readonly by?: 'key' | 'token' | 'session';
  /** The session, when the caller came by its cookie. */
  readonly sessionId?: string;
  /** When the key or token that stands behind the caller ends (RFC 3339); never when left out. */
  readonly expiresAt?: string;
}

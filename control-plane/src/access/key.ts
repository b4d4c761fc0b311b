import { type Role, roleSchema } from '@tenantry/contracts/api/roles';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import { secretMatches } from './key-token.ts';
import type { Principal } from './principal.ts';

const secretSchema = z.object({
  /** Of the request that made it, so that the same request made again makes no second one. */
  id: z.string(),
  hash: z.string(),
  /** Good until then; as long as the key when left out. */
  until: z.string().optional(),
});

const keyStateSchema = z.object({
  name: z.string(),
  roles: z.array(roleSchema),
  tenantId: z.string().optional(),
  operations: z.array(z.string()).optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string().optional(),
  /** The newest is last. */
  secrets: z.array(secretSchema).min(1),
  rotatedAt: z.string().optional(),
  revokedAt: z.string().optional(),
});
export type KeyState = z.infer<typeof keyStateSchema>;

export const keySpec: AggregateSpec<KeyState> = { kind: 'api_key', state: keyStateSchema };

export function keyStatus(key: KeyState, now: string): 'active' | 'expired' | 'revoked' {
  if (key.revokedAt !== undefined) return 'revoked';
  return key.expiresAt !== undefined && key.expiresAt <= now ? 'expired' : 'active';
}

/** Whether a secret is one of the key's that is good now. Every one is compared, whatever the others say. */
export function secretIsGood(key: KeyState, secret: string, now: string): boolean {
  return key.secrets
    .map(({ hash, until }) => secretMatches(secret, hash) && (until === undefined || until > now))
    .includes(true);
}

/** Adds a secret; those before it end at `previousUntil`, or earlier if that was said before. */
export function withSecret(
  key: KeyState,
  secret: { readonly id: string; readonly hash: string },
  now: string,
  previousUntil: string,
): KeyState {
  const previous = key.secrets
    .map(({ until, ...rest }) => ({
      ...rest,
      until: until !== undefined && until < previousUntil ? until : previousUntil,
    }))
    .filter(({ until }) => until > now);
  return { ...key, secrets: [...previous, secret], rotatedAt: now };
}

/** What a key is allowed, and what is asked of whoever makes or handles it. */
export type KeyScope = Pick<KeyState, 'roles' | 'tenantId' | 'operations' | 'expiresAt'>;

export interface ScopeFault {
  readonly field: string;
  readonly message: string;
}

/**
 * Where a scope reaches beyond the principal's own; nothing when the principal may make, see and rotate such a key.
 * An admin gives any role, everybody else only roles of its own; tenant and operations bind admins, too.
 */
export function scopeFaults(principal: Principal, scope: Omit<KeyScope, 'expiresAt'>): ScopeFault[] {
  const faults: ScopeFault[] = [];
  const admin = principal.roles.includes('admin');
  const beyond = scope.roles.filter(role => !admin && !principal.roles.includes(role));
  if (beyond.length > 0) {
    faults.push({ field: '/roles', message: `you have not the role ${beyond.join(', ')}` });
  }
  if (principal.tenantId !== undefined && scope.tenantId !== principal.tenantId) {
    faults.push({ field: '/tenantId', message: 'you are bound to another tenant' });
  }
  const own = principal.operations;
  if (own !== undefined && !(scope.operations ?? ['']).every(operation => own.includes(operation))) {
    faults.push({ field: '/operations', message: 'give operations that are your own' });
  }
  return faults;
}

/** Nothing lives longer than what made it. */
export function outlives(principal: Principal, expiresAt: string | undefined): boolean {
  return principal.expiresAt !== undefined && (expiresAt === undefined || expiresAt > principal.expiresAt);
}

/** `tenant` is a customer's own: without a tenant it would be everybody's. `ingest` is bound unless said. */
export function bindingFault(
  roles: readonly Role[],
  tenantId: string | undefined,
  unbound: boolean,
): string | undefined {
  if (tenantId !== undefined) return unbound ? 'either tenantId or unbound' : undefined;
  if (roles.includes('tenant')) return 'the role tenant is bound to a tenant';
  if (roles.includes('ingest') && !unbound) {
    return 'the role ingest is bound to a tenant: name it, or say "unbound": true';
  }
  return undefined;
}

import type { ApiKey, Whoami } from '@tenantry/contracts/api/access';
import { keyStatus } from './key.ts';
import { keyPrefix } from './key-token.ts';
import type { StoredKey } from './keys.ts';
import { operationsOf } from './policy.ts';
import type { Principal } from './principal.ts';

/** A key as callers see it: no secret, and no hash of one. */
export function toApiKey({ id, state }: StoredKey, now: string): ApiKey {
  const previous = state.secrets
    .slice(0, -1)
    .flatMap(({ until }) => (until !== undefined && until > now ? [until] : []));
  const previousValidUntil = previous.sort().at(-1);
  return {
    id,
    name: state.name,
    prefix: keyPrefix(id),
    roles: state.roles,
    ...(state.tenantId !== undefined && { tenantId: state.tenantId }),
    ...(state.operations && { operations: state.operations }),
    status: keyStatus(state, now),
    createdAt: state.createdAt,
    createdBy: state.createdBy,
    ...(state.expiresAt !== undefined && { expiresAt: state.expiresAt }),
    ...(state.rotatedAt !== undefined && { rotatedAt: state.rotatedAt }),
    ...(previousValidUntil !== undefined && { previousValidUntil }),
    ...(state.revokedAt !== undefined && { revokedAt: state.revokedAt }),
  };
}

export function toWhoami(principal: Principal): Whoami {
  return {
    id: principal.id,
    name: principal.name,
    roles: [...principal.roles],
    ...(principal.tenantId !== undefined && { tenantId: principal.tenantId }),
    operations: operationsOf(principal),
    by: principal.by ?? 'other',
    ...(principal.expiresAt !== undefined && { expiresAt: principal.expiresAt }),
  };
}

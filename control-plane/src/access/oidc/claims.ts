import type { Role } from '@tenantry/contracts/api/roles';
import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import type { Principal } from '../principal.ts';
import type { RoleMapping } from './options.ts';

const claimsSchema = z.looseObject({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  iat: z.number().max(8e12),
});

/** What is kept of a token's claims: who, and those values that can mean something to the mapping. */
export const identitySchema = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  /** Values of the roles claim that the mapping knows; what else a token says of a person is not kept. */
  groups: z.array(z.string()),
  /** As the tenant claim says; `invalid` when it is there and no id. */
  tenant: z.string().optional(),
  /** RFC 3339. */
  issuedAt: z.string(),
});
export type Identity = z.infer<typeof identitySchema>;

const MAX_NAME = 100;
const tenantSchema = z.guid().toLowerCase();

/** @throws ZodError when the claims are not those of a person's token */
export function identityOf(claims: unknown, mapping: RoleMapping): Identity {
  const { iss, sub, iat, ...rest } = claimsSchema.parse(claims);
  const all = { iss, sub, ...rest };
  const tenant = mapping.tenantClaim && claimAt(all, mapping.tenantClaim);
  return {
    issuer: iss,
    subject: sub,
    name: nameOf(rest, sub),
    groups: textsOf(claimAt(all, mapping.rolesClaim)).filter(group => Object.hasOwn(mapping.roles, group)),
    ...(tenant !== undefined && tenant !== null && { tenant: tenantSchema.catch('invalid').parse(tenant) }),
    issuedAt: isoTime(iat * 1_000),
  };
}

/** Who a person is by the mapping of now. Default deny: what is not mapped gives no role. */
export function principalOfIdentity(identity: Identity, mapping: RoleMapping): Principal {
  const tenantId = identity.tenant;
  // A claim that is there and names no tenant binds to nothing that exists, rather than to everything.
  const mapped = identity.groups.flatMap(group =>
    Object.hasOwn(mapping.roles, group) ? (mapping.roles[group] ?? []) : [],
  );
  const roles = [...new Set(mapped)].filter(role => tenantId !== undefined || !needsTenant(role));
  return {
    id: userId(identity.issuer, identity.subject),
    name: identity.name,
    roles: tenantId === 'invalid' ? [] : roles,
    ...(tenantId !== undefined && { tenantId }),
  };
}

function userId(issuer: string, subject: string): string {
  return `user:${issuer}|${subject}`;
}

/** Nobody is asked in a token to be unbound; so these two are nothing without a tenant. */
function needsTenant(role: Role): boolean {
  return role === 'tenant' || role === 'ingest';
}

function claimAt(claims: unknown, path: readonly string[]): unknown {
  let value = claims;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(one => typeof one === 'string');
}

function nameOf(claims: Readonly<Record<string, unknown>>, subject: string): string {
  const given = [claims['preferred_username'], claims['name']].find(
    name => typeof name === 'string' && name.trim() !== '',
  );
  return String(given ?? subject)
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);
}

import type { Role } from '@tenantry/contracts/api/roles';
import type { Secret } from '../../secret.ts';

/** Signatures that are taken: by key pairs only. `none` and the shared-secret ones (HS…) cannot be configured. */
export const TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

export interface OidcOptions {
  /** As the issuer writes itself, to the letter. https, or http on loopback. */
  readonly issuer: URL;
  /** A token must be meant for one of these. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly TokenAlgorithm[];
  /** Seconds that clocks may be apart. */
  readonly clockToleranceSeconds: number;
  readonly mapping: RoleMapping;
  /** For signing in to the console; without it only bearer tokens are taken. */
  readonly client?: {
    readonly id: string;
    readonly secret?: Secret;
    readonly scope: string;
  };
}

/** How the claims of a token become a principal. What is not mapped is no role. */
export interface RoleMapping {
  /** Where the claim stands: `['groups']`, or `['realm_access', 'roles']`. */
  readonly rolesClaim: readonly string[];
  /** Roles by a value of that claim. */
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  /** The claim that names the tenant of a customer's user. A token that has it is bound to that tenant. */
  readonly tenantClaim?: readonly string[];
}

export const OIDC_DEFAULTS = {
  algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  clockToleranceSeconds: 30,
  scope: 'openid profile',
} as const satisfies { algorithms: readonly TokenAlgorithm[]; [name: string]: unknown };

import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { Authenticator } from './authenticate.ts';
import { ensureConfiguredKey } from './bootstrap.ts';
import { keyRoutes } from './http.ts';
import { Keys } from './keys.ts';
import { Issuer } from './oidc/issuer.ts';
import type { OidcOptions } from './oidc/options.ts';
import { Tokens } from './oidc/tokens.ts';

export interface AccessOptions {
  /** A whole API key that is an admin's from the first start on. */
  readonly bootstrapKey?: string;
  /** An issuer whose tokens are taken. */
  readonly oidc?: OidcOptions;
}

export interface Access {
  readonly keys: Keys;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
}

export async function openAccess(context: Context, options: AccessOptions): Promise<Access> {
  const keys = await Keys.open(context);
  if (options.bootstrapKey !== undefined) await ensureConfiguredKey(keys, options.bootstrapKey);
  const { oidc } = options;
  const signIn = oidc && {
    tokens: new Tokens(oidc, new Issuer(oidc, context.clock), context.clock),
    mapping: oidc.mapping,
  };
  return { keys, authenticator: new Authenticator(keys, signIn), routes: keyRoutes(keys, context.clock) };
}

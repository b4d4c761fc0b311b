import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { OutgoingGuardOptions } from '../outgoing/guard.ts';
import { Authenticator } from './authenticate.ts';
import { ensureConfiguredKey } from './bootstrap.ts';
import { callersNow } from './callers-now.ts';
import { keyRoutes } from './http.ts';
import { Keys } from './keys.ts';
import { isLoopback } from './loopback.ts';
import { CodeFlow } from './oidc/code-flow.ts';
import { Issuer } from './oidc/issuer.ts';
import type { OidcOptions } from './oidc/options.ts';
import { Tokens } from './oidc/tokens.ts';
import { sessionRoutes } from './sessions/http.ts';
import { type SessionTimes, sessionTimes } from './sessions/session.ts';
import { Sessions } from './sessions/sessions.ts';
import { ACCESS_RATES, type AccessRates, SignInGuard } from './sign-in-guard.ts';
import { Users } from './users.ts';

export interface AccessOptions {
  /** A whole API key that is an admin's from the first start on. */
  readonly bootstrapKey?: string;
  /** Where browsers find the console and this API; needed for signing in at an issuer. */
  readonly publicUrl?: URL;
  /** An issuer whose tokens are taken. */
  readonly oidc?: OidcOptions;
  readonly sessions?: Partial<SessionTimes>;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; nobody's when left out. */
  readonly trustedProxies?: readonly string[];
  readonly rates?: Partial<AccessRates>;
}

export interface Access {
  readonly keys: Keys;
  readonly sessions: Sessions;
  readonly authenticator: Authenticator;
  /** What a caller who stays may do now; nothing when it would not be let in any more. */
  readonly stillIs: ReturnType<typeof callersNow>;
  readonly routes: readonly Route[];
}

/** What access asks of parts that are opened after it. */
export interface AccessNeeds {
  readonly hasTenant: (tenantId: string) => Promise<boolean>;
  readonly streamPlace?: () => string | undefined;
}

/** @throws Error when the options do not fit together */
export async function openAccess(
  context: Context,
  options: AccessOptions,
  { hasTenant, streamPlace = () => undefined }: AccessNeeds,
  outgoing: OutgoingGuardOptions = { allow: [] },
): Promise<Access> {
  const { publicUrl } = options;
  checkPublicUrl(options);
  const keys = await Keys.open(context, hasTenant);
  if (options.bootstrapKey !== undefined) await ensureConfiguredKey(keys, options.bootstrapKey);
  const users = new Users(context);
  const oidc = options.oidc && openOidc(context, options.oidc, publicUrl, outgoing);
  const sessions = await Sessions.open(context, {
    keys,
    users,
    mapping: oidc?.mapping,
    times: sessionTimes(options.sessions),
  });
  const guard = new SignInGuard({ ...ACCESS_RATES, ...options.rates }, context.clock);
  const signIn = oidc?.flow && { flow: oidc.flow, mapping: oidc.mapping };
  return {
    keys,
    sessions,
    stillIs: callersNow({ keys, sessions, users, clock: context.clock }),
    authenticator: new Authenticator({ keys, users, sessions, oidc, publicUrl, guard }),
    routes: [
      ...keyRoutes(keys, context.clock),
      ...sessionRoutes({ sessions, users, publicUrl, guard, signIn, streamPlace }),
    ],
  };
}

function openOidc(
  context: Context,
  options: OidcOptions,
  publicUrl: URL | undefined,
  outgoing: OutgoingGuardOptions,
) {
  const issuer = new Issuer(options, context.clock, { logger: context.logger, ...outgoing });
  const tokens = new Tokens(options, issuer, context.clock);
  const flow = options.client && publicUrl && new CodeFlow(options.client, { issuer, tokens, publicUrl });
  return { tokens, flow, mapping: options.mapping };
}

function checkPublicUrl({ publicUrl, oidc }: AccessOptions): void {
  if (publicUrl && publicUrl.protocol !== 'https:' && !isLoopback(publicUrl.hostname)) {
    throw new Error('the public address must be https, or on loopback: sessions are not sent in the clear');
  }
  if (oidc?.client && !publicUrl) throw new Error('signing in at an issuer needs the public address');
}

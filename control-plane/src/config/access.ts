import { isIP } from 'node:net';
import { roleSchema } from '@tenantry/contracts/api/roles';
import { z } from 'zod';
import { isLoopback } from '../access/loopback.ts';
import { OIDC_DEFAULTS, TOKEN_ALGORITHMS } from '../access/oidc/options.ts';
import type { AccessOptions } from '../access/open-access.ts';
import { SESSION_TIMES } from '../access/sessions/session.ts';
import { ACCESS_RATES } from '../access/sign-in-guard.ts';
import { httpUrl, json, list, milliseconds, secret } from './values.ts';

const safeUrl = httpUrl
  .transform(text => new URL(text))
  .refine(
    url => url.protocol === 'https:' || isLoopback(url.hostname),
    'must be https, or on this machine: sign-ins are not sent in the clear',
  );

const FAILED_PER_MINUTE = Math.round(ACCESS_RATES.failedSignIns.perSecond * 60);

/** `groups`, or a JSON pointer into nested claims: `/realm_access/roles`. */
const claim = z
  .string()
  .min(1)
  .transform(text =>
    text.startsWith('/')
      ? text
          .slice(1)
          .split('/')
          .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      : [text],
  );

const roleMapping = json(
  z.record(z.string().min(1), z.array(roleSchema).min(1)),
  '{"value of the claim": ["role"]}',
);

const network = z.string().refine(text => {
  const [ip = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(ip)] ?? -1;
  return (
    rest.length === 0 && most >= 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}, 'an address or a network such as 10.0.0.0/8');

export const accessEntries = {
  BOOTSTRAP_KEY: secret(
    /^tny_[0-9a-f]{32}_[A-Za-z0-9]{43}$/,
    'an API key: tny_<32 hexadecimal digits>_<43 letters and digits>',
  )
    .optional()
    .meta({
      secret: true,
      description:
        'an API key that is an admin’s from the first start on, for installers. Later starts leave it alone: once revoked it stays so',
    }),
  PUBLIC_URL: safeUrl.optional().meta({
    description: 'where browsers find the console and this API; https, or on this machine',
  }),
  TRUSTED_PROXIES: list(network).optional().meta({
    description: 'addresses or networks, separated by commas, whose `X-Forwarded-For` is believed',
  }),
  OIDC_ISSUER: safeUrl.optional().meta({
    description: 'OpenID Connect issuer whose tokens are taken, as it writes itself to the letter',
  }),
  OIDC_AUDIENCES: list(z.string().min(1)).optional().meta({
    description: 'audiences, separated by commas: a token must be meant for one of them',
  }),
  OIDC_ALGORITHMS: list(z.enum(TOKEN_ALGORITHMS))
    .prefault(OIDC_DEFAULTS.algorithms.join(','))
    .meta({ description: `signatures that are taken, of ${TOKEN_ALGORITHMS.join(', ')}` }),
  OIDC_CLOCK_TOLERANCE_MS: milliseconds(OIDC_DEFAULTS.clockToleranceSeconds * 1_000, 0).meta({
    description: 'how far the issuer’s clock may be from ours',
  }),
  OIDC_ROLES_CLAIM: claim.prefault('groups').meta({
    description:
      'claim with the values that are mapped to roles; nested ones as a JSON pointer, `/realm_access/roles`',
  }),
  OIDC_ROLES: roleMapping.optional().meta({
    description:
      'roles by a value of that claim, as JSON: `{"tenantry-admins": ["admin"]}`. What is not in it gives no role',
  }),
  OIDC_TENANT_CLAIM: claim.optional().meta({
    description: 'claim with the id of a tenant: who has it is bound to that tenant',
  }),
  OIDC_CLIENT_ID: z.string().min(1).optional().meta({
    description: 'client for signing in to the console; without it only bearer tokens are taken',
  }),
  OIDC_CLIENT_SECRET: secret().optional().meta({ secret: true, description: 'its secret, when it has one' }),
  OIDC_SCOPE: z
    .string()
    .min(1)
    .default(OIDC_DEFAULTS.scope)
    .meta({ description: 'what is asked of the issuer when somebody signs in' }),
  SESSION_IDLE_MS: milliseconds(SESSION_TIMES.idle, 60_000).meta({
    description: 'time without a request after which a session of the console is over',
  }),
  SESSION_ABSOLUTE_MS: milliseconds(SESSION_TIMES.absolute, 60_000).meta({
    description: 'time from signing in after which it is over in any case',
  }),
  RATE_PER_SECOND: z.coerce.number().positive().default(ACCESS_RATES.perPrincipal.perSecond).meta({
    description: 'requests a second of one key or user, on each replica by itself',
  }),
  RATE_BURST: z.coerce.number().int().min(1).default(ACCESS_RATES.perPrincipal.burst).meta({
    description: 'requests that it may have saved up',
  }),
  FAILED_SIGN_INS_PER_MINUTE: z.coerce.number().positive().default(FAILED_PER_MINUTE).meta({
    description:
      'failed sign-ins a minute from one address, on each replica by itself; beyond them strangers from there wait',
  }),
  FAILED_SIGN_IN_BURST: z.coerce.number().int().min(1).default(ACCESS_RATES.failedSignIns.burst).meta({
    description: 'failed sign-ins that it may have saved up',
  }),
};

type AccessConfig = z.output<z.ZodObject<typeof accessEntries>>;

/** Which entries mean nothing without which others. */
export const ACCESS_NEEDS: readonly (readonly [keyof AccessConfig, keyof AccessConfig])[] = [
  ['OIDC_ISSUER', 'OIDC_AUDIENCES'],
  ['OIDC_ISSUER', 'OIDC_ROLES'],
  ['OIDC_AUDIENCES', 'OIDC_ISSUER'],
  ['OIDC_ROLES', 'OIDC_ISSUER'],
  ['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
  ['OIDC_CLIENT_ID', 'PUBLIC_URL'],
  ['OIDC_CLIENT_SECRET', 'OIDC_CLIENT_ID'],
];

/** What the configuration means to those who let callers in. */
export function accessOptionsOf(config: AccessConfig): AccessOptions {
  const { BOOTSTRAP_KEY, PUBLIC_URL, TRUSTED_PROXIES } = config;
  const oidc = oidcOptionsOf(config);
  return {
    ...(BOOTSTRAP_KEY && { bootstrapKey: BOOTSTRAP_KEY.reveal() }),
    ...(PUBLIC_URL && { publicUrl: PUBLIC_URL }),
    ...(TRUSTED_PROXIES && { trustedProxies: TRUSTED_PROXIES }),
    ...(oidc && { oidc }),
    sessions: { idle: config.SESSION_IDLE_MS, absolute: config.SESSION_ABSOLUTE_MS },
    rates: {
      perPrincipal: { perSecond: config.RATE_PER_SECOND, burst: config.RATE_BURST },
      failedSignIns: {
        perSecond: config.FAILED_SIGN_INS_PER_MINUTE / 60,
        burst: config.FAILED_SIGN_IN_BURST,
      },
    },
  };
}

function oidcOptionsOf(config: AccessConfig): AccessOptions['oidc'] | undefined {
  const { OIDC_ISSUER, OIDC_AUDIENCES, OIDC_ROLES, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  if (!OIDC_ISSUER || !OIDC_AUDIENCES || !OIDC_ROLES) return undefined;
  return {
    issuer: OIDC_ISSUER,
    audiences: OIDC_AUDIENCES,
    algorithms: config.OIDC_ALGORITHMS,
    clockToleranceSeconds: config.OIDC_CLOCK_TOLERANCE_MS / 1_000,
    mapping: {
      rolesClaim: config.OIDC_ROLES_CLAIM,
      roles: OIDC_ROLES,
      ...(config.OIDC_TENANT_CLAIM && { tenantClaim: config.OIDC_TENANT_CLAIM }),
    },
    ...(OIDC_CLIENT_ID !== undefined && {
      client: {
        id: OIDC_CLIENT_ID,
        ...(OIDC_CLIENT_SECRET && { secret: OIDC_CLIENT_SECRET }),
        scope: config.OIDC_SCOPE,
      },
    }),
  };
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { z } from 'zod';
import type { OidcOptions } from './options.ts';

const AUDIENCE = 'https://tenantry.test/api';
const CLIENT_ID = 'tenantry-console';

export interface TestIssuer extends AsyncDisposable {
  readonly url: string;
  readonly options: OidcOptions;
  /** The same, for people at a console, too. */
  readonly consoleOptions: OidcOptions;
  /** Whoever signs in next, and what its tokens say of it. */
  account: { sub: string; claims: Record<string, unknown> };
  /** An access token as the issuer itself gives it, by client credentials. */
  accessToken(groups?: readonly string[]): Promise<string>;
  /** Signs what no issuer would, with the issuer's own key. */
  sign(claims: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  readonly publicKey: JWK;
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** While it is down it answers 503. */
  down: boolean;
}

/** A real issuer (oidc-provider) on loopback. */
export async function startIssuer(redirectUri = 'http://127.0.0.1/none'): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const url = `http://127.0.0.1:${port}`;
  let groups: readonly string[] = [];
  const options: OidcOptions = {
    issuer: new URL(url),
    audiences: [AUDIENCE],
    algorithms: ['RS256', 'ES256'],
    clockToleranceSeconds: 30,
    mapping: {
      rolesClaim: ['groups'],
      roles: { admins: ['admin'], care: ['cs', 'viewer'], customers: ['tenant'], robots: ['ingest'] },
      tenantClaim: ['tenant_id'],
    },
  };
  const issuer: TestIssuer = {
    url,
    options,
    consoleOptions: { ...options, client: { id: CLIENT_ID, scope: 'openid profile groups' } },
    account: { sub: 'ada', claims: { groups: ['care'], preferred_username: 'Ada' } },
    async accessToken(given = []) {
      groups = given;
      const response = await fetch(`${url}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: 'robot',
          client_secret: 'robot-secret',
          resource: AUDIENCE,
        }),
      });
      return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
    },
    async sign(claims, header = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const all = { iss: url, aud: AUDIENCE, sub: 'ada', iat: now, exp: now + 300, ...claims };
      return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(privateKey);
    },
    publicKey: await exportJWK(publicKey),
    asked: new Map(),
    down: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  const provider = new Provider(url, {
    jwks: { keys: [jwk] },
    clients: [
      {
        client_id: 'robot',
        client_secret: 'robot-secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups', 'tenant_id'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    extraTokenClaims: () => ({ groups }),
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ ...issuer.account.claims, sub }),
    }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const serve = provider.callback();
  server.on('request', (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    issuer.asked.set(path, (issuer.asked.get(path) ?? 0) + 1);
    if (issuer.down) response.writeHead(503).end();
    else if (path.startsWith('/interaction/')) void consent(provider, issuer, request, response);
    else serve(request, response);
  });
  return issuer;
}

/** Signs the account in and agrees to everything, as a person would by two forms. */
async function consent(
  provider: Provider,
  issuer: TestIssuer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const accountId = issuer.account.sub;
  const grant = new provider.Grant({ accountId, clientId: CLIENT_ID });
  grant.addOIDCScope('openid profile groups');
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

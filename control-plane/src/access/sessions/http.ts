import {
  type SessionBody,
  sessionSchema,
  signInWaysSchema,
  userAccessSchema,
  userAccessStateSchema,
} from '@tenantry/contracts/api/access';
import { z } from 'zod';
import { notFound, Problem } from '../../http/problem.ts';
import { type Call, defineRoute, type Route } from '../../http/route.ts';
import { toWhoami } from '../convert.ts';
import { principalOfIdentity } from '../oidc/claims.ts';
import { CALLBACK_PATH, type CodeFlow, returnToSchema } from '../oidc/code-flow.ts';
import type { RoleMapping } from '../oidc/options.ts';
import type { Principal } from '../principal.ts';
import type { SignInGuard } from '../sign-in-guard.ts';
import type { Users } from '../users.ts';
import { clearCookie, cookieJar, readCookie, setCookie } from './cookies.ts';
import type { SessionState } from './session.ts';
import type { Sessions } from './sessions.ts';

const SIGN_IN_SECONDS = 600;

export interface SessionParts {
  readonly sessions: Sessions;
  readonly users: Users;
  readonly publicUrl: URL | undefined;
  readonly guard: SignInGuard;
  readonly signIn: { readonly flow: CodeFlow; readonly mapping: RoleMapping } | undefined;
  /** Where the live stream is now; nothing before it has begun. */
  readonly streamPlace: () => string | undefined;
}

type AnyCall = Call<unknown, unknown, unknown>;

export function sessionRoutes(parts: SessionParts): Route[] {
  return [...ownSession(parts), ...signInAtIssuer(parts), userAccess(parts)];
}

function ownSession({ sessions, publicUrl, streamPlace }: SessionParts): Route[] {
  const jarOf = (call: AnyCall) => cookieJar(publicUrl, call.header('host'));
  const body = (principal: Principal, state: SessionState): SessionBody => {
    const place = streamPlace();
    return {
      caller: toWhoami(principal),
      startedAt: state.startedAt,
      expiresAt: state.expiresAt,
      idleSeconds: sessions.idleSeconds,
      ...(place !== undefined && { streamPlace: place }),
    };
  };
  return [
    defineRoute({
      method: 'post',
      path: '/v1/session',
      operation: 'startSession',
      tag: 'access',
      summary: 'Exchange an API key for a session',
      description:
        'Send the key as `Authorization: Bearer`; the answer sets the cookie. The session may do what the key may, and ends with it.',
      responses: { 201: sessionSchema },
      handle: async call => {
        const { principal } = call;
        if (principal.by !== 'key') throw new Problem('forbidden', 'a session is given for an API key');
        const holder = { kind: 'key' as const, keyId: principal.id.replace(/^key:/, '') };
        const { value, state } = await sessions.start(call, call.newId, holder, principal.expiresAt);
        const jar = jarOf(call);
        const cookie = setCookie(jar, jar.session, value, sessions.absoluteSeconds);
        return { status: 201, body: body({ ...principal, by: 'session' }, state), cookies: [cookie] };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/session',
      operation: 'getSession',
      tag: 'access',
      summary: 'The session that the cookie stands for',
      responses: { 200: sessionSchema },
      handle: async ({ principal }) => {
        const state = principal.sessionId && (await sessions.state(principal.sessionId));
        if (!state) throw notFound('session: this call was made without one');
        return { status: 200, body: body(principal, state) };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/session',
      operation: 'endSession',
      tag: 'access',
      summary: 'Sign out',
      description: 'A replica may take the cookie for up to five seconds more.',
      responses: { 204: z.undefined() },
      handle: async call => {
        const { sessionId } = call.principal;
        if (sessionId === undefined) throw notFound('session: this call was made without one');
        await sessions.end(call.principal, call.requestId, sessionId);
        const jar = jarOf(call);
        return { status: 204, cookies: [clearCookie(jar, jar.session)] };
      },
    }),
  ];
}

const callbackQuery = z.object({
  code: z.string().max(2_048).optional(),
  state: z.string().max(512).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1_000).optional(),
});

function signInAtIssuer({ sessions, users, guard, publicUrl, signIn }: SessionParts): Route[] {
  const configured = () => {
    if (signIn === undefined) throw notFound('issuer to sign in at');
    return signIn;
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/session/ways',
      operation: 'listSignInWays',
      tag: 'access',
      summary: 'How one can sign in here',
      open: true,
      responses: { 200: signInWaysSchema },
      handle: async () => ({ status: 200, body: { key: true as const, oidc: signIn !== undefined } }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/session/oidc/start',
      operation: 'startOidcSignIn',
      tag: 'access',
      summary: 'Sign in at the issuer: sends the browser there',
      open: true,
      query: z.strictObject({ returnTo: returnToSchema.default('/') }),
      responses: { 302: z.undefined() },
      handle: async call => {
        const { location, attempt } = await configured().flow.begin(call.query.returnTo);
        const jar = cookieJar(publicUrl, call.header('host'));
        const cookie = setCookie(jar, jar.signIn, attempt, SIGN_IN_SECONDS);
        return { status: 302, headers: { location }, cookies: [cookie] };
      },
    }),
    defineRoute({
      method: 'get',
      path: CALLBACK_PATH,
      operation: 'finishOidcSignIn',
      tag: 'access',
      summary: 'Where the issuer sends the browser back to',
      description: 'What goes wrong is a page for people where the browser asks for one.',
      open: true,
      tryAgainAt: '/v1/session/oidc/start',
      query: callbackQuery,
      responses: { 302: z.undefined() },
      handle: async call => {
        const { flow, mapping } = configured();
        const jar = cookieJar(publicUrl, call.header('host'));
        const kept = readCookie(call.header('cookie'), jar.signIn);
        const { identity, returnTo } = await guard.attempt(call.address, false, () =>
          flow.finish(definedOf(call.query), kept),
        );
        const principal = principalOfIdentity(identity, mapping);
        if (principal.roles.length === 0)
          throw new Problem('forbidden', 'no role is given to you here', { reason: 'no_role' });
        if (await users.isBlocked(identity.issuer, identity.subject)) {
          throw new Problem('forbidden', 'you are kept out', { reason: 'kept_out' });
        }
        const holder = { kind: 'user' as const, identity };
        const { value } = await sessions.start({ ...call, principal }, call.newId, holder, undefined);
        const session = setCookie(jar, jar.session, value, sessions.absoluteSeconds);
        return {
          status: 302,
          headers: { location: returnTo },
          cookies: [clearCookie(jar, jar.signIn), session],
        };
      },
    }),
  ];
}

function userAccess({ users }: SessionParts): Route {
  return defineRoute({
    method: 'post',
    path: '/v1/users/access',
    operation: 'setUserAccess',
    tag: 'access',
    summary: 'Sign a user out everywhere, and keep it out or let it in again',
    description: 'Sessions and tokens from before are over on every replica within five seconds.',
    body: userAccessSchema,
    responses: { 200: userAccessStateSchema },
    handle: async call => {
      const { issuer, subject, blocked } = call.body;
      return { status: 200, body: await users.signOut(call, issuer, subject, blocked) };
    },
  });
}

function definedOf(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

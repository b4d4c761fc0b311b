import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { decide } from '../access/policy.ts';
import type { Principal } from '../access/principal.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { NoPosition } from '../storage/index-keys.ts';
import { JSON_BODY_LIMIT, mediaType, readBody } from './body.ts';
import { invalidCursor } from './cursor.ts';
import type { Idempotency, RequestParts } from './idempotency.ts';
import { parseJsonText } from './json-text.ts';
import { inPlainWords } from './plain-faults.ts';
import { faultsOf, notFound, Problem, unauthenticated } from './problem.ts';
import { sendAnswer, sendProblem, sendProblemPage } from './respond.ts';
import type { Answer, Call, Route } from './route.ts';

export interface Kernel {
  readonly idempotency: Idempotency;
  /**
   * Who asks, or nothing when the request says nothing of it. May set a cookie on the response.
   * @throws Problem unauthenticated, forbidden, rate_limited
   */
  authenticate(request: Request, response: Response): Promise<Principal | undefined>;
  /** Whether there is such a tenant: on every route that names one in its path, before its handler. */
  hasTenant?(tenantId: string): Promise<boolean>;
  /** Called once for each request that was answered. `problem` has the cause, for the log. */
  observe(request: Request, outcome: Outcome): void;
  /** In tests: an answer that is not what the route says of it is an error. */
  readonly checkAnswers: boolean;
}

export interface Outcome {
  readonly route: string;
  readonly operation: string | undefined;
  readonly principal: Principal | undefined;
  readonly requestId: string;
  readonly status: number;
  readonly seconds: number;
  readonly problem: unknown;
}

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Puts routes behind one and the same way in: who asks, may they, what do they say, was it said before. */
export function mountRoutes(app: Express, routes: readonly Route[], kernel: Kernel): void {
  const byPath = new Map<string, Route[]>();
  for (const route of routes) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);
  const paths = [...byPath].sort(([a], [b]) => compareLiteralFirst(a, b));
  for (const [path, here] of paths) {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const route of here) {
      app[route.method](pattern, (request, response) => serve(route, request, response, kernel));
    }
    const methods = here.map(({ method }) => method.toUpperCase()).join(', ');
    app.all(pattern, (request, response) => {
      response.setHeader('allow', methods);
      refuse(request, response, kernel, new Problem('method_not_allowed', `it takes ${methods}`));
    });
  }
}

/** `/imports/preview` before `/imports/{importId}`, whichever was written first: a name is no id. */
function compareLiteralFirst(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = Number(left[at]?.startsWith('{') ?? false) - Number(right[at]?.startsWith('{') ?? false);
    if (order !== 0) return order;
  }
  return 0;
}

/** Behind everything else: what no route took, and what Express itself refused. */
export function mountEnd(app: Express, kernel: Kernel): void {
  app.use((request, response) => refuse(request, response, kernel, notFound('such address')));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    refuse(request, response, kernel, malformedUrl(error) ?? error),
  );
}

/** What Express throws by itself, with a status of its own: a path with broken percent-encoding. */
function malformedUrl(error: unknown): Problem | undefined {
  return error instanceof URIError
    ? new Problem('invalid_request', 'the address is not well encoded')
    : undefined;
}

function refuse(request: Request, response: Response, kernel: Kernel, error: unknown): void {
  const requestId = requestIdOf(request);
  const problem = asProblem(error);
  kernel.observe(request, {
    route: 'none',
    operation: undefined,
    principal: undefined,
    requestId,
    status: problem.status,
    seconds: 0,
    problem: error,
  });
  sendProblem(response, problem, requestId);
}

async function serve(route: Route, request: Request, response: Response, kernel: Kernel): Promise<void> {
  const started = performance.now();
  const requestId = requestIdOf(request);
  let principal: Principal | undefined;
  let status = 500;
  let fault: unknown;
  try {
    principal = await whoAsks(route, request, response, kernel);
    checkPolicy(route, principal, request);
    const answer = await perform(route, request, principal, requestId, kernel);
    status = answer.status;
    if (kernel.checkAnswers) checkAnswer(route, answer);
    await sendAnswer(response, answer, requestId);
  } catch (error) {
    fault = error instanceof NoPosition && request.query['cursor'] !== undefined ? invalidCursor() : error;
    const problem = asProblem(fault);
    status = problem.status;
    if (route.tryAgainAt !== undefined && wantsPage(request)) {
      sendProblemPage(response, problem, requestId, route.tryAgainAt);
    } else sendProblem(response, problem, requestId);
  } finally {
    kernel.observe(request, {
      route: route.path,
      operation: route.operation,
      principal,
      requestId,
      status,
      seconds: (performance.now() - started) / 1000,
      problem: fault,
    });
  }
}

/** Browsers ask for HTML by name; programs that take anything are given the problem itself. */
function wantsPage(request: Request): boolean {
  return (request.get('accept') ?? '').includes('text/html');
}

const NOBODY: Principal = { id: 'system:nobody', name: 'nobody', roles: [] };

async function whoAsks(
  route: Route,
  request: Request,
  response: Response,
  kernel: Kernel,
): Promise<Principal> {
  if (route.open) return NOBODY;
  const principal = await kernel.authenticate(request, response);
  if (principal !== undefined) return principal;
  throw unauthenticated('send an API key or token as "Authorization: Bearer …"', 'missing');
}

function checkPolicy(route: Route, principal: Principal, request: Request): void {
  switch (route.open ? 'allowed' : decide(route, principal, pathParams(request))) {
    case 'allowed':
      return;
    case 'hidden':
      throw notFound('such thing');
    case 'forbidden':
      throw new Problem(
        'forbidden',
        principal.roles.length === 0
          ? 'you have no role here: none of your groups, or of your key, gives one'
          : `${route.operation} is not for ${principal.roles.join(', ')}`,
      );
  }
}

async function perform(
  route: Route,
  request: Request,
  principal: Principal,
  requestId: string,
  kernel: Kernel,
): Promise<Answer<unknown>> {
  const bytes =
    route.body || route.raw ? await readBody(request, route.raw?.limit ?? JSON_BODY_LIMIT) : undefined;
  const parts = {
    params: parsePart(route.params, pathParams(request), 'path'),
    query: parsePart(route.query, request.query, 'query'),
    body: route.body ? parseBody(route.body, request, bytes) : undefined,
  };
  await checkTenant(route, request, kernel);
  if (route.raw) checkRawType(request, route.raw.types, bytes);
  const ifMatch = request.get('if-match');
  if (route.precondition === 'required' && ifMatch === undefined) throw new Problem('precondition_required');
  const call = (newId: string): Call<unknown, unknown, unknown> => ({
    ...parts,
    principal,
    requestId,
    address: request.ip,
    ifMatch,
    newId,
    header: name => request.get(name),
    bytes: bytes ?? Buffer.alloc(0),
  });
  const key = route.idempotent ? request.get('idempotency-key') : undefined;
  if (key === undefined) return route.handle(call(uuidv7()));
  const raw = route.raw && { mediaType: mediaType(request), bytes: bytes ?? Buffer.alloc(0) };
  return once(route, key, call, principal, { ...parts, ...(raw && { raw }) }, kernel);
}

async function once(
  route: Route,
  key: string,
  call: (newId: string) => Call<unknown, unknown, unknown>,
  principal: Principal,
  parts: RequestParts,
  kernel: Kernel,
): Promise<Answer<unknown>> {
  const claim = await kernel.idempotency.claim(key, route, principal, parts, uuidv7());
  if (claim.replay) return claim.replay;
  try {
    const answer = await route.handle(call(claim.newId));
    await claim.finish(answer);
    return answer;
  } catch (error) {
    // A refusal changed nothing. Anything else may have: the claim stays, and the same request resumes it.
    if (error instanceof Problem && error.status < 500) await claim.release();
    throw error;
  }
}

async function checkTenant({ tenantParam }: Route, request: Request, kernel: Kernel): Promise<void> {
  if (tenantParam === undefined || kernel.hasTenant === undefined) return;
  const tenantId = pathParams(request)[tenantParam];
  if (tenantId !== undefined && !(await kernel.hasTenant(tenantId))) throw notFound('such tenant');
}

function pathParams(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function parsePart(schema: z.ZodType | undefined, value: unknown, part: 'path' | 'query'): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value, inPlainWords);
  if (parsed.success) return parsed.data;
  const errors = faultsOf(parsed.error, part);
  // An id of the wrong form is the id of nothing.
  if (part === 'path') throw new Problem('not_found', 'there is no such thing', { errors });
  throw new Problem('invalid_request', undefined, { errors });
}

function parseBody(schema: z.ZodType, request: Request, bytes: Buffer | undefined): unknown {
  const empty = bytes === undefined || bytes.length === 0;
  if (!empty) checkMediaType(request, ['application/json']);
  const value = empty ? undefined : parseJsonText(bytes);
  const parsed = schema.safeParse(value, inPlainWords);
  if (parsed.success) return parsed.data;
  throw new Problem('invalid_request', undefined, { errors: faultsOf(parsed.error, 'body') });
}

/** Without a body there is nothing to have a type: what a CloudEvent in binary mode says is then all in its headers. */
function checkRawType(request: Request, types: readonly string[], bytes: Buffer | undefined): void {
  const empty = (bytes?.length ?? 0) === 0;
  if (!empty || request.get('content-type') !== undefined) checkMediaType(request, types);
}

function checkMediaType(request: Request, types: readonly string[]): void {
  if (!types.includes(mediaType(request))) {
    throw new Problem('unsupported_media_type', `send ${types.join(' or ')}`);
  }
}

function checkAnswer(route: Route, answer: Answer<unknown>): void {
  const schema = route.responses[answer.status];
  if (schema === undefined) throw new Error(`${route.operation} says nothing of status ${answer.status}`);
  if (answer.text === undefined && answer.live === undefined)
    schema.parse(answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body)));
}

/** What the caller is told. Whatever is not meant for it becomes `internal`, without a word of it. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable) {
    return new Problem('unavailable', 'the store cannot be reached', { retryAfter: 5, cause: error });
  }
  return new Problem('internal', undefined, { cause: error });
}

function requestIdOf(request: Request): string {
  const given = request.get('x-request-id');
  return given !== undefined && REQUEST_ID.test(given) ? given : uuidv7();
}

export function createExpress(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  return app;
}

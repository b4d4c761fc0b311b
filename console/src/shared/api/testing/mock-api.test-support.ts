import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { faultOf, OPERATIONS, type Operation, operationFor } from './document.test-support.ts';
import { sampleBy } from './sample.test-support.ts';

/** One request that a page made. */
export interface Call {
  /** `GET /v1/tenants/{tenantId}` */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

/** An answer that is none of the usual: made by `problem`, `answer`, `silence` or `noAnswer`. */
class Other {
  readonly make: (operation: Operation) => Response | Promise<Response>;
  constructor(make: (operation: Operation) => Response | Promise<Response>) {
    this.make = make;
  }
}

/** A refusal by its code: `problem('precondition_failed')`. */
export function problem(
  code: string,
  more: {
    status?: number;
    title?: string;
    detail?: string;
    reason?: string;
    errors?: readonly { field: string; code: string; message: string }[];
    retryAfter?: number;
  } = {},
): Other {
  const { retryAfter, ...told } = more;
  const status = more.status ?? STATUS[code] ?? 400;
  return new Other(() =>
    HttpResponse.json(
      { type: `https://tenantry.dev/problems/${code}`, title: more.title ?? code, code, ...told, status },
      {
        status,
        headers: {
          'content-type': 'application/problem+json',
          'x-request-id': 'request-1',
          ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
        },
      },
    ),
  );
}

const STATUS: Readonly<Record<string, number>> = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  already_exists: 409,
  field_owned_elsewhere: 409,
  request_in_flight: 409,
  allowance_exhausted: 409,
  history_pruned: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  invalid_state: 422,
  idempotency_mismatch: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** A body with headers (an `etag`, say) or another status than the usual one. */
export function answer(
  body: unknown,
  more: { status?: number; headers?: Record<string, string> } = {},
): Other {
  return new Other(operation => {
    const status = more.status ?? operation.status;
    if (status === operation.status) judge(operation, body);
    return HttpResponse.json(toJson(body), { status, headers: { ...UNKEPT, ...more.headers } });
  });
}

/** As the control plane says of every answer: the browser of the tests would keep one for the next test, too. */
const UNKEPT = { 'cache-control': 'no-store' };

/** The network is gone. */
export const noAnswer = new Other(() => HttpResponse.error());
/** The request is taken, and nothing comes. */
export const silence = new Other(() => new Promise<Response>(() => undefined));
/** As an answer of which half arrives. */
export const halfAnswer = new Other(
  () => new Response('{"items": [', { headers: { 'content-type': 'application/json' } }),
);

type Answer = object | string | number | null | Other;
export type Answers = Readonly<Record<string, Answer | ((call: Call) => Answer | Promise<Answer>)>>;

const server = setupServer();
let faults: string[] = [];

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  server.resetHandlers();
  const found = faults;
  faults = [];
  if (found.length > 0) throw new Error(`not by the document:\n${found.join('\n')}`);
});
afterAll(() => server.close());

/**
 * The control plane of one test: `mockApi({ 'GET /v1/tenants': { items: [sampleOf('Tenant')] } })`. Operations that are
 * not listed answer a sample of their schema. What a page sends and what the test lets it be answered must be by the
 * OpenAPI document, or the test fails.
 */
export function mockApi(answers: Answers = {}): { readonly calls: Call[]; set(more: Answers): void } {
  const calls: Call[] = [];
  let given = answers;
  check(answers);
  server.use(
    http.all('*', async ({ request }) => {
      const url = new URL(request.url);
      const operation = operationFor(request.method, url.pathname);
      if (operation === undefined) {
        faults.push(`${request.method} ${url.pathname} is no operation`);
        return HttpResponse.error();
      }
      const call = await callOf(request, url, operation);
      calls.push(call);
      const listed = given[call.operation];
      const wanted = typeof listed === 'function' ? await listed(call) : listed;
      if (wanted instanceof Other) return wanted.make(operation);
      return usual(operation, wanted);
    }),
  );
  return {
    calls,
    set: more => {
      check(more);
      given = { ...given, ...more };
    },
  };
}

function check(answers: Answers): void {
  for (const name of Object.keys(answers)) {
    if (!OPERATIONS.has(name)) throw new Error(`the document has no operation "${name}"`);
  }
}

async function callOf(request: Request, url: URL, operation: Operation): Promise<Call> {
  const text = await request.text();
  const isJson = request.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : text || undefined;
  const name = `${operation.method} ${operation.path}`;
  if (isJson && operation.body !== undefined) {
    const fault = faultOf(operation.body, body);
    if (fault !== undefined) faults.push(`what ${name} was sent: ${fault}\n${text}`);
  }
  const parameters = operation.pattern.exec(url.pathname)?.groups ?? {};
  return { operation: name, parameters, query: url.searchParams, headers: request.headers, body };
}

function usual(operation: Operation, body: Answer | undefined): Response {
  if (operation.answer === undefined) return new HttpResponse(null, { status: operation.status });
  const value = body === undefined ? sampleBy(operation.answer) : body;
  judge(operation, value);
  return HttpResponse.json(toJson(value), { status: operation.status, headers: { ...UNKEPT, etag: '"v1"' } });
}

function judge(operation: Operation, body: unknown): void {
  const fault = operation.answer && faultOf(operation.answer, toJson(body));
  if (fault !== undefined) faults.push(`what ${operation.method} ${operation.path} answers: ${fault}`);
}

const toJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

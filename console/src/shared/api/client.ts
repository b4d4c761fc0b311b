import { createClient } from '@tenantry/contracts/client/create-client';
import { learnClock } from '../format/clock.ts';
import { useTexts } from '../i18n/messages.ts';
import { takeFirstRead } from './first-reads.ts';
import { problemOf, Unreachable } from './problem.ts';

const CSRF_HEADER = 'x-tenantry-csrf';
const TIMEOUT_MS = 30_000;

let signedOut = (): void => undefined;

/** Called whenever an answer says that there is no session any more. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** The control plane that this page came from; the cookie says who asks. */
export const api = createClient({ baseUrl: globalThis.location?.origin ?? 'http://localhost', fetch: send });

/** Nothing waits for ever: a server that takes a request and says nothing is as good as none. */
async function send(request: Request): Promise<Response> {
  const asked = takeFirstRead(request);
  if (asked !== undefined) {
    const answer = await asked.answer;
    learnClock(answer.headers.get('date'), asked.askedAt);
    return answer;
  }
  const headers = new Headers(request.headers);
  headers.set(CSRF_HEADER, '1');
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const began = Date.now();
  const answer = await globalThis.fetch(
    new Request(request, { headers, credentials: 'same-origin', signal }),
  );
  learnClock(answer.headers.get('date'), began);
  return answer;
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * What an operation answers: `await read(api.GET('/v1/tenants', …))`.
 * @throws ApiProblem when the control plane refuses, Unreachable when there is no answer, or half of one
 */
export async function read<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data } = await answered(call);
  if (data === undefined || data === null) throw new Unreachable(new Error('an answer without contents'));
  return data;
}

/** As `read`, with the version that `If-Match` wants when what was read is to be changed. */
export async function readVersioned<Data>(
  call: Promise<Answer<Data>>,
): Promise<{ readonly value: NonNullable<Data>; readonly etag: string }> {
  const { data, response } = await answered(call);
  if (data === undefined || data === null) throw new Unreachable(new Error('an answer without contents'));
  return { value: data, etag: response.headers.get('etag') ?? '' };
}

/** For operations whose answer says nothing but that it is done. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await answered(call);
}

/** Texts of reasons come with the first of them. Where they cannot be had, the words of the control plane are shown. */
function loadReasons(): Promise<void> {
  return useTexts('problems', {
    en: () => import('../problems/messages/en.json'),
    de: () => import('../problems/messages/de.json'),
    pseudo: () => import('../problems/messages/pseudo.json'),
  }).catch(() => undefined);
}

async function answered<Data>(call: Promise<Answer<Data>>): Promise<Answer<Data>> {
  const answer = await call.catch((cause: unknown) => {
    // Whoever went to another page gave the request up: that is no failure of anything.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  });
  if (answer.response.ok) return answer;
  const problem = problemOf(answer.error, answer.response);
  if (problem.status === 401) signedOut();
  if (problem.reason !== undefined) await loadReasons();
  throw problem;
}

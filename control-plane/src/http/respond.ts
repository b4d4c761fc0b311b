import { once } from 'node:events';
import { PROBLEM_MEDIA_TYPE, PROBLEMS } from '@tenantry/contracts/api/problem';
import type { Response } from 'express';
import type { Problem } from './problem.ts';
import type { Answer, LiveClient } from './route.ts';

export async function sendAnswer(
  response: Response,
  answer: Answer<unknown>,
  requestId: string,
): Promise<void> {
  response.status(answer.status);
  response.setHeader('x-request-id', requestId);
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  for (const cookie of answer.cookies ?? []) response.append('set-cookie', cookie);
  if (answer.live !== undefined) return beginLive(response, answer.live);
  if (answer.text !== undefined) return sendText(response, answer.text);
  if (answer.body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(answer.body));
}

/** For a client that reads no further when its stream has ended. */
const LAST_READ = 10_000;

/** The answer has begun when this ends; it goes on for as long as the client stays. */
function beginLive(response: Response, live: (client: LiveClient) => void): void {
  response.type('text/event-stream');
  // Proxies would wait for a buffer to fill.
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
  const { socket } = response.req;
  // Gone before it began: nobody would hear of its going again.
  if (response.destroyed || response.closed || socket.destroyed) return;
  live({
    write: text => {
      if (!response.writableEnded && !response.destroyed) response.write(text);
    },
    get buffered() {
      return response.destroyed ? 0 : response.writableLength;
    },
    end: () => {
      if (response.writableEnded) return;
      const cut = setTimeout(() => response.destroy(), LAST_READ).unref();
      response.once('close', () => clearTimeout(cut));
      response.end();
    },
    drop: () => response.destroy(),
    onClose: closed => {
      const once = () => {
        response.off('close', once);
        socket.off('close', once);
        closed();
      };
      response.on('close', once);
      // An answer that waits for another one of its connection does not hear of the connection's end.
      socket.on('close', once);
    },
  });
}

async function sendText(response: Response, text: NonNullable<Answer<unknown>['text']>): Promise<void> {
  response.type(text.type);
  if (typeof text.content === 'string') {
    response.send(text.content);
    return;
  }
  for await (const piece of text.content) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

export function sendProblem(response: Response, problem: Problem, requestId: string): void {
  if (!begin(response, problem, requestId)) return;
  response.type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem.body(requestId)));
}

/**
 * The same for a person with a browser. Nothing of the request is in it but its id, which is of letters, digits and
 * `. _ -` or our own; it loads and runs nothing, as the policy of every answer says.
 */
export function sendProblemPage(
  response: Response,
  problem: Problem,
  requestId: string,
  tryAgainAt: string,
): void {
  if (!begin(response, problem, requestId)) return;
  const { title } = PROBLEMS[problem.code];
  const why = problem.message === title ? '' : `<p>${escapeHtml(problem.message)}.</p>`;
  response
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>You are not signed in</title>` +
        `<h1>You are not signed in</h1><p>${escapeHtml(title)}.</p>${why}` +
        `<p><a href="${escapeHtml(tryAgainAt)}">Try again</a></p>` +
        `<p>When you ask for help, give this: ${escapeHtml(problem.code)}, ${escapeHtml(requestId)}</p></html>`,
    );
}

/** Status and headers; false when it is too late for them. */
function begin(response: Response, problem: Problem, requestId: string): boolean {
  // Half of a long answer is sent: all that is left is to end it so that nobody takes it for whole.
  if (response.headersSent) {
    response.destroy();
    return false;
  }
  response.status(problem.status);
  response.setHeader('x-request-id', requestId);
  response.setHeader('cache-control', 'no-store');
  if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer realm="tenantry"');
  if (problem.retryAfter !== undefined) response.setHeader('retry-after', String(problem.retryAfter));
  return true;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

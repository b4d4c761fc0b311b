import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE } from '@tenantry/contracts/api/problem';
import { Problem } from '../http/problem.ts';

const RETRY_AFTER_SECONDS = 5;

/** Who answers while the store is made ready: alive, not ready, and nothing else yet. Then whoever serves. */
export class Front {
  #why = 'the control plane is starting';
  #serving: RequestListener | undefined;

  /** What is waited for, in words that anybody may read. */
  waiting(why: string): void {
    this.#why = why;
  }

  serve(listener: RequestListener): void {
    this.#serving = listener;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#serving !== undefined) {
      this.#serving(request, response);
      return;
    }
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (path === '/livez') {
      answer(response, 200, 'application/json', { status: 'ok' });
    } else if (path === '/readyz') {
      const checks = [{ name: 'store', ok: false, message: this.#why }];
      answer(response, 503, 'application/json', { ready: false, checks });
    } else {
      const problem = new Problem('unavailable', this.#why, { retryAfter: RETRY_AFTER_SECONDS });
      response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
      answer(response, problem.status, PROBLEM_MEDIA_TYPE, problem.body('none'));
    }
  };
}

function answer(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

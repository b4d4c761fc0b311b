import { PROBLEM_MEDIA_TYPE, PROBLEMS, problemSchema } from '@tenantry/contracts/api/problem';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import type { Route } from '../route.ts';

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds after which to come again',
    schema: { type: 'integer' as const, minimum: 0 },
  },
};

/** Statuses whose problems may say when to come again. */
const MAY_SAY_WHEN = new Set([409, 429, 503]);

const responses = new Map<number, ZodOpenApiResponseObject>();
for (const { status } of Object.values(PROBLEMS)) {
  if (responses.has(status)) continue;
  const codes = Object.entries(PROBLEMS).filter(([, problem]) => problem.status === status);
  responses.set(status, {
    id: `Problem${status}`,
    description: codes.map(([code, { title }]) => `\`${code}\`: ${title}`).join('. '),
    ...(MAY_SAY_WHEN.has(status) && { headers: RETRY_AFTER }),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
  });
}

/** What asks of a meter may ask of one that is being built. */
const ASKS_OF_METERS = new Set(['usage', 'entitlements']);

/** What may go wrong with a route, by status: what the way in refuses, and what a handler of its kind may. */
export function problemResponses(route: Route): ReadonlyMap<number, ZodOpenApiResponseObject> {
  // 408 and 431 are the server's own, before any route is looked for.
  const statuses = new Set<number>([408, 431, 500, 503]);
  const may = (when: unknown, ...these: readonly number[]) => {
    if (when) for (const status of these) statuses.add(status);
  };
  may(!route.open, 400, 401, 403, 404, 429);
  may(route.params || route.query || route.idempotent, 400);
  // One whose feature is not configured is not there.
  may(route.params || route.path.startsWith('/v1/'), 404);
  may(route.body || route.raw, 400, 413, 415);
  may(route.method !== 'get', 409, 422);
  may(ASKS_OF_METERS.has(route.tag), 409);
  may(route.precondition, 412);
  may(route.precondition === 'required', 428);
  may(route.produces, 406);
  return new Map([...responses].filter(([status]) => statuses.has(status)));
}

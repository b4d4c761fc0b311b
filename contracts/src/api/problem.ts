import { z } from 'zod';
import { problemParamsSchema, problemReasonSchema } from './problem-reasons.ts';

/** What can be wrong with a request. A code never changes its meaning; its status and title may be relied on. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_cursor: { status: 400, title: 'The cursor is none of this list' },
  unauthenticated: { status: 401, title: 'Who asks is not known' },
  forbidden: { status: 403, title: 'You may not do this' },
  not_found: { status: 404, title: 'There is no such thing, or not for you' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  not_acceptable: { status: 406, title: 'None of the formats asked for can be given' },
  request_timeout: { status: 408, title: 'The request took too long to come' },
  conflict: { status: 409, title: 'It is not in a state that allows this' },
  already_exists: { status: 409, title: 'Something else has that name' },
  allowance_exhausted: { status: 409, title: 'The allowance does not suffice' },
  field_owned_elsewhere: { status: 409, title: 'Another manager owns a field that this would change' },
  request_in_flight: { status: 409, title: 'The same request is being worked on' },
  history_pruned: { status: 410, title: 'Usage of that time is not kept any more' },
  precondition_failed: { status: 412, title: 'It has changed since you read it' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is none that this address takes' },
  unsupported_encoding: { status: 415, title: 'The content encoding is none that this address takes' },
  invalid_state: { status: 422, title: 'What is asked for does not fit together' },
  idempotency_mismatch: { status: 422, title: 'The Idempotency-Key was used for another request' },
  precondition_required: { status: 428, title: 'Say by If-Match which version you read' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something failed that is not your fault' },
  unavailable: { status: 503, title: 'Not available for now: come again' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
export const PROBLEM_TYPE_PREFIX = 'https://tenantry.dev/problems/';

const codes = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS);

export const fieldFaultSchema = z
  .object({
    field: z
      .string()
      .meta({ description: 'Where: a JSON pointer into the body, or query.name, path.name, header.name' }),
    code: z.string().meta({ description: 'What kind of fault; stable' }),
    message: z.string().meta({ description: 'What is wrong and what would be right' }),
  })
  .meta({ id: 'FieldFault' });

export type FieldFault = z.infer<typeof fieldFaultSchema>;

/** RFC 9457, application/problem+json. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: `${PROBLEM_TYPE_PREFIX}<code>` }),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).meta({ description: 'Stable: programs may rely on it' }),
    detail: z.string().optional(),
    reason: problemReasonSchema.optional().meta({
      description: 'What exactly stood in the way, for texts in other languages than that of `detail`',
    }),
    params: problemParamsSchema.optional(),
    instance: z
      .string()
      .optional()
      .meta({ description: 'The id of the request, to give when asking for help' }),
    errors: z.array(fieldFaultSchema).optional(),
  })
  .meta({ id: 'Problem', description: 'What went wrong, after RFC 9457' });

export type ProblemBody = z.infer<typeof problemSchema>;

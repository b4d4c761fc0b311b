import {
  type FieldFault,
  PROBLEM_TYPE_PREFIX,
  PROBLEMS,
  type ProblemBody,
  type ProblemCode,
} from '@tenantry/contracts/api/problem';
import type { z } from 'zod';

/** A refusal that the caller is told. The cause is for the log alone. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly FieldFault[];
  /** Seconds after which to come again, for 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    detail?: string,
    options: {
      readonly errors?: readonly FieldFault[];
      readonly retryAfter?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail ?? PROBLEMS[code].title, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  body(requestId: string): ProblemBody {
    const { title, status } = PROBLEMS[this.code];
    return {
      type: PROBLEM_TYPE_PREFIX + this.code,
      title,
      status,
      code: this.code,
      ...(this.message !== title && { detail: this.message }),
      instance: requestId,
      ...(this.errors.length > 0 && { errors: [...this.errors] }),
    };
  }
}

/** Who asks is not known: what of the request should have said it, and what is wrong with that. */
export function unauthenticated(
  detail: string,
  code: 'missing' | 'invalid' | 'expired',
  options: { readonly header?: 'authorization' | 'cookie'; readonly cause?: unknown } = {},
): Problem {
  const { header = 'authorization', cause } = options;
  const errors = [{ field: `header.${header}`, code, message: detail }];
  return new Problem('unauthenticated', detail, { errors, cause });
}

export const notFound = (what: string): Problem => new Problem('not_found', `there is no ${what}`);

/** At most this many faults are told of one request; a thousand say no more. */
const FAULTS_TOLD = 50;

/** What zod found, as fields: a JSON pointer for the body, `query.limit` and the like for the rest. */
export function faultsOf(error: z.ZodError, part: 'body' | 'query' | 'path' | 'header'): FieldFault[] {
  return error.issues.slice(0, FAULTS_TOLD).map(issue => ({
    field:
      part === 'body'
        ? issue.path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
        : [part, ...issue.path.map(String)].join('.'),
    code: issue.code,
    message: issue.message,
  }));
}

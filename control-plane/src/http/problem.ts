import {
  type FieldFault,
  PROBLEM_TYPE_PREFIX,
  PROBLEMS,
  type ProblemBody,
  type ProblemCode,
} from '@tenantry/contracts/api/problem';
import type { ProblemReason } from '@tenantry/contracts/api/problem-reasons';
import type { z } from 'zod';

/** A refusal that the caller is told. The cause is for the log alone. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly FieldFault[];
  /** What exactly stood in the way, and what it names: for texts in other languages. */
  readonly reason: ProblemReason | undefined;
  readonly params: Readonly<Record<string, string | number>> | undefined;
  /** Seconds after which to come again, for 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    detail?: string,
    options: {
      readonly errors?: readonly FieldFault[];
      readonly retryAfter?: number;
      readonly reason?: ProblemReason;
      readonly params?: Readonly<Record<string, string | number>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail ?? PROBLEMS[code].title, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
    this.reason = options.reason;
    this.params = options.params;
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
      ...(this.reason !== undefined && { reason: this.reason }),
      ...(this.params !== undefined && { params: { ...this.params } }),
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

/** `field`: where the request names it, when that is not its path. */
export function notFound(what: string, field?: string): Problem {
  const message = `there is no ${what}`;
  const errors = field === undefined ? [] : [{ field, code: 'not_found', message }];
  return new Problem('not_found', message, { errors });
}

/** A change was begun anew as often as is worth it, and each time others had changed the same meanwhile. */
export function changedByOthers(detail: string): Problem {
  return new Problem('conflict', detail, { reason: 'changed_by_others' });
}

/** Does something with a part of the request: where a refusal names fields, they are that part's. */
export async function below<T>(field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error;
    const errors = error.errors.map(fault => ({ ...fault, field: field + fault.field }));
    const { reason, params, cause } = error;
    throw new Problem(error.code, error.message, {
      ...{ errors, cause },
      ...(reason && { reason }),
      ...(params && { params }),
    });
  }
}

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

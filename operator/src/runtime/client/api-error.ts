/** One fault named by the API server in `status.details.causes`. */
export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/**
 * A request that did not succeed. `reason` is the API server's StatusReason (`NotFound`, `Conflict`,
 * `Invalid`, …), which never changes with the wording. A network fault has status 0: `Network`, `Timeout`,
 * or `Aborted` when the caller gave up.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly reason: string;
  readonly causes: readonly StatusCause[];
  readonly retryAfterMs?: number;

  constructor(options: {
    readonly status: number;
    readonly reason: string;
    readonly message: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterMs?: number | undefined;
    readonly cause?: unknown;
  }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = options.status;
    this.reason = options.reason;
    this.causes = options.causes ?? [];
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

export function isApiError(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** Reads the body of a refusal: a `Status` object, or whatever stands in its place (a proxy's page, nothing). */
export function apiErrorOf(status: number, text: string, context: string, retryAfterMs?: number): ApiError {
  const answer = recordOf(text);
  const details = isRecord(answer['details']) ? answer['details'] : {};
  const causes = Array.isArray(details['causes']) ? details['causes'].filter(isRecord).map(causeOf) : [];
  const reason = textOf(answer['reason']) ?? REASONS[status] ?? 'Unknown';
  const message = textOf(answer['message']) ?? `HTTP ${status}`;
  return new ApiError({
    status,
    reason,
    message: `${context}: ${message}`,
    causes,
    retryAfterMs: retryAfterMs ?? delayOf(details),
  });
}

/** Milliseconds of a Retry-After header, seconds being the only form that API servers send. */
export function retryAfterOf(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined || !/^\d{1,6}$/.test(text.trim())) return undefined;
  return Number(text) * 1000;
}

function recordOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function delayOf(details: Record<string, unknown>): number | undefined {
  const seconds = details['retryAfterSeconds'];
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined;
}

function causeOf(cause: Record<string, unknown>): StatusCause {
  const [reason, message, field] = [
    textOf(cause['reason']),
    textOf(cause['message']),
    textOf(cause['field']),
  ];
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(field === undefined ? {} : { field }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a field is wrong, as a JSON pointer into the body or `query.name`. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What the control plane refused, and why (RFC 9457). `code` is stable and has a text of its own in the messages. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  /** What exactly stood in the way, with what it names: it may have a text of its own in the language of the page. */
  readonly reason: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly faults: readonly FieldFault[];
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | undefined;

  constructor(parts: {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly detail?: string | undefined;
    readonly reason?: string | undefined;
    readonly params?: Readonly<Record<string, unknown>> | undefined;
    readonly requestId?: string | undefined;
    readonly faults?: readonly FieldFault[] | undefined;
    readonly retryAfter?: number | undefined;
  }) {
    super(parts.detail ?? parts.title);
    this.name = 'ApiProblem';
    this.status = parts.status;
    this.code = parts.code;
    this.detail = parts.detail;
    this.reason = parts.reason;
    this.params = parts.params ?? {};
    this.requestId = parts.requestId;
    this.faults = parts.faults ?? [];
    this.retryAfter = parts.retryAfter;
  }

  /** What is wrong with a field of the body, for beside it. `pointer`: `/displayName` */
  faultAt(pointer: string): string | undefined {
    return this.faults.find(({ field }) => field === pointer)?.message;
  }
}

/** There was no answer, or none that could be read. What was asked for may have happened or not. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the control plane did not answer', { cause });
    this.name = 'Unreachable';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The problem that an answer holds. A proxy in front may answer anything: then its status alone speaks. */
export function problemOf(body: unknown, response: Response): ApiProblem {
  const given = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiProblem({
    status: response.status,
    code: textOf(given['code']) ?? (response.status >= 500 ? 'unavailable' : `http_${response.status}`),
    title: textOf(given['title']) ?? (response.statusText || `HTTP ${response.status}`),
    detail: textOf(given['detail']),
    reason: textOf(given['reason']),
    params: isRecord(given['params']) ? given['params'] : undefined,
    requestId: textOf(given['instance']) ?? response.headers.get('x-request-id') ?? undefined,
    faults: Array.isArray(given['errors']) ? given['errors'].flatMap(faultOf) : [],
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

function faultOf(value: unknown): FieldFault[] {
  if (!isRecord(value)) return [];
  const field = textOf(value['field']);
  const message = textOf(value['message']);
  return field === undefined || message === undefined
    ? []
    : [{ field, message, code: textOf(value['code']) ?? 'invalid' }];
}

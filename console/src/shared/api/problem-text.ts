import { ApiProblem, Unreachable } from './problem.ts';

type Translate = (key: string, named?: Record<string, unknown>) => string;

export interface ProblemText {
  readonly title: string;
  readonly text: string | undefined;
}

/** Codes that have a text of their own in `shared.problem`; a text for people, not for the log. */
const TOLD = new Set([
  'conflict',
  'already_exists',
  'forbidden',
  'history_pruned',
  'invalid_request',
  'invalid_state',
  'not_found',
  'precondition_failed',
  'rate_limited',
  'request_in_flight',
  'unauthenticated',
  'unavailable',
  'field_owned_elsewhere',
  'payload_too_large',
  'allowance_exhausted',
  'internal',
]);

/** What went wrong, in the language of whoever reads it, with what the control plane says of it beside. */
export function problemText(error: unknown, t: Translate): ProblemText {
  if (error instanceof ApiProblem) {
    const known = TOLD.has(error.code) ? error.code : 'other';
    const detail = [error.detail, error.requestId && t('shared.problem.reference', { id: error.requestId })];
    return {
      title: t(`shared.problem.${known}`, { code: error.code, seconds: error.retryAfter ?? 30 }),
      text: detail.filter(Boolean).join(' · ') || undefined,
    };
  }
  if (error instanceof Unreachable) {
    return { title: t('shared.problem.unreachable'), text: t('shared.problem.unreachableText') };
  }
  return { title: t('shared.problem.page'), text: error instanceof Error ? error.message : undefined };
}

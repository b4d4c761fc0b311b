import { ApiProblem, Unreachable } from './problem.ts';

type Translate = (key: string, named?: Record<string, unknown>) => string;

export interface ProblemText {
  readonly title: string;
  readonly text: string | undefined;
}

/** What exactly stood in the way, in the language of the page, or else in the words of the control plane. */
function reasonText({ reason, params, detail }: ApiProblem, t: Translate): string | undefined {
  const key = `problems.reason.${reason}`;
  const words = reason === undefined ? key : t(key, params);
  return words === key ? detail : words;
}

/** What went wrong, in the language of whoever reads it, with what the control plane says of it beside. */
export function problemText(error: unknown, t: Translate): ProblemText {
  if (error instanceof ApiProblem) {
    const named = { code: error.code, seconds: error.retryAfter ?? 30 };
    const key = `shared.problem.${error.code}`;
    const title = t(key, named);
    const detail = [
      reasonText(error, t),
      error.requestId && t('shared.problem.reference', { id: error.requestId }),
    ];
    return {
      title: title === key ? t('shared.problem.other', named) : title,
      text: detail.filter(Boolean).join(' · ') || undefined,
    };
  }
  if (error instanceof Unreachable) {
    return { title: t('shared.problem.unreachable'), text: t('shared.problem.unreachableText') };
  }
  // The words of a program are in the browser's own record: nobody here can do anything with them.
  return { title: t('shared.problem.page'), text: undefined };
}

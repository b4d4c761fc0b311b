import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../clock.ts';
import { currentStep, type Submission, type SubmissionHeads } from '../../onboarding/submission.ts';
import { scanAll } from '../../storage/documents.ts';
import { type Look, NOTHING, UNKNOWN } from './look.ts';

const HOUR_MS = 3_600_000;
/** On the way to a tenant that runs. Customers take their time for the first usage after that. */
const ON_THE_WAY = ['submitted', 'needs_attention'] as const;

/** Submissions that are being carried out, by the tenant that they make. A copy: read again by `refresh`. */
export class SubmissionsUnderWay {
  readonly #heads: SubmissionHeads;
  #byTenant: ReadonlyMap<string, Submission> | undefined;

  constructor(heads: SubmissionHeads) {
    this.#heads = heads;
  }

  /** Answers of whom something is otherwise than was read before: whoever looked at them since saw what was before. */
  async refresh(): Promise<readonly string[]> {
    const before = this.#byTenant;
    const byTenant = new Map<string, Submission>();
    for (const status of ON_THE_WAY) {
      for await (const { state } of scanAll(this.#heads, { index: 'status', equals: [status] }))
        byTenant.set(state.tenantId, state);
    }
    this.#byTenant = byTenant;
    if (before === undefined) return [];
    const tenantIds = [...new Set([...before.keys(), ...byTenant.keys()])];
    return tenantIds.filter(tenantId => !isDeepStrictEqual(before.get(tenantId), byTenant.get(tenantId)));
  }

  get tenants(): Iterable<string> {
    return this.#byTenant?.keys() ?? [];
  }

  /** undefined while nothing was read. */
  of(tenantId: string): Submission | 'none' | undefined {
    return this.#byTenant && (this.#byTenant.get(tenantId) ?? 'none');
  }
}

/** For how long a submission has come no further, in hours. */
export function onboardingLook(submissions: Pick<SubmissionsUnderWay, 'of'>, clock: Clock): Look {
  return async ({ tenantId }) => {
    const submission = submissions.of(tenantId);
    if (submission === undefined) return UNKNOWN;
    if (submission === 'none') return NOTHING;
    const { submissionId, done, submittedAt, blocked } = submission;
    const step = currentStep(submission);
    const last = [submittedAt, ...Object.values(done)]
      .filter(time => time !== undefined)
      .toSorted()
      .at(-1);
    if (step === undefined || last === undefined) return NOTHING;
    const at = clock.now();
    const hours = Math.max(0, (at - Date.parse(last)) / HOUR_MS);
    const reading = {
      rule: 'onboarding' as const,
      tenantId,
      subject: submissionId,
      value: Math.round(hours * 10) / 10,
      figures: { step, lastStepAt: last, ...(blocked && { code: blocked.code }) },
      at,
    };
    return { readings: [reading], complete: true };
  };
}

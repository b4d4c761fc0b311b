import { SAGA_STEPS, type SagaStep } from '@tenantry/contracts/commercial/onboarding';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Collection, type CollectionSpec, scanAll } from '../storage/documents.ts';
import { latestOnly } from '../storage/relay.ts';
import { abandon, settle } from './decisions.ts';
import type { StepOutcome } from './ports.ts';
import { type StepParts, stepsFor } from './steps.ts';
import { currentStep, type Submission, submissionAggregate } from './submission.ts';
import type { Submissions } from './submissions.ts';

const BATCH = 100;

/** First and longest time until a step that did not come to its end is tried again; it doubles in between. */
const RETRY = {
  waiting: { first: 1_000, longest: 30_000 },
  failing: { first: 1_000, longest: 300_000 },
  blocked: { first: 15_000, longest: 120_000 },
} as const;
/** Customers take days for it, and nobody waits. */
const FIRST_USAGE_RETRY = { first: 30_000, longest: 900_000 };

const workSchema = z.object({
  id: z.string(),
  dueAt: z.string(),
  step: z.enum(SAGA_STEPS).optional(),
  state: z.enum(['waiting', 'failing', 'blocked']).optional(),
  message: z.string().optional(),
  attempts: z.int(),
});
/** When a submission is looked at next, and why not sooner. A hint: losing it costs a look. */
export type Work = z.infer<typeof workSchema>;

const workSpec: CollectionSpec<Work, 'due'> = {
  name: 'onboarding_work',
  indexes: { due: ['dueAt'] },
  parse: value => workSchema.parse(value),
};

/**
 * Takes submissions through their steps. Which step comes next is read from the submission's last change, and what a
 * step did is a change again, so nothing is in the memory of a process: whoever dies, another goes on where the
 * changes end, and does the last step again, which does no harm.
 */
export class Saga {
  readonly #context: Context;
  readonly #submissions: Submissions;
  readonly #work: Collection<Work, 'due'>;
  readonly #parts: StepParts;

  private constructor(
    context: Context,
    submissions: Submissions,
    work: Collection<Work, 'due'>,
    parts: StepParts,
  ) {
    this.#context = context;
    this.#submissions = submissions;
    this.#work = work;
    this.#parts = parts;
  }

  static async open(context: Context, submissions: Submissions, parts: StepParts): Promise<Saga> {
    const saga = new Saga(context, submissions, await context.store.collection(workSpec), parts);
    // By the last change there is: one that a dead process has left behind may be projected long after others.
    context.addProjection(
      latestOnly(context.changes, submissionAggregate.kind, change =>
        saga.#wake(submissionAggregate.state.parse(change.after)),
      ),
    );
    context.every('take onboarding on', 1_000, () => saga.runDue());
    return saga;
  }

  workOf(submissionId: string): Promise<Work | undefined> {
    return this.#work.get(submissionId);
  }

  /** Those that are due, the longest due first. */
  async runDue(): Promise<number> {
    const before = isoTime(this.#context.clock.now() + 1);
    const due: string[] = [];
    for await (const { id } of scanAll(this.#work, { index: 'due', before })) {
      if (due.push(id) >= BATCH) break;
    }
    for (const submissionId of due) {
      await this.advance(submissionId).catch(error => {
        this.#context.logger.warn({ err: error, submissionId }, 'a submission could not be taken on');
      });
    }
    return due.length;
  }

  /** As far as it goes now. */
  async advance(submissionId: string): Promise<void> {
    for (;;) {
      const { state, version } = await this.#submissions.load(submissionId);
      const step = currentStep(state);
      if (step === undefined || state.order === undefined || state.blocked?.final === true) {
        await this.#work.remove([submissionId]);
        // Opened and submitted again meanwhile: what has just been removed was of that.
        const now = await this.#submissions.load(submissionId);
        if (now.version !== version) await this.#wake(now.state);
        return;
      }
      if (step !== 'tenant' && (await this.#isTenantGone(state.tenantId))) {
        await this.#submissions.change(submissionId, abandon, SAGA);
        continue;
      }
      const outcome = await this.#try(step, state);
      if (outcome.is === 'failing') return this.#note(submissionId, step, outcome);
      await this.#submissions.change(submissionId, settle(step, outcome, state.tenantId), SAGA);
      if (outcome.is !== 'done') return this.#note(submissionId, step, outcome);
    }
  }

  async #isTenantGone(tenantId: string): Promise<boolean> {
    const { phase } = (await this.#parts.tenants.load(tenantId)).state;
    return phase === 'deleting' || phase === 'deleted';
  }

  async #try(step: SagaStep, submission: Submission): Promise<StepOutcome | Failing> {
    if (submission.order === undefined) throw new TypeError('what was submitted has an order');
    try {
      return await stepsFor(submission, submission.order, this.#parts)[step]();
    } catch (error) {
      const { submissionId } = submission;
      this.#context.logger.warn(
        { err: error, submissionId, step },
        'a step of onboarding failed, and comes again',
      );
      return { is: 'failing', message: error instanceof Error ? error.message : 'it failed' };
    }
  }

  async #note(
    submissionId: string,
    step: SagaStep,
    outcome: Exclude<StepOutcome, { is: 'done' }> | Failing,
  ): Promise<void> {
    const known = await this.#work.get(submissionId);
    const attempts = known?.step === step && known.state === outcome.is ? known.attempts + 1 : 1;
    const { first, longest } =
      step === 'firstUsage' && outcome.is === 'waiting' ? FIRST_USAGE_RETRY : RETRY[outcome.is];
    const wait = Math.min(longest, first * 2 ** Math.min(attempts - 1, 20));
    await this.#work.replace({
      id: submissionId,
      dueAt: isoTime(this.#context.clock.now() + wait),
      step,
      state: outcome.is,
      message: outcome.message.slice(0, 1_000),
      attempts,
    });
  }

  /** A change of a submission is a reason to look at it now. */
  async #wake(submission: Submission): Promise<void> {
    const { submissionId } = submission;
    if (currentStep(submission) === undefined) await this.#work.remove([submissionId]);
    else if (submission.blocked === undefined) {
      await this.#work.replace({ id: submissionId, dueAt: isoTime(this.#context.clock.now()), attempts: 0 });
    }
  }
}

type Failing = { readonly is: 'failing'; readonly message: string };

const SAGA = { actor: { id: 'system:onboarding', name: 'Tenantry' }, requestId: 'onboarding' };

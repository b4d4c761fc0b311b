import {
  type FormStepState,
  SAGA_STEPS,
  type SagaStep,
  type SagaStepState,
  type SubmissionBody,
  type submissionSummarySchema,
} from '@tenantry/contracts/commercial/onboarding';
import type { z } from 'zod';
import { checkForm, formStates } from './form.ts';
import type { Work } from './saga.ts';
import { currentStep, formText, type Submission, type SubmissionHead, statusOf } from './submission.ts';

export function toSubmission(
  submission: Submission,
  work: Work | undefined,
  formSteps: FormStepState[] = formStates(checkForm(submission.form)),
): SubmissionBody {
  const { submissionId, tenantId, origin, form, formVersion, createdAt, submittedAt, completedAt } =
    submission;
  return {
    submissionId,
    tenantId,
    origin,
    form,
    createdAt,
    status: statusOf(submission),
    formSteps,
    steps: SAGA_STEPS.map(step => toStep(submission, step, work)),
    version: formVersion,
    ...(submittedAt !== undefined && { submittedAt }),
    ...(completedAt !== undefined && { completedAt }),
  };
}

function toStep(submission: Submission, step: SagaStep, work: Work | undefined): SagaStepState {
  const doneAt = submission.done[step];
  if (doneAt !== undefined) return { step, state: 'done', doneAt };
  if (currentStep(submission) !== step) return { step, state: 'pending' };
  const tries = work?.step === step ? { attempts: work.attempts, nextAttemptAt: work.dueAt } : {};
  const { blocked } = submission;
  if (blocked?.step === step) {
    const { code, message, final } = blocked;
    return { step, state: 'blocked', code, message, ...(!final && tries) };
  }
  if (work?.step !== step || work.state === undefined) return { step, state: 'pending' };
  return { step, state: work.state, ...tries, ...(work.message !== undefined && { message: work.message }) };
}

export function toSummary({ state, at }: SubmissionHead): z.infer<typeof submissionSummarySchema> {
  const { submissionId, tenantId, createdAt, createdBy, origin, blocked } = state;
  const slug = formText(state, 'company', 'slug');
  const displayName = formText(state, 'company', 'displayName');
  const accountOwner = formText(state, 'company', 'accountOwner');
  const step = currentStep(state);
  const formStep = state.phase === 'draft' ? firstOpenStep(state) : undefined;
  return {
    submissionId,
    tenantId,
    status: statusOf(state),
    origin,
    createdBy: createdBy.name,
    createdAt,
    updatedAt: at,
    ...(slug !== undefined && { slug }),
    ...(displayName !== undefined && { displayName }),
    ...(accountOwner !== undefined && accountOwner !== '' && { accountOwner }),
    ...(step !== undefined && { step }),
    ...(formStep !== undefined && { formStep }),
    ...(blocked && { message: blocked.message }),
  };
}

function firstOpenStep({ form }: Submission): FormStepState['step'] {
  return formStates(checkForm(form)).find(({ complete }) => !complete)?.step ?? 'review';
}

/** Whether somebody has to do with it: they began it, submitted it, or look after the customer. */
export function isOf(
  submission: Submission,
  caller: { readonly id: string; readonly name: string },
): boolean {
  const { createdBy, submittedBy } = submission;
  return (
    createdBy.id === caller.id ||
    submittedBy?.id === caller.id ||
    formText(submission, 'company', 'accountOwner') === caller.name
  );
}

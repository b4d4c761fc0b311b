import type { EventName } from '@tenantry/contracts/commercial/event';
import type { OnboardingForm, OnboardingOrder, SagaStep } from '@tenantry/contracts/commercial/onboarding';
import { SAGA_STEPS } from '@tenantry/contracts/commercial/onboarding';
import { ERASED, ERASED_EMAIL } from '../audit/forgotten.ts';
import { isoTime } from '../clock.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { Actor, DomainEvent } from '../storage/aggregates.ts';
import type { StepOutcome } from './ports.ts';
import type { Submission } from './submission.ts';

/** What a change of a submission comes to; nothing when it would change nothing. */
export type Decision =
  | {
      readonly state: Submission;
      readonly action: string;
      readonly reason?: string | undefined;
      readonly events?: readonly DomainEvent[];
    }
  | undefined;
export type Decide = (submission: Submission, now: number) => Decision;

/** Each step of the form that is given takes the place of what was saved of it. */
export function save(form: OnboardingForm, ifMatch: string | undefined): Decide {
  return submission => {
    demandDraft(submission);
    requireMatch(ifMatch, submission.formVersion);
    const next = { ...submission.form, ...form };
    if (JSON.stringify(next) === JSON.stringify(submission.form)) return undefined;
    return {
      state: { ...submission, form: next, formVersion: submission.formVersion + 1 },
      action: 'onboarding.save',
    };
  };
}

/** Of a submission that was submitted from the same version already, nothing is left to decide. */
export function submit(order: OnboardingOrder, formVersion: number, actor: Actor): Decide {
  return (submission, now) => {
    if (submission.submittedAt !== undefined && submission.formVersion === formVersion) return undefined;
    demandDraft(submission);
    if (submission.formVersion !== formVersion)
      throw new Problem('precondition_failed', 'the form was changed meanwhile');
    return {
      state: {
        ...submission,
        phase: 'submitted',
        order,
        submittedAt: isoTime(now),
        submittedBy: { id: actor.id, name: actor.name },
      },
      action: 'onboarding.submit',
      events: [event('onboarding.submitted', submission, { slug: order.company.slug })],
    };
  };
}

export function cancel(reason: string | undefined): Decide {
  return submission => {
    if (submission.phase === 'cancelled') return undefined;
    if (submission.phase !== 'draft') {
      throw new Problem('conflict', 'it was submitted: what it made is ended by deleting the tenant', {
        reason: 'submitted_already',
      });
    }
    return { state: { ...submission, phase: 'cancelled' }, action: 'onboarding.cancel', reason };
  };
}

/** What it was to make is gone again, so that nothing is left to do. */
export const abandon: Decide = submission => {
  if (submission.phase !== 'submitted') return undefined;
  const { blocked: _, ...rest } = submission;
  return {
    state: { ...rest, phase: 'cancelled' },
    action: 'onboarding.abandon',
    reason: 'its tenant was deleted',
    events: [event('onboarding.abandoned', submission, {})],
  };
};

/** Back to the form, for another tenant: the one that was refused stays refused. */
export function reopen(tenantId: string, subscriptionId: string): Decide {
  return submission => {
    if (submission.phase === 'draft') return undefined;
    if (submission.phase !== 'submitted' || submission.blocked?.final !== true) {
      throw new Problem(
        'conflict',
        'only a submission whose tenant could not be registered is opened again',
        { reason: 'cannot_reopen' },
      );
    }
    const { order: _o, submittedAt: _at, submittedBy: _by, blocked: _b, ...rest } = submission;
    return {
      state: { ...rest, phase: 'draft', tenantId, subscriptionId, formVersion: submission.formVersion + 1 },
      action: 'onboarding.reopen',
    };
  };
}

/**
 * Notes what a step came to, if that is news. `tenantId` is the one the step was carried out for: a submission that
 * was opened again meanwhile has another.
 */
export function settle(step: SagaStep, outcome: StepOutcome, tenantId: string): Decide {
  return (submission, now) => {
    const { blocked, ...rest } = submission;
    if (submission.phase !== 'submitted' || submission.tenantId !== tenantId) return undefined;
    if (submission.done[step] !== undefined) return undefined;
    if (outcome.is === 'waiting') {
      return blocked && { state: rest, action: `onboarding.unblock_${step}` };
    }
    if (outcome.is === 'blocked') {
      const { code, message, final = false } = outcome;
      const next = { step, code, message, final };
      if (JSON.stringify(blocked) === JSON.stringify(next)) return undefined;
      return {
        state: { ...submission, blocked: next },
        action: `onboarding.block_${step}`,
        reason: message,
        events: [event('onboarding.blocked', submission, { step, code })],
      };
    }
    const at = isoTime(now);
    const done = { ...submission.done, [step]: at };
    const complete = SAGA_STEPS.every(name => done[name] !== undefined);
    return {
      state: { ...rest, done, ...(complete && { phase: 'completed' as const, completedAt: at }) },
      action: `onboarding.finish_${step}`,
      events: [event(complete ? 'onboarding.completed' : 'onboarding.step_done', submission, { step })],
    };
  };
}

/** In the place of a form's contacts: it stays one that was complete. */
const NOBODY = { contacts: [{ name: ERASED, email: ERASED_EMAIL }] };

/**
 * Who is named in a form that nobody can save any more; of a draft, nothing. One that was submitted is needed as it is
 * until its tenant is registered, which has the contacts from there on.
 */
export function forgetPeople(reason: string): Decide {
  return submission => {
    const { phase, done, form, order, createdBy, submittedBy, formVersion } = submission;
    if (phase === 'draft' || (phase === 'submitted' && done.tenant === undefined)) return undefined;
    const left: Submission = {
      ...submission,
      form: {
        ...form,
        ...(form.company && { company: ownerless(form.company) }),
        ...(form.contacts && { contacts: NOBODY }),
      },
      ...(order && { order: { ...order, company: ownerless(order.company), contacts: NOBODY } }),
      createdBy: { ...createdBy, name: ERASED },
      ...(submittedBy && { submittedBy: { ...submittedBy, name: ERASED } }),
    };
    if (JSON.stringify(left) === JSON.stringify(submission)) return undefined;
    return {
      state: { ...left, formVersion: formVersion + 1 },
      action: 'onboarding.forget_people',
      reason,
    };
  };
}

function ownerless<T extends { readonly accountOwner?: unknown }>(company: T): Omit<T, 'accountOwner'> {
  const { accountOwner: _, ...rest } = company;
  return rest;
}

function demandDraft({ phase }: Submission): void {
  if (phase !== 'draft')
    throw new Problem('conflict', `it is ${phase}, and its form is closed`, { reason: 'form_closed' });
}

function event(type: EventName, submission: Submission, data: Readonly<Record<string, string>>): DomainEvent {
  const { submissionId, tenantId } = submission;
  return { type, data: { submissionId, tenantId, ...data } };
}

import {
  type FormStep,
  onboardingFormSchema,
  onboardingOrderSchema,
  SAGA_STEPS,
  type SagaStep,
  type SubmissionStatus,
} from '@tenantry/contracts/commercial/onboarding';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import type { Collection } from '../storage/documents.ts';
import { headsSpec } from '../storage/heads.ts';

const actorSchema = z.object({ id: z.string(), name: z.string() });

/**
 * A customer on the way in.
 *
 *   draft ──submit──▶ submitted ──tenant, subscription, sign-up, workload, readiness, first usage──▶ completed
 *     │  ▲                │
 *     │  └───reopen───────┘ only while the tenant was refused for ever (its slug is another's)
 *     └──cancel──▶ cancelled
 */
export const submissionStateSchema = z.object({
  submissionId: z.string(),
  /** Of the tenant to be: given before anything is made, so that whoever resumes makes the same one. */
  tenantId: z.string(),
  subscriptionId: z.string(),
  phase: z.enum(['draft', 'submitted', 'completed', 'cancelled']),
  origin: z.enum(['form', 'import']),
  form: onboardingFormSchema,
  formVersion: z.int().min(1),
  /** The form as it was submitted, complete. */
  order: onboardingOrderSchema.optional(),
  /** Steps that are done, and when. */
  done: z.partialRecord(z.enum(SAGA_STEPS), z.string()),
  blocked: z
    .object({ step: z.enum(SAGA_STEPS), code: z.string(), message: z.string(), final: z.boolean() })
    .optional(),
  createdAt: z.string(),
  createdBy: actorSchema,
  submittedAt: z.string().optional(),
  submittedBy: actorSchema.optional(),
  completedAt: z.string().optional(),
});
export type Submission = z.infer<typeof submissionStateSchema>;

export const submissionAggregate: AggregateSpec<Submission> = {
  kind: 'onboarding',
  state: submissionStateSchema,
};

const fieldsSchema = z.object({ status: z.string(), createdAt: z.string() });
type Fields = z.infer<typeof fieldsSchema>;

export const submissionHeadsSpec = headsSpec<Submission, Fields, 'created' | 'status'>(
  submissionAggregate,
  fieldsSchema,
  { created: ['createdAt'], status: ['status', 'createdAt'] },
);
export type SubmissionHead = ReturnType<typeof submissionHeadsSpec.parse>;
export type SubmissionHeads = Collection<SubmissionHead, 'created' | 'status'>;

export function headFieldsOf(submission: Submission): Fields {
  return { status: statusOf(submission), createdAt: submission.createdAt };
}

export function statusOf(submission: Submission): SubmissionStatus {
  if (submission.phase !== 'submitted') return submission.phase;
  if (submission.blocked) return 'needs_attention';
  return submission.done.readiness === undefined ? 'submitted' : 'live';
}

/** The step that the machine is at; undefined when there is none left, or none yet. */
export function currentStep({ phase, done }: Submission): SagaStep | undefined {
  return phase === 'submitted' ? SAGA_STEPS.find(step => done[step] === undefined) : undefined;
}

/** What stands in a field of the form, for lists; the form may hold anything. */
export function formText(submission: Submission, step: FormStep, field: string): string | undefined {
  const value: unknown = Reflect.get(Object(submission.form[step]), field);
  return typeof value === 'string' ? value : undefined;
}

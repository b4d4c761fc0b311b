import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { fieldFaultSchema } from '../api/problem.ts';
import { currencySchema } from './money.ts';
import { zoneSchema } from './period.ts';
import { intervalSchema, planIdSchema, planVersionNumberSchema } from './plan.ts';
import {
  contactSchema,
  contractValueSchema,
  labelSchema,
  plainText,
  quotaOverridesSchema,
  signedUpAtSchema,
  slugSchema,
  tenantDetailsShape,
  tenantIdSchema,
  timeSchema,
} from './tenant.ts';

/** How a customer comes on board: a form that is filled in step by step, and then steps that the machine takes. */

export const FORM_STEPS = ['company', 'contacts', 'plan', 'placement'] as const;
export const formStepSchema = z.enum(FORM_STEPS).meta({ id: 'OnboardingFormStep' });
export type FormStep = z.infer<typeof formStepSchema>;

/** What each step of the form must be before it can be submitted. */
export const companyStepSchema = z
  .strictObject({
    slug: slugSchema,
    displayName: tenantDetailsShape.displayName,
    accountOwner: tenantDetailsShape.accountOwner,
    renewalDate: tenantDetailsShape.renewalDate,
    contractValue: contractValueSchema.optional(),
    crmId: tenantDetailsShape.crmId,
    tags: tenantDetailsShape.tags.default([]),
    signedUpAt: signedUpAtSchema.optional(),
  })
  .meta({ id: 'OnboardingCompany' });

export const contactsStepSchema = z
  .strictObject({ contacts: z.array(contactSchema).min(1, 'one contact at least').max(20) })
  .meta({ id: 'OnboardingContacts' });

export const planStepSchema = z
  .strictObject({
    planId: planIdSchema.optional().meta({ description: 'The default plan of the settings, when left out' }),
    version: planVersionNumberSchema
      .optional()
      .meta({ description: 'The newest that is published, when left out' }),
    interval: intervalSchema.optional(),
    currency: currencySchema.optional(),
    zone: zoneSchema.optional(),
  })
  .meta({ id: 'OnboardingPlan' });

export const placementStepSchema = z
  .strictObject({
    cluster: labelSchema('One of /v1/clusters; the first of them when left out').optional(),
    region: labelSchema('A region: its first cluster, when no cluster is named').optional(),
    quota: quotaOverridesSchema.default({}),
  })
  .meta({ id: 'OnboardingPlacement' });

export const onboardingOrderSchema = z.object({
  company: companyStepSchema,
  contacts: contactsStepSchema,
  plan: planStepSchema.required({ planId: true }),
  placement: placementStepSchema,
});
/** A form that is complete. */
export type OnboardingOrder = z.output<typeof onboardingOrderSchema>;

// A draft takes what is not right yet, and says what is wrong with it; only its size is bounded.
const word = z.string().max(256).nullable();
const draftContact = z.strictObject({ name: word, email: word, role: word, phone: word }).partial();

const draftSteps = {
  company: z
    .strictObject({
      slug: word,
      displayName: word,
      accountOwner: word,
      renewalDate: word,
      contractValue: z.strictObject({ amountMinor: word, currency: word }).partial().nullable(),
      crmId: word,
      tags: z.array(z.string().max(256)).max(100).nullable(),
      signedUpAt: word,
    })
    .partial(),
  contacts: z.strictObject({ contacts: z.array(draftContact).max(50).nullable() }).partial(),
  plan: z
    .strictObject({ planId: word, version: z.int().nullable(), interval: word, currency: word, zone: word })
    .partial(),
  placement: z
    .strictObject({
      cluster: word,
      region: word,
      quota: z
        .record(z.string().max(256), z.string().max(256))
        .refine(quota => Object.keys(quota).length <= 100, { error: 'at most 100 keys' })
        .nullable(),
    })
    .partial(),
};

export const onboardingFormSchema = z.strictObject(draftSteps).partial().meta({
  id: 'OnboardingForm',
  description:
    'What is filled in so far, right or not; a step that is given takes the place of what was saved',
});
export type OnboardingForm = z.infer<typeof onboardingFormSchema>;

export const SAGA_STEPS = [
  'tenant',
  'subscription',
  'signup',
  'workload',
  'readiness',
  'firstUsage',
] as const;
export type SagaStep = (typeof SAGA_STEPS)[number];

export const SUBMISSION_STATUSES = [
  'draft',
  'submitted',
  'needs_attention',
  'live',
  'completed',
  'cancelled',
] as const;
export const submissionStatusSchema = z.enum(SUBMISSION_STATUSES).meta({
  id: 'OnboardingStatus',
  description:
    'submitted: the machine is at work; needs_attention: it cannot go on before a person does something; live: the tenant serves; completed: it was used, too',
});
export type SubmissionStatus = z.infer<typeof submissionStatusSchema>;

const formStepStateSchema = z
  .strictObject({
    step: z.enum([...FORM_STEPS, 'review']),
    complete: z.boolean(),
    faults: z.array(fieldFaultSchema),
  })
  .meta({ id: 'OnboardingFormStepState' });
export type FormStepState = z.infer<typeof formStepStateSchema>;

export const sagaStepStateSchema = z
  .strictObject({
    step: z.enum(SAGA_STEPS),
    state: z.enum(['pending', 'waiting', 'failing', 'blocked', 'done']).meta({
      description: 'failing: tried again by itself; blocked: a person is needed, and it is tried again, too',
    }),
    doneAt: timeSchema('When it was done').optional(),
    message: z.string().optional().meta({ description: 'What it waits for, or what went wrong' }),
    code: z.string().optional().meta({ description: 'Of what went wrong; stable' }),
    attempts: z.int().optional().meta({ description: 'How often in a row it did not come to its end' }),
    nextAttemptAt: timeSchema('When it is tried again').optional(),
  })
  .meta({ id: 'OnboardingStepState', description: 'Where one step of the machine stands' });
export type SagaStepState = z.infer<typeof sagaStepStateSchema>;

export const submissionSchema = z
  .strictObject({
    submissionId: z.uuidv7(),
    tenantId: tenantIdSchema.meta({ description: 'The id that the tenant has or will have' }),
    status: submissionStatusSchema,
    origin: z.enum(['form', 'import']),
    form: onboardingFormSchema,
    formSteps: z.array(formStepStateSchema),
    steps: z.array(sagaStepStateSchema),
    version: z.int().meta({ description: 'Of the form; in the ETag as "v<version>"' }),
    createdAt: timeSchema('When it was begun'),
    submittedAt: timeSchema('When it was submitted').optional(),
    completedAt: timeSchema('When its last step was done').optional(),
  })
  .meta({ id: 'OnboardingSubmission' });
export type SubmissionBody = z.infer<typeof submissionSchema>;

export const submissionSummarySchema = z
  .strictObject({
    submissionId: z.uuidv7(),
    tenantId: tenantIdSchema,
    status: submissionStatusSchema,
    slug: z.string().optional(),
    displayName: z.string().optional(),
    step: z.enum(SAGA_STEPS).optional().meta({ description: 'The step that it is at' }),
    message: z.string().optional().meta({ description: 'Why it needs attention' }),
    formStep: z
      .enum([...FORM_STEPS, 'review'])
      .optional()
      .meta({ description: 'Of a draft: the first step of its form that is not complete' }),
    origin: z.enum(['form', 'import']),
    createdBy: z.string().meta({ description: 'Who began it' }),
    accountOwner: z.string().optional().meta({ description: 'Who looks after the customer' }),
    createdAt: timeSchema('When it was begun'),
    updatedAt: timeSchema('When it last changed'),
  })
  .meta({ id: 'OnboardingSubmissionSummary' });

export const submissionPageSchema = z
  .strictObject({ items: z.array(submissionSummarySchema), next: nextSchema })
  .meta({ id: 'OnboardingSubmissionPage' });

export const submissionListQuerySchema = z.strictObject({
  status: submissionStatusSchema.optional(),
  mine: z.enum(['true', 'false']).optional().meta({
    description:
      'true: those that the caller began, submitted or is named in as account owner; a page may then hold fewer than there are',
  }),
  ...pageQuery,
});

export const validationSchema = z
  .strictObject({ formSteps: z.array(formStepStateSchema) })
  .meta({ id: 'OnboardingValidation' });

const importRowSchema = z
  .strictObject({
    line: z.int().meta({ description: 'Line of the file that it begins on; the header is line 1' }),
    slug: z.string(),
    displayName: z.string(),
    planId: z.string().optional(),
    faults: z.array(fieldFaultSchema).meta({ description: 'field names the column' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRowPreview = z.infer<typeof importRowSchema>;

export const importPreviewSchema = z
  .strictObject({
    rows: z.array(importRowSchema),
    good: z.int().meta({ description: 'Rows that can be applied' }),
    faulty: z.int(),
  })
  .meta({ id: 'ImportPreview', description: 'What an import would do; nothing is stored' });

export const importQuerySchema = z.strictObject({
  faulty: z
    .enum(['refuse', 'skip'])
    .default('refuse')
    .meta({ description: 'refuse: one faulty row refuses the file; skip: the good rows are applied' }),
});

export const importSchema = z
  .strictObject({
    importId: z.uuidv7(),
    at: timeSchema('When it was applied'),
    by: z.string(),
    total: z.int(),
    begun: z.int().meta({ description: 'Rows whose submission exists' }),
    statuses: z.record(z.string(), z.int()).meta({ description: 'How many submissions have which status' }),
  })
  .meta({ id: 'Import', description: 'An import and where its rows stand' });

export const importRowsPageSchema = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          line: z.int(),
          slug: z.string(),
          submissionId: z.uuidv7(),
          tenantId: tenantIdSchema,
          status: submissionStatusSchema.optional(),
          message: z.string().optional(),
        })
        .meta({ id: 'ImportedRow' }),
    ),
    next: nextSchema,
  })
  .meta({ id: 'ImportRowPage' });

export const cancelSubmissionSchema = z
  .strictObject({ reason: plainText(1024, 'Why', 'lines').optional() })
  .meta({ id: 'CancelOnboarding' });

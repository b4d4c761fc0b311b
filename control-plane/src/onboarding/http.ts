import {
  cancelSubmissionSchema,
  onboardingFormSchema,
  type SubmissionBody,
  submissionListQuerySchema,
  submissionPageSchema,
  submissionSchema,
  validationSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { type Answer, defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import { whoOf } from '../tenants/who.ts';
import { isOf, toSubmission, toSummary } from './convert.ts';
import { listSubmissions } from './list-submissions.ts';
import type { Saga } from './saga.ts';
import type { Submission } from './submission.ts';
import type { Submissions } from './submissions.ts';

const params = z.strictObject({ submissionId: z.uuidv7() });
const ROOT = '/v1/onboarding/submissions';

export function onboardingRoutes(submissions: Submissions, saga: Saga): Route[] {
  const answer = async ({ state }: Versioned<Submission>, status = 200): Promise<Answer<SubmissionBody>> => ({
    status,
    body: toSubmission(state, await saga.workOf(state.submissionId)),
    headers: { etag: etagOf(state.formVersion) },
  });
  return [
    defineRoute({
      method: 'get',
      path: ROOT,
      operation: 'listSubmissions',
      tag: 'onboarding',
      summary: 'Submissions and where they stand, the newest first',
      query: submissionListQuerySchema,
      responses: { 200: submissionPageSchema },
      handle: async ({ query: { status, mine, limit, cursor }, principal }) => {
        const own = mine === 'true';
        const list = ['submissions', status ?? '', own ? principal.id : ''];
        const { items, next } = await listSubmissions(submissions.heads, {
          status,
          limit,
          after: cursor === undefined ? undefined : decodeCursor(list, cursor),
          takes: own ? ({ state }) => isOf(state, principal) : undefined,
        });
        return {
          status: 200,
          body: { items: items.map(toSummary), ...(next && { next: encodeCursor(list, next) }) },
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: ROOT,
      operation: 'createSubmission',
      tag: 'onboarding',
      summary: 'Begin to onboard a customer',
      description:
        'A draft, empty or filled in as far as is known. It can be saved, left and taken up again.',
      body: onboardingFormSchema,
      responses: { 201: submissionSchema },
      idempotent: true,
      handle: async call => {
        const made = await answer(await submissions.create(call.newId, call.body, whoOf(call)), 201);
        return { ...made, headers: { ...made.headers, location: `${ROOT}/${call.newId}` } };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{submissionId}`,
      operation: 'getSubmission',
      tag: 'onboarding',
      summary: 'A submission: its form, and where each step stands',
      params,
      responses: { 200: submissionSchema },
      handle: async call => answer(await submissions.load(call.params.submissionId)),
    }),
    defineRoute({
      method: 'patch',
      path: `${ROOT}/{submissionId}`,
      operation: 'saveSubmission',
      tag: 'onboarding',
      summary: 'Save steps of the form, right or not yet',
      params,
      body: onboardingFormSchema,
      responses: { 200: submissionSchema },
      precondition: 'required',
      handle: async call =>
        answer(await submissions.save(call.params.submissionId, call.body, call.ifMatch, whoOf(call))),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{submissionId}/validation`,
      operation: 'validateSubmission',
      tag: 'onboarding',
      summary: 'What is still wrong with the form, step by step',
      description:
        'Looks also at what the form cannot know: whether slug, plan, cluster and region can be had now.',
      params,
      responses: { 200: validationSchema },
      handle: async call => {
        const { state } = await submissions.load(call.params.submissionId);
        return { status: 200, body: { formSteps: await submissions.check(state) } };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{submissionId}/submit`,
      operation: 'submitSubmission',
      tag: 'onboarding',
      summary: 'Submit the version that was reviewed, once',
      description: 'If-Match names the version. Submitted again, it answers what was submitted.',
      params,
      responses: { 200: submissionSchema },
      precondition: 'required',
      handle: async call =>
        answer(await submissions.submit(call.params.submissionId, call.ifMatch, whoOf(call))),
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{submissionId}/cancel`,
      operation: 'cancelSubmission',
      tag: 'onboarding',
      summary: 'Give a draft up',
      params,
      body: cancelSubmissionSchema,
      responses: { 200: submissionSchema },
      handle: async call =>
        answer(await submissions.cancel(call.params.submissionId, call.body.reason, whoOf(call))),
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{submissionId}/reopen`,
      operation: 'reopenSubmission',
      tag: 'onboarding',
      summary: 'Open the form again, when another tenant had the slug first',
      params,
      responses: { 200: submissionSchema },
      handle: async call => answer(await submissions.reopen(call.params.submissionId, whoOf(call))),
    }),
  ];
}

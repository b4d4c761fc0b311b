import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  FORM_STEPS,
  type FormStep,
  type FormStepState,
  type OnboardingForm,
  type OnboardingOrder,
} from '@tenantry/contracts/commercial/onboarding';
import { v7 as uuidv7 } from 'uuid';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Aggregates, Versioned } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import { placeFor } from '../tenants/clusters.ts';
import type { Subscriptions } from '../tenants/plan-port.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import type { Who } from '../tenants/who.ts';
import { cancel, type Decide, forgetPeople, reopen, save, submit } from './decisions.ts';
import { checkForm, formStates, orderOf, signUpFaults } from './form.ts';
import {
  headFieldsOf,
  type Submission,
  type SubmissionHeads,
  submissionAggregate,
  submissionHeadsSpec,
} from './submission.ts';

const ATTEMPTS = 8;

export interface SubmissionIds {
  readonly submissionId: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
}

/** The plan of those who chose none. */
export type DefaultPlan = () => Promise<string>;

export interface SubmissionParts {
  readonly tenants: TenantService;
  readonly subscriptions: Subscriptions;
  readonly defaultPlan: DefaultPlan;
}

/** Forms that are filled in, saved, checked and submitted. What follows from it is the saga's. */
export class Submissions {
  readonly #context: Context;
  readonly #submissions: Aggregates<Submission>;
  readonly #tenants: TenantService;
  readonly #subscriptions: Subscriptions;
  readonly #defaultPlan: DefaultPlan;
  readonly heads: SubmissionHeads;

  private constructor(
    context: Context,
    heads: SubmissionHeads,
    { tenants, subscriptions, defaultPlan }: SubmissionParts,
  ) {
    this.#defaultPlan = defaultPlan;
    this.#context = context;
    this.#submissions = context.aggregates(submissionAggregate);
    this.#tenants = tenants;
    this.#subscriptions = subscriptions;
    this.heads = heads;
  }

  static async open(context: Context, parts: SubmissionParts): Promise<Submissions> {
    const heads = await context.store.collection(submissionHeadsSpec);
    context.addProjection(headProjection(context.changes, submissionAggregate, heads, headFieldsOf));
    return new Submissions(context, heads, parts);
  }

  /** @throws Problem not_found */
  async load(submissionId: string): Promise<Versioned<Submission>> {
    const found = await this.#submissions.load(submissionId);
    if (found === undefined) throw notFound('such submission');
    return found;
  }

  /** With an id that exists it answers that submission. */
  async create(submissionId: string, form: OnboardingForm, who: Who): Promise<Versioned<Submission>> {
    const ids = { submissionId, tenantId: uuidv7(), subscriptionId: uuidv7() };
    return this.#insert({ ...this.#begin(ids, who), form }, 'onboarding.begin', who);
  }

  /** A row of an import: submitted from its beginning. Again with the same ids it changes nothing. */
  async createSubmitted(
    ids: SubmissionIds,
    form: OnboardingForm,
    order: OnboardingOrder,
    at: string,
    who: Who,
  ): Promise<Versioned<Submission>> {
    const submission: Submission = {
      ...this.#begin(ids, who),
      form,
      origin: 'import',
      phase: 'submitted',
      order,
      createdAt: at,
      submittedAt: at,
      submittedBy: { ...who.actor },
    };
    return this.#insert(submission, 'onboarding.import', who);
  }

  save(
    submissionId: string,
    form: OnboardingForm,
    ifMatch: string | undefined,
    who: Who,
  ): Promise<Versioned<Submission>> {
    return this.change(submissionId, save(form, ifMatch), who);
  }

  /**
   * Submits what was reviewed: the version that If-Match names, or nothing. Once; again it answers what was submitted.
   * @throws Problem precondition_failed; invalid_state with what is wrong with the form
   */
  async submit(submissionId: string, ifMatch: string | undefined, who: Who): Promise<Versioned<Submission>> {
    const current = await this.load(submissionId);
    const { form, formVersion, submittedAt } = current.state;
    requireMatch(ifMatch, formVersion);
    if (submittedAt !== undefined) return current;
    const defaultPlanId = await this.#defaultPlan();
    const faults = Object.values(await this.#faultsOf(current.state, defaultPlanId)).flat();
    if (faults.length > 0) {
      throw new Problem('invalid_state', 'the form is not complete', {
        reason: 'form_incomplete',
        errors: faults.slice(0, 50),
      });
    }
    const order = orderOf(form, defaultPlanId);
    return this.change(submissionId, submit(order, formVersion, who.actor), who);
  }

  cancel(submissionId: string, reason: string | undefined, who: Who): Promise<Versioned<Submission>> {
    return this.change(submissionId, cancel(reason), who);
  }

  reopen(submissionId: string, who: Who): Promise<Versioned<Submission>> {
    return this.change(submissionId, reopen(uuidv7(), uuidv7()), who);
  }

  /** Ids of those that made a tenant, or are about to; by its whole history, for what is asked rarely. */
  async ofTenant(tenantId: string): Promise<readonly string[]> {
    const ids = new Set<string>();
    for await (const change of scanAll(this.#context.changes, { index: 'tenant', equals: [tenantId] })) {
      if (change.kind === submissionAggregate.kind) ids.add(change.aggregateId);
    }
    const found = await Promise.all([...ids].map(id => this.load(id)));
    // One that was opened again makes another.
    return found.filter(({ state }) => state.tenantId === tenantId).map(({ state }) => state.submissionId);
  }

  /** Forgets who is named in a form that is closed; nothing where there is no such form, or it is open. */
  async forgetPeople(submissionId: string, reason: string, who: Who): Promise<void> {
    if ((await this.#submissions.load(submissionId)) === undefined) return;
    await this.change(submissionId, forgetPeople(reason), who);
  }

  /** Where the form stands, also by what it cannot know itself: whether slug, plan and place can be had now. */
  async check(submission: Submission): Promise<FormStepState[]> {
    return formStates(await this.#faultsOf(submission, await this.#defaultPlan()));
  }

  /** Loses a race, reads and decides again. @throws Problem not_found, conflict, and what the decision refuses */
  async change(submissionId: string, decide: Decide, who: Who): Promise<Versioned<Submission>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await this.load(submissionId);
      const decision = decide(current.state, this.#context.clock.now());
      if (decision === undefined) return current;
      const { state, action, reason, events = [] } = decision;
      const changed = await this.#submissions.change(submissionId, current, state, {
        ...who,
        tenantId: state.tenantId,
        action,
        events,
        ...(reason !== undefined && { reason }),
      });
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('others keep changing this submission: come again');
  }

  #begin(ids: SubmissionIds, { actor }: Who): Submission {
    return {
      ...ids,
      phase: 'draft',
      origin: 'form',
      form: {},
      formVersion: 1,
      done: {},
      createdAt: isoTime(this.#context.clock.now()),
      createdBy: { id: actor.id, name: actor.name },
    };
  }

  async #insert(submission: Submission, action: string, who: Who): Promise<Versioned<Submission>> {
    const { submissionId, tenantId } = submission;
    const made = await this.#submissions.create(submissionId, submission, { ...who, tenantId, action });
    return made === 'exists' ? this.load(submissionId) : made;
  }

  async #faultsOf(
    { form, tenantId }: Submission,
    defaultPlanId: string,
  ): Promise<Record<FormStep, FieldFault[]>> {
    const faults = checkForm(form);
    if (FORM_STEPS.some(step => step !== 'contacts' && faults[step].length > 0)) return faults;
    const anybody = { contacts: { contacts: [{ name: 'nobody', email: 'nobody@example.com' }] } };
    const order = orderOf({ ...form, ...anybody }, defaultPlanId);
    const [company, plan, placement] = await Promise.all([
      this.#slugFaults(order.company.slug, tenantId),
      faultsFrom('/plan/planId', () => this.#subscriptions.check(order.plan)),
      faultsFrom('/placement', async () => placeFor(this.#tenants.places, order.placement, '/placement')),
    ]);
    const later = signUpFaults(form, this.#context.clock.now());
    return { ...faults, company: [...company, ...later], plan, placement };
  }

  async #slugFaults(slug: string, tenantId: string): Promise<FieldFault[]> {
    if (await this.#tenants.isSlugFree(slug, tenantId)) return [];
    return [{ field: '/company/slug', code: 'slug_taken', message: `another tenant has the slug ${slug}` }];
  }
}

/** A refusal, as what is wrong with a field. */
export async function faultsFrom(field: string, check: () => Promise<unknown>): Promise<FieldFault[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return error.errors.length > 0
      ? error.errors.map(fault => ({ ...fault, field: fault.field.startsWith(field) ? fault.field : field }))
      : [{ field, code: error.code, message: error.message }];
  }
}

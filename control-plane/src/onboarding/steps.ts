import type { OnboardingOrder } from '@tenantry/contracts/commercial/onboarding';
import { conditionOf, messageOf } from '../cluster/readiness.ts';
import type { Workloads } from '../cluster/workloads.ts';
import { Problem } from '../http/problem.ts';
import { placeFor } from '../tenants/clusters.ts';
import type { Subscriptions } from '../tenants/plan-port.ts';
import type { Registration, TenantService } from '../tenants/tenant-service.ts';
import type { Who } from '../tenants/who.ts';
import type { StepOutcome, Steps, UsageRecorder } from './ports.ts';
import type { Submission } from './submission.ts';

export interface StepParts {
  readonly tenants: TenantService;
  readonly subscriptions: Subscriptions;
  readonly usage: UsageRecorder;
  readonly workloads: Workloads;
}

const DONE: StepOutcome = { is: 'done' };

/**
 * What the machine does for a submission. Each step looks at what there is before it does anything, may be done again
 * by anybody at any time, and makes what it makes under ids that the submission has from its beginning.
 */
export function stepsFor(submission: Submission, order: OnboardingOrder, parts: StepParts): Steps {
  const { tenants, subscriptions, usage, workloads } = parts;
  const { tenantId, subscriptionId, submissionId, submittedAt = submission.createdAt } = submission;
  const who: Who = {
    actor: submission.submittedBy ?? submission.createdBy,
    requestId: `onboarding-${submissionId}`,
  };
  return {
    tenant: () =>
      blockedBy(['already_exists'], 'final', async () => {
        await tenants.register(tenantId, registrationOf(submission, order, tenants), who);
        return DONE;
      }),
    subscription: () =>
      // A plan that somebody gave the tenant by hand, to help a submission on, is as good.
      blockedBy(['not_found', 'invalid_state', 'invalid_request', 'conflict'], 'mendable', async () => {
        if ((await subscriptions.planOf(tenantId)) !== undefined) return DONE;
        await subscriptions.subscribe(subscriptionId, { ...order.plan, tenantId }, who);
        return DONE;
      }),
    signup: async () => {
      // One that is imported was a customer before: its sign-up is on record if somebody knows when it was.
      const day = order.company.signedUpAt;
      const at = day === undefined ? submittedAt : `${day}T00:00:00.000Z`;
      if (submission.origin === 'form' || day !== undefined) {
        await usage.recordSignup({ tenantId, submissionId, at, origin: submission.origin });
      }
      return DONE;
    },
    workload: () => applied(workloads, tenantId),
    readiness: async () => {
      const observed = await workloads.observe(tenantId);
      if (observed && conditionOf(observed, 'Ready') === 'True') return DONE;
      // Somebody deleted it, or the cluster was restored from a time before it: it is applied again.
      if (observed === undefined) await workloads.wake(tenantId);
      return { is: 'waiting', message: messageOf(observed) };
    },
    firstUsage: async () =>
      (await usage.firstUsageAt(tenantId)) === undefined
        ? { is: 'waiting', message: 'nothing was used yet' }
        : DONE,
  };
}

async function applied(workloads: Workloads, tenantId: string): Promise<StepOutcome> {
  const outcome = await workloads.sync(tenantId);
  switch (outcome.is) {
    case 'applied':
      return DONE;
    case 'nothing_decided':
      return { is: 'waiting', message: 'the plan does not hold yet, or the tenant is being deleted' };
    case 'unavailable':
      throw new Error(outcome.message);
    case 'held':
      return { is: 'blocked', code: 'workload_held', message: outcome.message };
    case 'refused':
      return { is: 'blocked', code: outcome.code, message: outcome.message };
    case 'conflict': {
      const owners = outcome.fields.map(({ field, manager }) => `${field} is ${manager}'s`);
      return { is: 'blocked', code: 'field_owned_elsewhere', message: owners.join('; ') };
    }
  }
}

function registrationOf(
  submission: Submission,
  order: OnboardingOrder,
  tenants: TenantService,
): Registration {
  const { company, contacts, placement } = order;
  return {
    ...company,
    ...contacts,
    cluster: placeFor(tenants.places, placement, '/placement').name,
    quota: placement.quota,
    origin: submission.origin === 'import' ? 'import' : 'onboarding',
  };
}

/** A refusal that a person must deal with is no fault of the machine's. */
async function blockedBy(
  codes: readonly string[],
  kind: 'final' | 'mendable',
  run: () => Promise<StepOutcome>,
): Promise<StepOutcome> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message } = error;
    // A cluster may have gone from the configuration since the form was checked.
    if (!codes.includes(code) && code !== 'invalid_request') throw error;
    return {
      is: 'blocked',
      code: error.errors[0]?.code ?? code,
      message,
      final: kind === 'final' && codes.includes(code),
    };
  }
}

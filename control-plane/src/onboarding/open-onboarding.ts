import type { Workloads } from '../cluster/workloads.ts';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import type { Who } from '../tenants/who.ts';
import { onboardingRoutes } from './http.ts';
import { importRoutes } from './import-http.ts';
import { Imports } from './imports.ts';
import type { UsageRecorder } from './ports.ts';
import { Saga } from './saga.ts';
import { type DefaultPlan, Submissions } from './submissions.ts';

export interface Onboarding {
  readonly submissions: Submissions;
  readonly saga: Saga;
  readonly imports: Imports;
  /** Forgets who is named in a form that is closed; nothing where there is no such form, or it is open. */
  forgetPeople(submissionId: string, reason: string, who: Who): Promise<void>;
  readonly routes: readonly Route[];
}

export async function openOnboarding(
  context: Context,
  parts: {
    readonly tenants: Tenants;
    readonly workloads: Workloads;
    readonly usage: UsageRecorder;
    readonly defaultPlan: DefaultPlan;
  },
): Promise<Onboarding> {
  const { tenants, workloads, usage, defaultPlan } = parts;
  const { service, subscriptions } = tenants;
  const submissions = await Submissions.open(context, { tenants: service, subscriptions, defaultPlan });
  const saga = await Saga.open(context, submissions, { tenants: service, subscriptions, usage, workloads });
  const imports = await Imports.open(context, { submissions, tenants, defaultPlan });
  return {
    submissions,
    saga,
    imports,
    forgetPeople: async (submissionId, reason, who) => {
      await submissions.forgetPeople(submissionId, reason, who);
      await imports.forgetRows(submissionId);
    },
    routes: [...onboardingRoutes(submissions, saga), ...importRoutes(imports)],
  };
}

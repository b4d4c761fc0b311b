import type { Workloads } from '../cluster/workloads.ts';
import type { Context } from '../context.ts';
import type { EntitlementService } from '../entitlements/service.ts';
import type { Route } from '../http/route.ts';
import type { SubmissionHeads } from '../onboarding/submission.ts';
import type { PlanService } from '../plans/service.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import type { TenantSignal } from '../tenants/tenant-signal.ts';
import type { Usage } from '../usage/open-usage.ts';
import { Alerts } from './alerts.ts';
import { Evaluator } from './evaluator.ts';
import { alertRoutes } from './http.ts';
import { allowanceLook } from './looks/allowance.ts';
import { type HealthOf, healthLook } from './looks/health.ts';
import { onboardingLook, SubmissionsUnderWay } from './looks/onboarding.ts';
import { quotaLook } from './looks/quota.ts';
import { rateLook } from './looks/rate.ts';
import { renewalLook } from './looks/renewal.ts';
import { RuleBook } from './rule-book.ts';
import { alertRulesRoutes } from './rules-http.ts';
import { Sweep } from './sweep.ts';

const FOLLOW_EVERY = 2_000;
const FOLLOW_AT_ONCE = 50;
const SWEEP_EVERY = 1_000;
const INSTALLATION_EVERY = 10_000;
const SUBMISSIONS_EVERY = 15_000;

export interface AlertsParts {
  readonly tenants: Tenants;
  readonly plans: PlanService;
  readonly entitlements: Pick<EntitlementService, 'all'>;
  readonly usage: Pick<Usage, 'reader' | 'meters' | 'pending'>;
  readonly workloads: Pick<Workloads, 'observe' | 'provisionerOf'>;
  readonly submissions: SubmissionHeads;
  readonly signal: TenantSignal;
  /** Nobody scores tenants when left out. */
  readonly healthOf?: HealthOf | undefined;
}

export interface OpenAlerts {
  readonly alerts: Alerts;
  readonly rules: RuleBook;
  readonly evaluator: Evaluator;
  readonly routes: readonly Route[];
  /** Looks at everybody now: for tests and commands. */
  evaluateAll(): Promise<number>;
}

export async function openAlerts(context: Context, parts: AlertsParts): Promise<OpenAlerts> {
  const { tenants, plans, entitlements, usage, workloads, signal, healthOf } = parts;
  const { clock } = context;
  const alerts = await Alerts.open(context);
  const rules = new RuleBook(context);
  const submissions = new SubmissionsUnderWay(parts.submissions);
  const evaluator = new Evaluator(context, {
    alerts,
    rules,
    headOf: tenantId => tenants.roll.get(tenantId),
    ledgerLag: async () => (await usage.pending.backlog()).lagMs,
    looks: {
      allowance: allowanceLook(entitlements),
      rate: rateLook({ reader: usage.reader, meters: usage.meters, clock }),
      quota: quotaLook(workloads, clock),
      onboarding: onboardingLook(submissions, clock),
      renewal: renewalLook(clock),
      ...(healthOf && { health: healthLook(healthOf) }),
    },
  });
  // Also whoever has an alert and is neither any more: one that was refused its slug, and given up.
  const everybody = async () =>
    new Set([...tenantIds(tenants), ...submissions.tenants, ...(await alerts.tenantsWithActive())]);
  // What fails for one tenant keeps no other one from its turn.
  const look = async (tenantId: string): Promise<void> => {
    await evaluator.evaluate(tenantId).catch(error => {
      context.logger.warn({ err: error, tenantId }, 'the alerts of a tenant could not be looked at');
    });
  };
  const sweep = new Sweep(everybody, look, context.sweepPace);
  const hints = signal.follow();
  context.every('look at tenants that changed, for alerts', FOLLOW_EVERY, async () => {
    for (const tenantId of hints.take(FOLLOW_AT_ONCE)) await look(tenantId);
  });
  context.every('look at every tenant, for alerts', SWEEP_EVERY, () => sweep.step());
  context.every('look at the installation, for alerts', INSTALLATION_EVERY, () =>
    evaluator.evaluateInstallation(),
  );
  context.every('look for submissions that stand still', SUBMISSIONS_EVERY, async () => {
    for (const tenantId of await submissions.refresh()) hints.add(tenantId);
  });
  return {
    alerts,
    rules,
    evaluator,
    routes: [
      ...alertRoutes({ alerts, roll: tenants.roll, clock }),
      ...alertRulesRoutes({
        rules,
        hasPlan: async planId => (await plans.all()).some(version => version.planId === planId),
        planOf: async tenantId => {
          await tenants.service.load(tenantId);
          return (await tenants.service.planOf(tenantId))?.planId ?? null;
        },
      }),
    ],
    evaluateAll: async () => {
      await submissions.refresh();
      let count = await evaluator.evaluateInstallation();
      for (const tenantId of await everybody()) count += await evaluator.evaluate(tenantId);
      return count;
    },
  };
}

function* tenantIds({ roll }: Tenants): Generator<string> {
  for (const { id, phase } of roll.values()) if (phase !== 'refused') yield id;
}

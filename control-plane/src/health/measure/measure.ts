import type { HardFact, Measurements } from '@tenantry/contracts/commercial/health-factors';
import type { HealthSettings } from '@tenantry/contracts/commercial/health-settings';
import { DAY_MS, type HealthFacts } from '../facts.ts';
import { measureBilling, overdueFacts } from './billing.ts';
import { measureSentiment, measureSupport } from './entered.ts';
import { measureOnboarding } from './onboarding.ts';
import { measureQuotaPressure } from './quota-pressure.ts';
import { measureAdoption, measureUsageTrend } from './use.ts';
import { downFor, measureWorkload } from './workload.ts';

/** Every factor by what was read: no clock, no store. docs/reference/health.md has the formulas. */
export function measureAll(facts: HealthFacts, settings: HealthSettings): Measurements {
  return {
    adoption: measureAdoption(facts),
    usageTrend: measureUsageTrend(facts),
    quotaPressure: measureQuotaPressure(facts),
    onboarding: measureOnboarding(facts),
    workload: measureWorkload(facts),
    billing: measureBilling(facts),
    support: measureSupport(facts, settings),
    sentiment: measureSentiment(facts, settings),
  };
}

/** What no good score makes up for, the worst first. */
export function hardFactsOf(facts: HealthFacts, settings: HealthSettings): readonly HardFact[] {
  return [
    ...leavingFacts(facts),
    ...suspensionFacts(facts),
    ...downFor(facts, settings.downMinutes),
    ...incidentFacts(facts, settings),
    ...overdueFacts(facts, settings),
  ];
}

function leavingFacts({ tenant, now }: HealthFacts): readonly HardFact[] {
  const facts: HardFact[] = [];
  const { deletionAt, endsAt } = tenant;
  if (deletionAt !== undefined) {
    facts.push({
      code: 'deletion_scheduled',
      reason: `Its deletion is scheduled for ${deletionAt.slice(0, 10)}`,
      evidence: { at: deletionAt },
    });
  }
  if (endsAt !== undefined && Date.parse(endsAt) > now) {
    facts.push({
      code: 'subscription_ending',
      reason: `Its subscription ends on ${endsAt.slice(0, 10)}`,
      evidence: { at: endsAt },
    });
  }
  return facts;
}

function suspensionFacts({ tenant }: HealthFacts): readonly HardFact[] {
  const [first] = tenant.suspensions;
  if (first === undefined) return [];
  const { by, reason, since } = first;
  return [
    { code: 'suspended', reason: `It is suspended by ${by}: ${reason}`, since, evidence: { by, reason } },
  ];
}

function incidentFacts(
  { support, now }: HealthFacts,
  { supportDays }: Pick<HealthSettings, 'supportDays'>,
): readonly HardFact[] {
  if (support === undefined || support.criticalTickets === 0) return [];
  if (now - Date.parse(support.at) > supportDays * DAY_MS) return [];
  const { criticalTickets, at } = support;
  return [
    {
      code: 'critical_incident',
      reason: `${criticalTickets} critical tickets are open`,
      since: at,
      evidence: { criticalTickets },
    },
  ];
}

/** Whole days that it has been a customer. */
export function ageInDays({ tenant, now }: HealthFacts): number {
  return Math.max(0, Math.floor((now - tenant.since) / DAY_MS));
}

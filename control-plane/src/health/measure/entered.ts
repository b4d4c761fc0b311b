import { type Measurement, measuredAs, missingBecause } from '@tenantry/contracts/commercial/health-factors';
import type { HealthSettings } from '@tenantry/contracts/commercial/health-settings';
import { DAY_MS, type HealthFacts } from '../facts.ts';

const A_TICKET = 8;
const MOST_OF_TICKETS = 50;
const CRITICAL = 50;
const OF_TICKETS = 0.6;
const MANY = 3;

/** Open tickets, and how content people were with the answers where that is known. */
export function measureSupport(
  { support, now }: HealthFacts,
  { supportDays }: Pick<HealthSettings, 'supportDays'>,
): Measurement {
  if (support === undefined) return missingBecause('not_entered');
  const { openTickets, criticalTickets, satisfactionPercent, at } = support;
  if (now - Date.parse(at) > supportDays * DAY_MS) return missingBecause('outdated', { at });
  const others = openTickets - criticalTickets;
  const byTickets = 100 - Math.min(MOST_OF_TICKETS, A_TICKET * others) - (criticalTickets > 0 ? CRITICAL : 0);
  const value =
    satisfactionPercent === undefined
      ? byTickets
      : OF_TICKETS * byTickets + (1 - OF_TICKETS) * satisfactionPercent;
  const evidence = {
    openTickets,
    criticalTickets,
    ...(satisfactionPercent !== undefined && { satisfactionPercent }),
    at,
  };
  const code = criticalTickets > 0 ? 'critical_ticket' : openTickets > MANY ? 'many_tickets' : 'few_tickets';
  const reason = `${openTickets} open, ${criticalTickets} of them critical`;
  return measuredAs(code, value, evidence, openTickets === 0 ? undefined : reason);
}

/** 1 is 0, 5 is 100. */
export function measureSentiment(
  { sentiment, now }: HealthFacts,
  { sentimentDays }: Pick<HealthSettings, 'sentimentDays'>,
): Measurement {
  if (sentiment === undefined) return missingBecause('not_entered');
  const { rating, at, source } = sentiment;
  if (now - Date.parse(at) > sentimentDays * DAY_MS) return missingBecause('outdated', { at });
  const code = rating >= 4 ? 'content' : rating === 3 ? 'neutral' : 'discontent';
  return measuredAs(code, (rating - 1) * 25, { rating, at, source }, `${rating} of 5`);
}

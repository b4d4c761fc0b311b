import type { healthHistorySchema } from '@tenantry/contracts/commercial/health-api';
import type { z } from 'zod';
import type { Aggregates } from '../storage/aggregates.ts';
import { toPoint } from './convert.ts';
import { DAY_MS } from './facts.ts';
import type { HealthDays } from './health-days.ts';
import type { HealthStateRecord } from './health-state.ts';

const MOST_TRANSITIONS = 500;

/** The days and the changes of state of some days, both included. */
export async function historyOf(
  parts: { readonly days: HealthDays; readonly states: Aggregates<HealthStateRecord> },
  tenantId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<z.input<typeof healthHistorySchema>> {
  const end = new Date(Date.parse(to) + DAY_MS).toISOString();
  const points = (await parts.days.between(tenantId, from, to)).map(toPoint);
  const transitions: z.input<typeof healthHistorySchema>['transitions'] = [];
  for (let after = 0, more = true; more && transitions.length < MOST_TRANSITIONS; ) {
    const page = await parts.states.history(tenantId, after, 200);
    for (const { at, before, after: now } of page) {
      if (at < from || at >= end || before?.state === now.state) continue;
      const { state, cause, score, coverage, because, code = null } = now;
      const change = { from: before?.state ?? null, to: state, cause };
      transitions.push({ at, ...change, score, coverage, because, code });
    }
    after = page.at(-1)?.version ?? after;
    more = page.length === 200;
  }
  return { points, transitions: transitions.slice(0, MOST_TRANSITIONS) };
}

import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { newPlanChangeSchema, PREVIEWED } from '@tenantry/contracts/commercial/plan-change';
import { expect, test } from 'vitest';
import { FakeClock } from '../../app.test-support.ts';
import { begin } from '../decide.ts';
import { headFieldsOf } from '../subscription.ts';
import { PreviewReport } from './preview-report.ts';

const MANY = PREVIEWED + 30;
const ORDER = newPlanChangeSchema.parse({
  from: { planId: 'team', version: 1 },
  to: { planId: 'team', version: 2 },
  when: 'now',
  reason: 'version 2 takes its place',
});

function headOf(tenantId: string) {
  const state = begin({
    tenantId,
    plan: { planId: 'team', version: 1, interval: 'month', addOns: [] },
    startsAt: '2026-03-01T00:00:00.000Z',
    zone: 'UTC',
    currency: 'EUR',
    trialDays: 0,
    origin: 'x',
    now: '2026-03-01T00:00:00.000Z',
  });
  return { id: tenantId, version: 1, at: state.startsAt, state, ...headFieldsOf(state) };
}

function reportOf(looked: string[], most: { now: number; atOnce: number }) {
  return new PreviewReport({
    clock: new FakeClock(),
    factsOf: () => undefined,
    plans: { specOf: async () => aPlanSpec() },
    candidates: {
      holders: async function* () {
        for (let n = 0; n < MANY; n++) yield headOf(String(n).padStart(4, '0'));
      },
    },
    changes: {
      findings: async tenantId => {
        looked.push(tenantId);
        most.atOnce = Math.max(most.atOnce, ++most.now);
        await new Promise(resolve => setImmediate(resolve));
        most.now--;
        return [];
      },
    },
  });
}

test('the preview of many prices everybody, looks for findings of the first ones, and says of how many', async () => {
  const looked: string[] = [];
  const summary = await reportOf(looked, { now: 0, atOnce: 0 }).summary(ORDER);
  expect(summary).toMatchObject({ total: MANY, wouldChange: MANY, lookedAt: PREVIEWED });
  expect(looked).toHaveLength(PREVIEWED);
});

test('rows come of everybody, in order, a few looked at side by side', async () => {
  const looked: string[] = [];
  const most = { now: 0, atOnce: 0 };
  const rows = [];
  for await (const { tenantId } of reportOf(looked, most).rows(ORDER)) rows.push(tenantId);
  expect(rows).toHaveLength(MANY);
  expect(rows).toEqual(rows.toSorted());
  expect(looked).toHaveLength(MANY);
  expect(most.atOnce).toBe(8);
});

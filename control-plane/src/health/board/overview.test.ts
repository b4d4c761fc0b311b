import {
  type HealthOverviewBody,
  healthMovesSchema,
  healthOverviewSchema,
} from '@tenantry/contracts/commercial/health-overview';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../app.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';
import { bought, healthOf } from '../health-app.test-support.ts';
import { overviewOf, type Standing } from './overview.ts';

const DAY = 86_400_000;
let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

async function overview(query = ''): Promise<HealthOverviewBody> {
  const reply = await app.as('viewer')('GET', `/v1/health/overview${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return healthOverviewSchema.parse(reply.body);
}

async function moves(query = '') {
  const reply = await app.as('viewer')('GET', `/v1/health/moves${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return healthMovesSchema.parse(reply.body);
}

async function said(tenantId: string, state: 'healthy' | 'watch' | 'at_risk'): Promise<void> {
  const body = { state, reason: 'a test', until: new Date(app.clock.now() + 90 * DAY).toISOString() };
  const reply = await app.as('cs')('PUT', `/v1/tenants/${tenantId}/health/override`, { body });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
}

test('customers are counted by state, plan and month of start, and who was never looked at is unknown', async () => {
  const [a, b] = [await registered(app, { slug: 'sample-a' }), await registered(app, { slug: 'sample-b' })];
  await bought(app, b.tenantId);
  await said(a.tenantId, 'watch');
  await said(b.tenantId, 'at_risk');
  app.clock.advance(40 * DAY);
  await registered(app, { slug: 'sample-c', accountOwner: 'Dana (sample)' });
  const body = await overview();
  expect(body).toMatchObject({
    total: 3,
    states: { at_risk: 1, watch: 1, healthy: 0, unknown: 1 },
    notEvaluated: 1,
    overridden: 2,
    cohorts: [
      { month: '2026-03', at_risk: 1, watch: 1, unknown: 0 },
      { month: '2026-04', unknown: 1 },
    ],
  });
  expect(body.plans).toEqual([
    { planId: null, at_risk: 0, watch: 1, healthy: 0, unknown: 1 },
    { planId: 'pro', at_risk: 1, watch: 0, healthy: 0, unknown: 0 },
  ]);
  expect(body.unknown).toEqual([{ kind: 'not_evaluated', code: null, tenants: 1 }]);
  expect(body.scores.map(({ tenants }) => tenants).reduce((sum, one) => sum + one)).toBe(
    body.averageScore === null ? 0 : 2,
  );
  expect(await overview('?owner=Dana%20(sample)')).toMatchObject({ total: 1, states: { unknown: 1 } });
  expect(await overview('?plan=pro')).toMatchObject({ total: 1, states: { at_risk: 1 } });
});

test('who moved within 7 days is told from what was recorded then, the steepest fall first', async () => {
  const ids: string[] = [];
  for (const slug of ['falls-far', 'falls', 'rises', 'stays', 'was-unknown']) {
    const { tenantId } = await registered(app, { slug });
    ids.push(tenantId);
  }
  const [far = '', falls = '', rises = '', stays = '', unknown = ''] = ids;
  for (const [id, state] of [
    [far, 'watch'],
    [falls, 'watch'],
    [rises, 'at_risk'],
    [stays, 'watch'],
  ] as const)
    await said(id, state);
  await healthOf(app, unknown);
  app.clock.advance(7 * DAY);
  for (const [id, state] of [
    [far, 'at_risk'],
    [falls, 'at_risk'],
    [rises, 'watch'],
    [stays, 'watch'],
    [unknown, 'watch'],
  ] as const)
    await said(id, state);
  const week = (await overview()).movement.find(({ days }) => days === 7);
  expect(week).toMatchObject({ better: 1, worse: 2, notKnown: 0 });
  expect(week?.moves.find(({ from, to }) => from === 'watch' && to === 'at_risk')?.tenants).toBe(2);
  const { items, total } = await moves('?limit=10');
  expect(total).toBe(4);
  expect(items.map(({ from, to }) => `${from}>${to}`)).toEqual([
    'watch>at_risk',
    'watch>at_risk',
    'unknown>watch',
    'at_risk>watch',
  ]);
  expect((await moves('?direction=worse')).total).toBe(2);
  expect((await moves('?from=unknown')).items.map(({ tenantId }) => tenantId)).toEqual([unknown]);
  const first = await moves('?limit=3');
  expect((await moves(`?limit=3&cursor=${first.next}`)).items).toHaveLength(1);
  // Of 30 days ago nothing was recorded: that is said, and counted as no movement.
  expect((await overview()).movement.find(({ days }) => days === 30)).toMatchObject({
    notKnown: 5,
    moves: [],
  });
});

test('what is evaluated anew is in the next answer', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-a' });
  expect((await overview()).states).toMatchObject({ unknown: 1, at_risk: 0 });
  await said(tenantId, 'at_risk');
  expect((await overview()).states).toMatchObject({ unknown: 0, at_risk: 1 });
  await said(tenantId, 'watch');
  expect((await overview()).states).toMatchObject({ watch: 1, at_risk: 0 });
});

test('of ten thousand everything is counted at once', () => {
  const standings = Array.from({ length: 10_000 }, (_, n): Standing => {
    const state = (['at_risk', 'watch', 'healthy', 'unknown'] as const)[n % 4] ?? 'unknown';
    return {
      tenant: {
        ...{ id: `t${n}`, slug: `t${n}`, displayName: `T${n}`, tags: [], cluster: 'c', region: 'r' },
        ...{ origin: 'api' as const, phase: 'live' as const, suspensions: [], version: 1, writtenAt: '' },
        ...{
          plan: { status: 'unassigned' as const },
          createdAt: `2026-0${(n % 9) + 1}-01T00:00:00Z`,
          updatedAt: '',
        },
      },
      row: {
        ...{ state, since: '', stateBefore: null, score: state === 'unknown' ? null : n % 101 },
        ...{ change7: null, change30: null, state7: 'watch', state30: null, coverage: 60 },
        ...{ cause: 'score' as const, reason: null, suggestedAction: null, missing: null },
      },
    };
  });
  const started = performance.now();
  const body = overviewOf(standings, '2026-03-01T00:00:00.000Z');
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(body.states).toEqual({ at_risk: 2_500, watch: 2_500, healthy: 2_500, unknown: 2_500 });
  expect(body.cohorts).toHaveLength(9);
  expect(body.movement[0]).toMatchObject({ days: 7, better: 2_500, worse: 2_500, notKnown: 0 });
});

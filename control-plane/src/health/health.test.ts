import { tenantHealthSchema } from '@tenantry/contracts/commercial/health-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { bought, healthOf, usedDaily } from './health-app.test-support.ts';

let app: TestApp;
let tenantId: string;

beforeEach(async () => {
  app = await startTestApp();
  ({ tenantId } = await registered(app, { slug: 'sample-acme' }));
});
afterEach(() => app[Symbol.asyncDispose]());

test('a customer of whom nothing is known is unknown, and says what is missing', async () => {
  const health = await healthOf(app, tenantId);
  expect(health).toMatchObject({ state: 'unknown', score: null, cause: 'coverage', coverage: 0 });
  expect(health.factors.every(({ value, code }) => value === null && code !== undefined)).toBe(true);
  expect(health.suggestedAction).toMatchObject({ action: 'assign_plan' });
});

test('a customer with a plan and no use is never called healthy', async () => {
  await bought(app, tenantId);
  app.clock.advance(30 * 86_400_000);
  const health = await healthOf(app, tenantId);
  expect(health.state).not.toBe('healthy');
  expect(health.factors.find(({ factor }) => factor === 'adoption')).toMatchObject({
    value: 0,
    code: 'not_used',
  });
});

test('an established customer has a score where no cluster is attached and nobody enters anything', async () => {
  await bought(app, tenantId);
  app.clock.advance(60 * 86_400_000);
  await usedDaily(app, tenantId, 57);
  const health = await healthOf(app, tenantId);
  expect(health).toMatchObject({ state: 'healthy', cause: 'score', profile: 'established' });
  const isMissing = (wanted: string) => {
    const { value, applies, code } = health.factors.find(({ factor }) => factor === wanted) ?? {};
    return { value, applies, code };
  };
  expect(isMissing('workload')).toEqual({ value: null, applies: false, code: 'no_cluster' });
  expect(isMissing('onboarding')).toEqual({ value: null, applies: false, code: 'not_onboarded_here' });
  // Periods are over, and nobody settled them: that is no reason to leave it out of account.
  expect(isMissing('billing')).toEqual({ value: null, applies: true, code: 'statement_missing' });
  expect(isMissing('sentiment')).toEqual({ value: null, applies: true, code: 'not_entered' });
  expect(health.coverage).toBe(68);
});

test('daily use, a good word and quiet support make a customer healthy, each with its evidence', async () => {
  await bought(app, tenantId);
  app.clock.advance(60 * 86_400_000);
  await usedDaily(app, tenantId, 57);
  const cs = app.as('cs');
  await cs('PUT', `/v1/tenants/${tenantId}/health/sentiment`, { body: { rating: 5 } });
  const reply = await cs('PUT', `/v1/tenants/${tenantId}/health/support`, { body: { openTickets: 0 } });
  const health = tenantHealthSchema.parse(reply.body);
  expect(health).toMatchObject({ state: 'healthy', cause: 'score', profile: 'established' });
  expect(health.score).toBeGreaterThanOrEqual(70);
  const adoption = health.factors.find(({ factor }) => factor === 'adoption');
  expect(adoption).toMatchObject({ evidence: { days: 28, activeDays: 28 } });
  const sum = health.factors.reduce((total, { points }) => total + (points ?? 0), 0);
  expect(Math.abs(sum - (health.score ?? 0))).toBeLessThan(1);
});

test('one who may not know of health is not told, and a viewer changes nothing', async () => {
  const own = app.as({ roles: ['tenant'], tenantId });
  for (const path of ['/v1/health', `/v1/tenants/${tenantId}/health`]) {
    expect((await own('GET', path)).status, path).toBe(403);
  }
  const viewer = app.as('viewer');
  expect((await viewer('GET', `/v1/tenants/${tenantId}/health`)).status).toBe(200);
  const reply = await viewer('PUT', `/v1/tenants/${tenantId}/health/sentiment`, { body: { rating: 5 } });
  expect(reply.status).toBe(403);
});

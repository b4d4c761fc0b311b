import { healthSettingsPreviewSchema } from '@tenantry/contracts/commercial/health-preview';
import { INITIAL_HEALTH_SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { bought, healthOf, usedDaily } from './health-app.test-support.ts';
import { evenly } from './settings-preview.ts';

const DAY = 86_400_000;
let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

async function customer(slug: string): Promise<string> {
  const { tenantId } = await registered(app, { slug });
  await bought(app, tenantId);
  app.clock.advance(100 * DAY);
  await usedDaily(app, tenantId, 57);
  return tenantId;
}

test('a preview says whose state other bounds would change, and changes and records nothing', async () => {
  const tenantId = await customer('sample-acme');
  const now = await healthOf(app, tenantId);
  expect(now.score).not.toBeNull();
  // Nobody entered a sentiment or tickets: of such a customer not all of the weight has data.
  const strict = { ...INITIAL_HEALTH_SETTINGS, coverageFloor: 100 };
  const reply = await app.as('cs')('POST', '/v1/health/settings/preview', { body: strict });
  const preview = healthSettingsPreviewSchema.parse(reply.body);
  expect(preview).toMatchObject({ tenants: 1, evaluated: 1 });
  expect(preview.before[now.state]).toBe(1);
  expect(preview.changed).toBe(preview.changes.length);
  expect(preview.changes).toMatchObject([{ tenantId, before: now.state, scoreBefore: now.score }]);
  expect(preview.changes[0]).toMatchObject({ after: 'unknown', scoreAfter: null });
  expect(preview.after.unknown).toBe(1);
  const after = await healthOf(app, tenantId);
  expect(after).toMatchObject({ state: now.state, score: now.score, settingsVersion: 0 });
});

test('the settings in force change nobody in a preview', async () => {
  await customer('sample-acme');
  const body = INITIAL_HEALTH_SETTINGS;
  const reply = await app.as('admin')('POST', '/v1/health/settings/preview', { body });
  expect(reply.body).toMatchObject({ changed: 0, changes: [] });
});

test('weights that do not sum to 100 are refused by the preview as by saving, and viewers have no use for it', async () => {
  const { early } = INITIAL_HEALTH_SETTINGS.weights;
  const weights = { ...INITIAL_HEALTH_SETTINGS.weights, early: { ...early, billing: early.billing + 1 } };
  const body = { ...INITIAL_HEALTH_SETTINGS, weights };
  expect((await app.as('cs')('POST', '/v1/health/settings/preview', { body })).status).toBe(400);
  const allowed = { body: INITIAL_HEALTH_SETTINGS };
  expect((await app.as('viewer')('POST', '/v1/health/settings/preview', allowed)).status).toBe(403);
});

test('of many customers an even sample is taken, from the oldest to the newest', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => index);
  const sample = evenly(all, 500);
  expect(sample).toHaveLength(500);
  expect(sample[0]).toBe(0);
  expect(sample.at(-1)).toBe(9_980);
  expect(evenly(all, 20_000)).toHaveLength(10_000);
});

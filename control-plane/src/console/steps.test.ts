import { readFileSync } from 'node:fs';
import { JOURNEYS, LONGEST_STEP, STEPS_PER_BATCH } from '@tenantry/contracts/api/console-journeys';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { observedStore } from '../telemetry/observed-store.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const step = { journey: 'onboarding', step: 'plan', outcome: 'done', milliseconds: 4_000 };
const send = (body: unknown) => app.as('viewer')('POST', '/v1/console/telemetry', { body });
const metrics = async () => (await fetch(`${app.url}/metrics`)).text();

test('steps are counted by how they ended, and those that were done by how long they took', async () => {
  const left = { ...step, outcome: 'left', milliseconds: 9_000 };
  expect(await send({ steps: [step, step, left] })).toMatchObject({ status: 204, body: '' });
  const text = await metrics();
  const labels = 'journey="onboarding",step="plan"';
  expect(text).toContain(`tenantry_console_steps_total{${labels},outcome="done"} 2`);
  expect(text).toContain(`tenantry_console_steps_total{${labels},outcome="left"} 1`);
  expect(text).toContain(`tenantry_console_step_seconds_sum{${labels}} 8`);
});

test('every step of every journey has its series from the first scrape on, and no more can be made', async () => {
  const series = async () => (await metrics()).match(/^tenantry_console_steps_total\{/gm)?.length;
  const steps = Object.values(JOURNEYS).flat().length;
  expect(await series()).toBe(steps * 4);
  await send({ steps: [{ ...step, step: 'nothing' }] });
  expect(await series()).toBe(steps * 4);
});

test.each([
  ['no steps', { steps: [] }],
  ['more than a batch', { steps: Array.from({ length: STEPS_PER_BATCH + 1 }, () => step) }],
  ['a journey that there is not', { steps: [{ ...step, journey: 'toString' }] }],
  ['a step of another journey', { steps: [{ ...step, step: 'previewed' }] }],
  ['words of its own', { steps: [{ ...step, note: 'Jo Doe' }] }],
  ['an end that there is not', { steps: [{ ...step, outcome: 'maybe' }] }],
  ['a time below zero', { steps: [{ ...step, milliseconds: -1 }] }],
  ['a time that is too long', { steps: [{ ...step, milliseconds: LONGEST_STEP + 1 }] }],
  ['a time that is none', { steps: [{ ...step, milliseconds: '1' }] }],
])('%s is refused, and nothing of it is counted', async (_what, body) => {
  expect(await send(body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  expect(await metrics()).toMatch(/steps_total\{journey="onboarding",step="plan",outcome="done"\} 0\n/);
});

test.each(['tenant', 'ingest'] as const)(
  'whoever is %s tells of no steps: only those who work here do',
  async role => {
    const answer = await app.as(role)('POST', '/v1/console/telemetry', { body: { steps: [step] } });
    expect(answer.status).toBe(403);
    expect(await metrics()).toMatch(/steps_total\{journey="onboarding",step="plan",outcome="done"\} 0\n/);
  },
);

test('whoever sends without end is told to wait, and others are not held up by it', async () => {
  const by = (id: string) =>
    app.as({ roles: ['viewer'], id })('POST', '/v1/console/telemetry', { body: { steps: [step] } });
  for (let nth = 0; nth < 20; nth++) expect((await by('user:jo')).status).toBe(204);
  const refused = await by('user:jo');
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await by('user:max')).status).toBe(204);
  app.clock.advance(1_000);
  expect((await by('user:jo')).status).toBe(204);
  expect(await metrics()).toMatch(/steps_total\{journey="onboarding",step="plan",outcome="done"\} 22\n/);
});

test('nothing waits for it: a store that is away is not even asked', async () => {
  let asked = 0;
  const store = observedStore(new MemoryStore(), (_, run) => {
    asked++;
    return run();
  });
  await using other = await startTestApp({ store });
  asked = 0;
  const answer = await other.as('viewer')('POST', '/v1/console/telemetry', { body: { steps: [step] } });
  expect([answer.status, asked]).toEqual([204, 0]);
});

test('the page about the console lists every journey with all of its steps', () => {
  const page = readFileSync(new URL('../../../docs/reference/console.md', import.meta.url), 'utf8');
  const quoted = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ');
  for (const [journey, steps] of Object.entries(JOURNEYS))
    expect(page).toContain(`| ${quoted([journey])} | ${quoted(steps)} |`);
});

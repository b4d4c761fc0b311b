import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SweepPace } from '../sweep-pace.ts';
import { type AlertsApp, startAlertsApp } from './alerts-app.test-support.ts';
import { SubmissionsUnderWay } from './looks/onboarding.ts';
import { Sweep } from './sweep.ts';

describe('a sweep', () => {
  /** A sweep, and a clock that passes by rest and by hand alone. */
  function startSweep(everybody: readonly string[], startAt = 0) {
    let time = 0;
    const pass = async (milliseconds: number) => {
      time += milliseconds;
    };
    const looked: string[] = [];
    const pace = new SweepPace({ now: () => time, rest: pass, startAt: () => startAt });
    const sweep = new Sweep(
      async () => everybody,
      async tenantId => looked.push(tenantId),
      pace,
    );
    const step = async () => {
      await pass(1_000);
      await sweep.step();
    };
    return { looked, step };
  }

  test('looks at each of 10,000 once in a quarter of an hour, a few at a time', async () => {
    const everybody = Array.from({ length: 10_000 }, (_, at) => `t${at}`);
    const { looked, step } = startSweep(everybody);
    let most = 0;
    for (let second = 0; second < 901; second++) {
      const before = looked.length;
      await step();
      most = Math.max(most, looked.length - before);
    }
    expect(most).toBeLessThanOrEqual(12);
    expect(looked.slice(0, 10_000)).toEqual(everybody);
  });

  test('of processes that live shorter than a round, each begins elsewhere, so that everybody is met', async () => {
    const everybody = Array.from({ length: 1_000 }, (_, at) => `t${at}`);
    const met = new Set<string>();
    for (let life = 0; life < 10; life++) {
      const { looked, step } = startSweep(everybody, life / 10);
      // A round takes 900 steps.
      for (let second = 0; second < 120; second++) await step();
      for (const tenantId of looked) met.add(tenantId);
    }
    expect(met.size).toBe(1_000);
  });

  test('goes from wherever it began once around, and then from the first to the last', async () => {
    const everybody = Array.from({ length: 1_000 }, (_, at) => `t${at}`);
    const { looked, step } = startSweep(everybody, 0.7);
    while (looked.length < 2_000) await step();
    expect(looked.slice(0, 1_000)).toEqual([...everybody.slice(700), ...everybody.slice(0, 700)]);
    expect(looked.slice(1_000, 2_000)).toEqual(everybody);
  });

  test('meets whoever came in the round after', async () => {
    const everybody = ['a'];
    const { looked, step } = startSweep(everybody);
    await step();
    everybody.push('b');
    for (let count = 0; count < 3; count++) await step();
    expect(looked).toEqual(['a', 'a', 'b', 'a']);
  });
});

describe('what runs by itself', () => {
  let app: AlertsApp;
  beforeEach(async () => {
    app = await startAlertsApp();
  });
  afterEach(() => app[Symbol.asyncDispose]());

  test('tells of usage within moments, without anybody asking', async () => {
    app.app.start();
    await app.use('timeline', 9);
    for (let tries = 0; tries < 150 && (await app.inbox()).length === 0; tries++) await sleep(100);
    expect(await app.inbox()).toMatchObject([{ rule: 'allowance', level: 'warning' }]);
  }, 30_000);

  test('sees what was counted just now, also when somebody has asked a moment before what may be used', async () => {
    const { alerts, usage } = app.app.domains;
    const ask = () => app.as('viewer')('GET', `/v1/tenants/${app.tenantId}/entitlements`);
    expect(await ask()).toMatchObject({ status: 200 });
    const body = [{ id: 'e1', type: 'timeline', tenantId: app.tenantId, quantity: 9 }];
    expect(await app.as('ingest')('POST', '/v1/usage/events', { body })).toMatchObject({ status: 200 });
    await usage.settle();
    await alerts.evaluator.evaluate(app.tenantId);
    expect(await app.inbox()).toMatchObject([{ rule: 'allowance', level: 'warning' }]);
  });

  test('tells when the ledger lags, and of its recovery', async () => {
    const { evaluator } = app.app.domains.alerts;
    const send = [{ id: 'e1', type: 'query', tenantId: app.tenantId }];
    const reply = await app.as('ingest')('POST', '/v1/usage/events', { body: send });
    expect(reply.status).toBeLessThan(300);
    app.clock.advance(11 * 60_000);
    await evaluator.evaluateInstallation();
    expect(await app.inbox()).toMatchObject([
      { rule: 'ledger_lag', level: 'alarm', tenantId: null, value: 660, unit: 'seconds' },
    ]);
    await app.app.domains.usage.settle();
    app.clock.advance(1_000);
    await evaluator.evaluateInstallation();
    // Held for two minutes at least.
    expect(await app.inbox()).toHaveLength(1);
    app.clock.advance(120_000);
    await evaluator.evaluateInstallation();
    expect(await app.inbox()).toEqual([]);
  });

  test('looks again at those whose submission went on behind the copy that they were looked at by', async () => {
    const { submissions } = app.app.domains.onboarding;
    const underWay = new SubmissionsUnderWay(submissions.heads);
    const form = { company: { slug: 'sample-on-its-way', displayName: 'On its way (sample)' } };
    const made = await app.as('onboarding')('POST', '/v1/onboarding/submissions', { body: form });
    const { submissionId } = Object(made.body);
    const { tenantId } = (await submissions.load(submissionId)).state;
    const move = (phase: 'submitted' | 'cancelled') =>
      submissions.change(
        submissionId,
        state => ({
          state: { ...state, phase, submittedAt: '2026-03-01T12:00:00.000Z' },
          action: 'onboarding.submit',
        }),
        { actor: { id: 'user:test', name: 'test' }, requestId: 'r' },
      );
    expect(await underWay.refresh()).toEqual([]);
    for (const phase of ['submitted', 'cancelled'] as const) {
      await move(phase);
      expect(await underWay.refresh()).toEqual([tenantId]);
      expect(await underWay.refresh()).toEqual([]);
    }
  });

  test('ends the alert of a submission that was given up', async () => {
    const { submissions } = app.app.domains.onboarding;
    await app.as('cs')('PUT', '/v1/alert-rules', { body: { onboarding: { warning: 1, alarm: 2 } } });
    const form = { company: { slug: 'sample-stuck', displayName: 'Stuck (sample)' } };
    const made = await app.as('onboarding')('POST', '/v1/onboarding/submissions', { body: form });
    const { submissionId } = Object(made.body);
    const before = await submissions.load(submissionId);
    const submitted = await submissions.change(
      submissionId,
      (state, now) => ({
        state: { ...state, phase: 'submitted', submittedAt: new Date(now).toISOString() },
        action: 'onboarding.submit',
      }),
      { actor: { id: 'user:test', name: 'test' }, requestId: 'r' },
    );
    expect(submitted.version).toBe(before.version + 1);
    app.clock.advance(3 * 3_600_000);
    await app.look();
    expect(await app.inbox()).toMatchObject([
      {
        rule: 'onboarding',
        level: 'alarm',
        subject: submissionId,
        tenantId: before.state.tenantId,
        value: 3,
      },
    ]);
    await submissions.change(
      submissionId,
      state => ({ state: { ...state, phase: 'cancelled' }, action: 'onboarding.abandon' }),
      { actor: { id: 'user:test', name: 'test' }, requestId: 'r' },
    );
    await app.look();
    expect(await app.inbox()).toEqual([]);
  });
});

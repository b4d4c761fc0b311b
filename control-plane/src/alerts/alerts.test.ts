import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AlertsApp, startAlertsApp } from './alerts-app.test-support.ts';

let app: AlertsApp;
beforeEach(async () => {
  app = await startAlertsApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const cs = (method: string, path: string, body?: unknown) =>
  app.as('cs')(method, path, body === undefined ? {} : { body });
const only = async () => {
  const [alert, ...others] = await app.inbox('?all=true');
  expect(others).toEqual([]);
  return { ...alert, alertId: String(alert?.['alertId']) };
};
const events = async () => {
  const { body } = await app.as('admin')('GET', '/v1/events?limit=200');
  const { items } = Object(body);
  return Array.from<unknown>(items).flatMap(item => {
    const { type, data } = Object(item);
    return String(type).startsWith('dev.tenantry.alert') ? [{ type: String(type).slice(13), data }] : [];
  });
};

describe('an allowance', () => {
  test('that is used up is a warning, then an alarm, and over with its period; each is one change', async () => {
    expect(await app.look()).toBe(0);
    await app.use('timeline', 8);
    expect(await app.look()).toBe(1);
    const raised = await only();
    expect(raised).toMatchObject({
      rule: 'allowance',
      tenantId: app.tenantId,
      tenantName: 'sample-acme (sample)',
      meter: 'timeline',
      period: { from: '2026-03-01T12:00:00.000Z', to: '2026-04-01T12:00:00.000Z' },
      level: 'warning',
      state: 'open',
      value: 80,
      unit: '%',
      threshold: 80,
      figures: { used: '8', limit: '10' },
      summary: '80 % of the allowance of timeline is used: 8 of 10',
      transitions: 1,
      assignee: null,
    });
    expect(await app.look()).toBe(0);
    await app.use('timeline', 2);
    expect(await app.look()).toBe(1);
    expect(await only()).toMatchObject({ alertId: raised.alertId, level: 'alarm', value: 100 });
    app.clock.set('2026-04-01T12:00:00Z');
    expect(await app.look()).toBe(1);
    expect(await only()).toMatchObject({ level: 'ok', state: 'recovered', threshold: null, transitions: 3 });
    expect(await app.inbox()).toEqual([]);
    const { body } = await cs('GET', `/v1/alerts/${raised.alertId}/history`);
    expect(body).toMatchObject({
      items: [
        { version: 1, action: 'alert.raise', from: null, to: 'warning', value: 80, threshold: 80 },
        { version: 2, action: 'alert.change', from: 'warning', to: 'alarm', value: 100, threshold: 100 },
        { version: 3, action: 'alert.recover', from: 'alarm', to: 'ok', reason: 'what it was about is over' },
      ],
    });
    expect((await events()).map(({ type }) => type)).toEqual([
      'alert.raised',
      'alert.changed',
      'alert.recovered',
    ]);
  });

  test('of the next period is another alert', async () => {
    await app.use('timeline', 9);
    await app.look();
    app.clock.set('2026-04-01T12:00:00Z');
    await app.use('timeline', 9);
    expect(await app.look()).toBe(2);
    const alerts = await app.inbox('?all=true&sort=since');
    expect(alerts.map(({ level, state }) => [level, state])).toEqual(
      expect.arrayContaining([
        ['ok', 'recovered'],
        ['warning', 'open'],
      ]),
    );
  });

  test('is held against the thresholds of its plan, and those of the tenant before them', async () => {
    const at = async (path: string, allowance: object) => {
      const reply = await cs('PUT', path, { allowance });
      expect(reply.status).toBe(200);
    };
    await at('/v1/alert-rules', { warning: 50, alarm: 60 });
    await at('/v1/plans/team/alert-rules', { warning: 40 });
    await app.use('timeline', 4);
    expect(await app.look()).toBe(1);
    expect(await only()).toMatchObject({ level: 'warning', threshold: 40 });
    await at(`/v1/tenants/${app.tenantId}/alert-rules`, { alarm: 41, info: 10, warning: 30 });
    app.clock.advance(6_000);
    await app.use('timeline', 1);
    expect(await app.look()).toBe(1);
    expect(await only()).toMatchObject({ level: 'alarm', threshold: 41 });
  });

  test('is nobody’s news while the rule is switched off, and what was raised recovers', async () => {
    await app.use('timeline', 9);
    await app.look();
    await cs('PUT', `/v1/tenants/${app.tenantId}/alert-rules`, { allowance: { enabled: false } });
    expect(await app.look()).toBe(1);
    expect(await only()).toMatchObject({ level: 'ok' });
    expect(await app.look()).toBe(0);
  });
});

describe('an alert', () => {
  beforeEach(async () => {
    await app.use('timeline', 8);
    await app.look();
  });

  test('is acknowledged, until it becomes more urgent', async () => {
    const { alertId } = await only();
    const done = await cs('POST', `/v1/alerts/${alertId}/acknowledge`, { note: 'calling them' });
    expect(done.body).toMatchObject({
      state: 'acknowledged',
      acknowledged: { by: 'user:test', note: 'calling them' },
    });
    expect(await app.inbox('?state=open')).toEqual([]);
    await app.use('timeline', 2);
    await app.look();
    expect(await app.inbox('?state=open')).toMatchObject([{ alertId, level: 'alarm' }]);
  });

  test('that was acknowledged by mistake is given back within ten minutes, to whoever had it before', async () => {
    const { alertId } = await only();
    const say = async (id: string, action: string) => {
      const reply = await app.as({ roles: ['cs'], id })('POST', `/v1/alerts/${alertId}/${action}`, {
        ...(action === 'acknowledge' && { body: {} }),
      });
      return reply;
    };
    await say('user:max', 'acknowledge');
    await say('user:jo', 'acknowledge');
    expect((await say('user:max', 'unacknowledge')).body).toMatchObject({ acknowledged: { by: 'user:jo' } });
    await say('user:jo', 'acknowledge');
    expect((await say('user:jo', 'unacknowledge')).body).toMatchObject({ acknowledged: { by: 'user:max' } });
    // The answer was lost, and it is said again.
    expect((await say('user:jo', 'unacknowledge')).body).toMatchObject({ acknowledged: { by: 'user:max' } });
    app.clock.advance(10 * 60_000);
    const given = await say('user:max', 'unacknowledge');
    expect(given.body).toMatchObject({ state: 'open' });
    expect(given.body).not.toHaveProperty('acknowledged');
    await say('user:max', 'acknowledge');
    app.clock.advance(10 * 60_000 + 1);
    expect(await say('user:max', 'unacknowledge')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const { body } = await app.as('admin')('GET', '/v1/audit?action=alert.unacknowledge');
    expect(body).toMatchObject({ items: [{ target: `alert/${alertId}` }, { target: `alert/${alertId}` }] });
  });

  test('is snoozed until a time, and open again after it', async () => {
    const { alertId } = await only();
    const until = '2026-03-02T00:00:00.000Z';
    const done = await cs('POST', `/v1/alerts/${alertId}/snooze`, { until });
    expect(done.body).toMatchObject({ state: 'snoozed', snoozed: { until } });
    expect(await app.inbox('?state=snoozed')).toHaveLength(1);
    app.clock.set(until);
    expect(await app.inbox('?state=open')).toHaveLength(1);
    const late = await cs('POST', `/v1/alerts/${alertId}/snooze`, { until });
    expect(late).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/until', code: 'out_of_range' }] },
    });
    await cs('POST', `/v1/alerts/${alertId}/snooze`, { until: '2026-03-03T00:00:00Z' });
    const woken = await cs('POST', `/v1/alerts/${alertId}/snooze`, { until: null });
    expect(woken.body).toMatchObject({ state: 'open' });
  });

  test('is assigned, and found by who looks after it', async () => {
    const { alertId } = await only();
    await cs('POST', `/v1/alerts/${alertId}/assign`, { assignee: 'sample.person' });
    expect(await app.inbox('?assignee=sample.person')).toMatchObject([
      { alertId, assignee: 'sample.person' },
    ]);
    expect(await app.inbox('?assignee=somebody-else')).toEqual([]);
    await cs('POST', `/v1/alerts/${alertId}/assign`, { assignee: null });
    expect(await app.inbox('?assignee=sample.person')).toEqual([]);
    const { body } = await app.as('admin')('GET', '/v1/audit?action=alert.assign');
    expect(body).toMatchObject({
      items: [
        { changes: [{ field: '/assignee', before: '[personal]' }] },
        { changes: [{ field: '/assignee', after: '[personal]' }] },
      ],
    });
  });

  test('that has recovered is not taken on, and begins afresh when it is raised again', async () => {
    const { alertId } = await only();
    await cs('POST', `/v1/alerts/${alertId}/acknowledge`, {});
    await cs('PUT', '/v1/alert-rules', { allowance: { enabled: false } });
    await app.look();
    expect(await cs('POST', `/v1/alerts/${alertId}/acknowledge`, {})).toMatchObject({ status: 409 });
    await cs('PUT', '/v1/alert-rules', {});
    app.clock.advance(10_000);
    await app.look();
    const again = await only();
    expect(again).toMatchObject({ alertId, level: 'warning', state: 'open', transitions: 3 });
    expect(again).not.toHaveProperty('acknowledged');
  });

  test('is counted, filtered and paged', async () => {
    await app.use('query', 130);
    await app.look();
    expect((await cs('GET', '/v1/alerts/summary')).body).toEqual({
      counts: [
        { level: 'alarm', state: 'open', alerts: 1 },
        { level: 'warning', state: 'open', alerts: 1 },
      ],
    });
    expect((await app.inbox()).map(({ meter }) => meter)).toEqual(['query', 'timeline']);
    expect((await app.inbox('?sort=level')).map(({ meter }) => meter)).toEqual(['timeline', 'query']);
    expect(await app.inbox(`?tenantId=${app.tenantId}&sort=-since&rule=allowance`)).toHaveLength(2);
    expect(await app.inbox('?level=warning')).toMatchObject([{ meter: 'timeline' }]);
    expect(await app.inbox('?rule=quota')).toEqual([]);
    const first = await cs('GET', '/v1/alerts?limit=1');
    const { next } = Object(first.body);
    expect(await app.inbox(`?limit=1&cursor=${next}`)).toMatchObject([{ meter: 'timeline' }]);
    expect(await cs('GET', `/v1/alerts?limit=1&sort=level&cursor=${next}`)).toMatchObject({ status: 400 });
  });
});

describe('settings of rules', () => {
  test('are refused when a more urgent level would begin before a less urgent one, and name both', async () => {
    const reply = await cs('PUT', '/v1/alert-rules', { allowance: { alarm: 70 } });
    expect(reply).toMatchObject({
      status: 422,
      body: {
        errors: [
          { field: '/allowance/alarm', code: 'out_of_order', message: 'lies above 80, where warning begins' },
        ],
      },
    });
  });

  test('are changed by whoever read them last, and are in the audit', async () => {
    const put = (etag: string) =>
      app.as('cs')('PUT', '/v1/alert-rules', {
        body: { quota: { alarm: 99 } },
        headers: { 'if-match': etag },
      });
    expect(await put('"v0"')).toMatchObject({ status: 200, body: { overrides: { quota: { alarm: 99 } } } });
    expect(await put('"v0"')).toMatchObject({ status: 412 });
    const { body } = await app.as('admin')('GET', '/v1/audit?action=alert_rules.set');
    expect(body).toMatchObject({ items: [{ changes: [{ field: '/quota/alarm', after: 99 }] }] });
    expect((await cs('PUT', '/v1/plans/none/alert-rules', {})).status).toBe(404);
  });
});

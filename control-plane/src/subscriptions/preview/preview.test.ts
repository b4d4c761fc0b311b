import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import {
  type SubscriptionChangePreviewBody,
  subscriptionChangePreviewSchema,
} from '@tenantry/contracts/commercial/plan-change-preview';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, type Reply, startTestApp, type TestApp } from '../../app.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';

let app: TestApp;
let finance: Caller;
let tenantId: string;
let path: string;

beforeEach(async () => {
  app = await startTestApp();
  finance = app.as('finance');
  await publish('team', {});
  await publish('small', {
    tier: 'community',
    prices: [{ interval: 'month', currency: 'EUR', amount: '9' }],
    allowances: [
      { meter: 'ingestion', quantity: '100', policy: 'hard', overage: [] },
      {
        meter: 'query',
        quantity: '50',
        policy: 'soft',
        overage: [{ currency: 'EUR', tiers: [{ unitPrice: '0.1' }] }],
      },
    ],
    addOns: [],
    featureFlags: { timeline: false },
  });
  ({ tenantId } = await registered(app));
  path = `/v1/tenants/${tenantId}/subscription`;
  await finance('POST', path, { body: { planId: 'team' } });
});
afterEach(() => app[Symbol.asyncDispose]());

async function publish(planId: string, spec: Partial<PlanSpec>): Promise<void> {
  await finance('POST', '/v1/plans', { body: { planId, spec: aPlanSpec(spec) } });
  const published = await finance('POST', `/v1/plans/${planId}/versions/1/publish`);
  if (published.status !== 200) throw new Error(JSON.stringify(published.body));
}

async function use(meter: string, quantity: number): Promise<void> {
  const body = { id: uuidv7(), type: meter, quantity, tenantId };
  await app.as('admin')('POST', '/v1/usage/events', { body });
  await app.app.domains.usage.settle();
}

const SMALL = { planId: 'small', addOns: [], when: 'now' };
const ask = (body: object = SMALL): Promise<Reply> => finance('POST', `${path}/changes/preview`, { body });
const change = (body: object): Promise<Reply> => finance('POST', `${path}/changes`, { body });
const preview = async (body: object = SMALL): Promise<SubscriptionChangePreviewBody> => {
  const reply = await ask(body);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return subscriptionChangePreviewSchema.parse(reply.body);
};
const codes = ({ findings }: SubscriptionChangePreviewBody) => findings.map(({ code }) => code);
const faults = ({ status, body }: Reply) => ({
  status,
  codes: (body as { errors?: { code: string; field: string }[] }).errors?.map(({ code }) => code),
});

describe('a preview', () => {
  test('says price, charges, allowances, flags and what runs, before and after, and changes nothing', async () => {
    app.clock.set('2026-03-16T12:00:00Z');
    await use('query', 70);
    const seen = await preview();
    expect(seen).toMatchObject({
      at: '2026-03-16T12:00:00.000Z',
      from: '2026-03-16T12:00:00.000Z',
      expiresAt: '2026-03-16T12:15:00.000Z',
      wanted: { planId: 'small', version: 1, interval: 'month', addOns: [] },
      saw: { subscriptionVersion: 1, planVersion: 1, tenantVersion: 1 },
      before: { planId: 'team' },
      after: { planId: 'small' },
      price: { before: { amount: '49', minimum: '60' }, after: { amount: '9' } },
      replaces: null,
      flags: [
        { flag: 'bulk-export', before: false, after: null },
        { flag: 'timeline', before: true, after: false },
      ],
      running: {
        known: true,
        before: { tier: 'pro', source: 'shipped' },
        after: { tier: 'community', source: 'shipped' },
        dryRun: { outcome: 'not_checked' },
      },
    });
    expect(seen.allowances).toContainEqual({
      meter: 'query',
      before: { quantity: '100', policy: 'grace', ceiling: '120' },
      after: { quantity: '50', policy: 'soft', ceiling: null },
      used: '70',
      over: '20',
    });
    expect(seen.charges.map(({ period }) => period.index)).toEqual([0, 1]);
    expect(seen.charges[1]).toMatchObject({ before: { totalMinor: '6000' }, after: { totalMinor: '900' } });
    expect(seen.running.objects).toContainEqual(
      expect.objectContaining({ kind: 'ResourceQuota', change: 'changed' }),
    );
    expect(codes(seen)).toEqual(
      expect.arrayContaining(['use_beyond_allowance', 'flag_off', 'component_removed']),
    );
    expect((await finance('GET', path)).body).toMatchObject({ version: 1, plan: { planId: 'team' } });
  });

  test('is what then happens when it is carried out later by its token', async () => {
    app.clock.set('2026-03-16T12:00:00Z');
    const seen = await preview();
    app.clock.advance(600_000);
    const changed = await change({ ...SMALL, previewToken: seen.previewToken });
    expect(changed).toMatchObject({ status: 200, body: { terms: seen.terms, plan: seen.after } });
    for (const { period, after } of seen.charges) {
      const at = period.from > seen.at ? period.from : seen.at;
      const { body } = await finance('GET', `/v1/tenants/${tenantId}/charges?at=${at}`);
      expect(body).toMatchObject({ lines: after.lines, totalMinor: after.totalMinor });
    }
  });

  test('of a change at the end of the period says which scheduled one it would replace', async () => {
    await change({ planId: 'enterprise', addOns: [], when: 'periodEnd' });
    const seen = await preview({ ...SMALL, when: 'periodEnd' });
    expect(seen).toMatchObject({
      from: '2026-04-01T12:00:00.000Z',
      replaces: { from: '2026-04-01T12:00:00.000Z', plan: { planId: 'enterprise' } },
      charges: [{ deltaMinor: '0' }, {}, {}],
    });
    expect(codes(seen)).toContain('scheduled_change_replaced');
  });

  test.each([
    [{ planId: 'nothing', when: 'now' }, 404, '/planId'],
    [{ planId: 'small', when: 'now', interval: 'year' }, 422, '/interval'],
    [{ planId: 'small', when: 'now', addOns: [{ key: 'volume' }] }, 422, '/addOns'],
    [{ planId: 'small', when: 'at' }, 400, '/at'],
    [{ planId: 'small', when: 'now', at: '2026-03-05T00:00:00Z' }, 400, '/at'],
    [{ planId: 'small', when: 'at', at: '2026-02-05T00:00:00Z' }, 422, '/at'],
    [{ planId: 'small', when: 'now', validForSeconds: 5 }, 400, '/validForSeconds'],
    [{ planId: 'small', when: 'now', previewToken: 'x' }, 400, ''],
  ])('of what cannot be is refused with its field: %j', async (body, status, field) => {
    const reply = await ask(body);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ errors: [{ field }] });
  });

  test('is for those who talk to customers, and to carry it out is not', async () => {
    const cs = app.as('cs');
    const seen = await cs('POST', `${path}/changes/preview`, { body: SMALL });
    expect(seen.status).toBe(200);
    expect(await cs('POST', `${path}/changes`, { body: SMALL })).toMatchObject({ status: 403 });
    const own = app.as({ roles: ['tenant'], tenantId });
    expect(await own('POST', `${path}/changes/preview`, { body: SMALL })).toMatchObject({ status: 403 });
    const none = await registered(app, { slug: 'without' });
    expect(
      await finance('POST', `/v1/tenants/${none.tenantId}/subscription/changes/preview`, { body: SMALL }),
    ).toMatchObject({ status: 404 });
  });
});

describe('a token', () => {
  const carry = async (token: string, body: object = SMALL) =>
    faults(await change({ ...body, previewToken: token }));

  test('that is over, of another change, of another tenant or made up is refused, and says which', async () => {
    const { previewToken } = await preview();
    expect(await carry(previewToken, { ...SMALL, when: 'periodEnd' })).toEqual({
      status: 409,
      codes: ['preview_mismatch'],
    });
    expect(await carry('made-up')).toEqual({ status: 409, codes: ['preview_unknown'] });
    const other = await registered(app, { slug: 'other' });
    await finance('POST', `/v1/tenants/${other.tenantId}/subscription`, { body: { planId: 'team' } });
    const reply = await finance('POST', `/v1/tenants/${other.tenantId}/subscription/changes`, {
      body: { ...SMALL, previewToken },
    });
    expect(faults(reply)).toEqual({ status: 409, codes: ['preview_unknown'] });
    app.clock.advance(900_000);
    expect(await carry(previewToken)).toEqual({ status: 409, codes: ['preview_expired'] });
  });

  test('that was overtaken is refused, and says by what', async () => {
    const first = await preview();
    const flag = { change: { kind: 'flag', flag: 'x', on: true }, reason: 'as agreed' };
    await finance('POST', `${path}/overrides`, { body: flag });
    expect(await carry(first.previewToken)).toEqual({ status: 412, codes: ['moved_subscription'] });

    const second = await preview();
    await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, {
      body: { featureFlags: { x: false } },
      headers: { 'if-match': '*' },
    });
    expect(await carry(second.previewToken)).toEqual({ status: 412, codes: ['moved_tenant'] });

    const third = await preview();
    await finance('POST', '/v1/plans/small/versions/1/archive');
    expect(await carry(third.previewToken)).toEqual({ status: 412, codes: ['moved_plan'] });
    expect((await finance('GET', path)).body).toMatchObject({ plan: { planId: 'team' } });
  });

  test('is overtaken by the end of the period, and by what was scheduled', async () => {
    app.clock.set('2026-04-01T11:55:00Z');
    const now = await preview();
    const atEnd = await preview({ ...SMALL, when: 'periodEnd' });
    app.clock.set('2026-04-01T12:00:00Z');
    expect(await carry(now.previewToken)).toEqual({ status: 412, codes: ['moved_time'] });
    expect((await carry(atEnd.previewToken, { ...SMALL, when: 'periodEnd' })).status).toBe(200);
    expect((await finance('GET', path)).body).toMatchObject({ terms: atEnd.terms });
  });

  test('carries out once: what it saw is no more then', async () => {
    const { previewToken } = await preview();
    const body = { ...SMALL, previewToken };
    const headers = { 'idempotency-key': 'k1' };
    const first = await finance('POST', `${path}/changes`, { body, headers });
    expect(first.status).toBe(200);
    expect((await finance('POST', `${path}/changes`, { body, headers })).body).toEqual(first.body);
    expect(await carry(previewToken)).toEqual({ status: 412, codes: ['moved_subscription'] });
  });

  test('is forgotten a day after its time', async () => {
    const { previewToken } = await preview();
    app.clock.advance(2 * 86_400_000);
    await app.app.domains.changes.prune();
    expect(await carry(previewToken)).toEqual({ status: 409, codes: ['preview_unknown'] });
  });
});

describe('a finding', () => {
  test('stops a change with or without a preview, unless it is accepted by its code', async () => {
    await use('ingestion', 150);
    expect(codes(await preview())[0]).toBe('use_beyond_limit');
    expect(faults(await change(SMALL))).toEqual({ status: 409, codes: ['use_beyond_limit'] });
    const accepting = { ...SMALL, acceptFindings: ['use_beyond_limit', 'flag_off'], reason: 'they know' };
    expect((await change(accepting)).status).toBe(200);
    // On record is what would have stopped it, and nothing else.
    expect((await finance('GET', `${path}/changes`)).body).toMatchObject({
      items: [{}, { reason: 'they know (accepted: use_beyond_limit)' }],
    });
  });

  test('stops change-plan as well, which is no way round it', async () => {
    await use('ingestion', 150);
    const changePlan = (rest: object = {}) =>
      finance('POST', `/v1/tenants/${tenantId}/change-plan`, {
        body: { planId: 'small', addOns: [], ...rest },
      });
    expect(faults(await changePlan())).toEqual({ status: 409, codes: ['use_beyond_limit'] });
    expect((await changePlan()).body).toMatchObject({ errors: [{ field: '/acceptFindings' }] });
    expect((await finance('GET', path)).body).toMatchObject({ version: 1, plan: { planId: 'team' } });
    const early = await changePlan({ effective: '2026-01-01T00:00:00+01:00' });
    expect(early).toMatchObject({ status: 422, body: { errors: [{ field: '/effective' }] } });
    const accepting = { acceptFindings: ['use_beyond_limit'], reason: 'they know' };
    expect(await changePlan(accepting)).toMatchObject({ status: 200, body: { plan: { planId: 'small' } } });
    expect((await finance('GET', `${path}/changes`)).body).toMatchObject({
      items: [{}, { reason: 'they know (accepted: use_beyond_limit)' }],
    });
  });

  test('that is about later stops nothing, and use that is no worse off is none', async () => {
    await use('ingestion', 150);
    const later = await preview({ ...SMALL, when: 'periodEnd' });
    expect(later.findings).toContainEqual(
      expect.objectContaining({ code: 'use_beyond_limit_later', blocking: false, subject: 'ingestion' }),
    );
    await change({ ...SMALL, acceptFindings: ['use_beyond_limit'] });
    await publish('middle', {
      tier: 'community',
      allowances: [{ meter: 'ingestion', quantity: '120', policy: 'hard', overage: [] }],
      addOns: [],
    });
    expect(codes(await preview({ planId: 'middle', when: 'now' }))).not.toContain('use_beyond_limit');
  });

  test('tells of add-ons, prices that were agreed, and that nothing would be otherwise', async () => {
    await change({ planId: 'team', addOns: [{ key: 'volume', quantity: 2 }], when: 'now' });
    const price = { change: { kind: 'basePrice', amount: '39' }, reason: 'as agreed' };
    await finance('POST', `${path}/overrides`, { body: price });
    expect(codes(await preview())).toEqual(expect.arrayContaining(['add_on_lost', 'price_agreement_lost']));
    expect(codes(await preview({ planId: 'team', when: 'now' }))).toEqual(['nothing_changes']);
  });

  test('tells that a tier is not known, and that the tenant is suspended', async () => {
    await publish('odd', { tier: 'nobody-knows' });
    await app.as('admin')('POST', `/v1/tenants/${tenantId}/suspend`, {
      body: { by: 'billing', reason: 'PaymentOverdue' },
    });
    const seen = await preview({ planId: 'odd', when: 'now' });
    expect(codes(seen)).toEqual(expect.arrayContaining(['tier_unknown', 'tenant_suspended']));
    expect(seen.running).toMatchObject({ known: false, after: { source: 'unknown', revision: null } });
  });
});

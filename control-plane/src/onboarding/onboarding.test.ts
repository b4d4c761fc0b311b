import {
  type SubmissionBody,
  submissionPageSchema,
  submissionSchema,
  validationSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { tenantSchema } from '@tenantry/contracts/commercial/tenant';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Reply, startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { completeForm } from './onboarding.test-support.ts';

const ROOT = '/v1/onboarding/submissions';
let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const call = (method: string, path = '', body?: unknown, headers: Record<string, string> = {}) =>
  app.as('onboarding')(method, ROOT + path, { body, headers });
const bodyOf = (reply: Reply): SubmissionBody => submissionSchema.parse(reply.body);
const begun = async (form: unknown = completeForm()) => bodyOf(await call('POST', '', form));
const submit = (submission: SubmissionBody, version = submission.version) =>
  call('POST', `/${submission.submissionId}/submit`, undefined, { 'if-match': `"v${version}"` });
const run = () => app.app.domains.onboarding.saga.runDue();
const stateOf = (submission: SubmissionBody) =>
  Object.fromEntries(submission.steps.map(({ step, state }) => [step, state]));

test('a form is begun empty, saved step by step, right or not, and read again as it was left', async () => {
  const draft = await begun({});
  const path = `/${draft.submissionId}`;
  const wrong = { company: { slug: 'Not A Slug!', displayName: 'Acme' } };
  const saved = await call('PATCH', path, wrong, { 'if-match': '"v1"' });
  expect(saved).toMatchObject({ status: 200, body: { status: 'draft', form: wrong, version: 2 } });
  expect(await call('PATCH', path, {}, { 'if-match': '"v1"' })).toMatchObject({ status: 412 });
  await call('PATCH', path, { plan: { planId: 'pro' } }, { 'if-match': '"v2"' });
  const read = bodyOf(await call('GET', path));
  expect(read.form).toEqual({ ...wrong, plan: { planId: 'pro' } });
  expect(read.formSteps.map(({ step, complete }) => [step, complete])).toEqual([
    ['company', false],
    ['contacts', false],
    ['plan', true],
    ['placement', true],
    ['review', false],
  ]);
  expect(read.formSteps[0]?.faults).toMatchObject([{ field: '/company/slug' }]);
});

test.each([
  ['a taken slug', { company: { slug: 'taken', displayName: 'x' } }, '/company/slug', 'slug_taken'],
  ['an unknown plan', { plan: { planId: 'no-such-plan' } }, '/plan/planId', undefined],
  ['an unknown cluster', { placement: { cluster: 'moon' } }, '/placement/cluster', 'unknown_cluster'],
  ['an unknown region', { placement: { region: 'moon' } }, '/placement/region', 'unknown_region'],
  ['an impossible quota', { placement: { quota: { pods: '-3' } } }, '/placement/quota/pods', undefined],
  ['no contact', { contacts: { contacts: [] } }, '/contacts/contacts', undefined],
  [
    'an address that is none',
    { contacts: { contacts: [{ name: 'x', email: 'y' }] } },
    '/contacts/contacts/0/email',
    undefined,
  ],
])('%s is told by validation, and refuses the submission', async (_what, form, field, code) => {
  await registered(app, { slug: 'taken' });
  const draft = await begun({ ...completeForm(), ...form });
  const validation = validationSchema.parse((await call('GET', `/${draft.submissionId}/validation`)).body);
  const faults = validation.formSteps.flatMap(step => step.faults);
  expect(faults).toMatchObject([{ field, ...(code !== undefined && { code }) }]);
  expect(await submit(draft)).toMatchObject({
    status: 422,
    body: { code: 'invalid_state', errors: [{ field }] },
  });
  expect(bodyOf(await call('GET', `/${draft.submissionId}`)).status).toBe('draft');
});

test('what is submitted becomes a tenant with its plan, step by step, without anybody waiting', async () => {
  const submitted = bodyOf(await submit(await begun()));
  expect(submitted.status).toBe('submitted');
  await run();
  const live = bodyOf(await call('GET', `/${submitted.submissionId}`));
  expect(live.status).toBe('live');
  expect(stateOf(live)).toEqual({
    tenant: 'done',
    subscription: 'done',
    signup: 'done',
    workload: 'done',
    readiness: 'done',
    firstUsage: 'waiting',
  });
  const tenant = await app.as('admin')('GET', `/v1/tenants/${live.tenantId}`);
  expect(tenant.body).toMatchObject({
    slug: 'sample-acme',
    origin: 'onboarding',
    plan: { planId: 'pro', tier: 'pro' },
  });
});

test('who chose no plan gets the default plan of the settings', async () => {
  const { plan: _, ...form } = completeForm();
  const draft = await begun(form);
  expect(draft.formSteps.every(({ complete }) => complete)).toBe(true);
  const submitted = bodyOf(await submit(draft));
  await run();
  const tenant = await app.as('admin')('GET', `/v1/tenants/${submitted.tenantId}`);
  expect(tenant.body).toMatchObject({ plan: { planId: 'community' } });
});

test('submitted many times at once, it is submitted once', async () => {
  const draft = await begun();
  const replies = await Promise.all(Array.from({ length: 10 }, () => submit(draft)));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  await run();
  const history = await app.app.context.changes.scan({
    from: `onboarding/${draft.submissionId}/`,
    limit: 100,
  });
  expect(history.filter(({ action }) => action === 'onboarding.submit')).toHaveLength(1);
});

test('only the version that was reviewed is submitted', async () => {
  const draft = await begun();
  const path = `/${draft.submissionId}`;
  expect(await call('POST', `${path}/submit`)).toMatchObject({ status: 428 });
  await call('PATCH', path, { plan: { planId: 'enterprise' } }, { 'if-match': '"v1"' });
  expect(await submit(draft, 1)).toMatchObject({ status: 412 });
  expect(await submit(draft, 2)).toMatchObject({ status: 200 });
  expect(await call('PATCH', path, {}, { 'if-match': '"v2"' })).toMatchObject({ status: 409 });
  expect(await call('POST', `${path}/cancel`, {})).toMatchObject({ status: 409 });
});

test('of two with one slug one becomes a tenant, and the other is opened again and takes another slug', async () => {
  const [first, second] = [await begun(), await begun()];
  await submit(first);
  await submit(second);
  await run();
  const states = [first, second].map(async one => bodyOf(await call('GET', `/${one.submissionId}`)));
  const [winner, loser] = (await Promise.all(states)).sort((a, b) => (a.status < b.status ? -1 : 1));
  if (winner === undefined || loser === undefined) throw new Error('there are two');
  expect([winner.status, loser.status]).toEqual(['live', 'needs_attention']);
  expect(loser.steps[0]).toMatchObject({ step: 'tenant', state: 'blocked', code: 'slug_taken' });
  const path = `/${loser.submissionId}`;
  expect(await call('POST', `/${winner.submissionId}/reopen`)).toMatchObject({ status: 409 });
  const open = bodyOf(await call('POST', `${path}/reopen`));
  expect(open.tenantId).not.toBe(loser.tenantId);
  const company = { slug: 'sample-other', displayName: 'Other' };
  await call('PATCH', path, { company }, { 'if-match': `"v${open.version}"` });
  await submit(open, open.version + 1);
  await run();
  expect(bodyOf(await call('GET', path)).status).toBe('live');
  expect(await app.as('admin')('GET', '/v1/tenants')).toMatchObject({ body: { total: 2 } });
});

test('a plan that is archived meanwhile blocks, and a plan given by hand lets it go on', async () => {
  const draft = await begun();
  await submit(draft);
  const { subscriptions } = app.app.domains.tenants;
  const subscribe = subscriptions.subscribe;
  const { Problem } = await import('../http/problem.ts');
  Object.assign(subscriptions, {
    subscribe: () => Promise.reject(new Problem('invalid_state', 'version 1 of plan "pro" is archived')),
  });
  await run();
  const blocked = bodyOf(await call('GET', `/${draft.submissionId}`));
  expect(blocked.status).toBe('needs_attention');
  expect(blocked.steps[1]).toMatchObject({ state: 'blocked', code: 'invalid_state', attempts: 1 });
  Object.assign(subscriptions, { subscribe });
  const changed = await app.as('admin')('POST', `/v1/tenants/${blocked.tenantId}/change-plan`, {
    body: { planId: 'enterprise' },
  });
  expect(tenantSchema.parse(changed.body).plan).toMatchObject({ planId: 'enterprise' });
  app.clock.advance(20_000);
  await run();
  expect(bodyOf(await call('GET', `/${draft.submissionId}`)).status).toBe('live');
});

test('a step that fails is tried again later and later, and says why', async () => {
  const draft = await begun();
  await submit(draft);
  const { workloads } = app.app.domains.clusters;
  const sync = workloads.sync;
  Object.assign(workloads, {
    sync: () => Promise.resolve({ is: 'unavailable', message: 'no route to host' }),
  });
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 4; attempt++) {
    await run();
    const { steps } = bodyOf(await call('GET', `/${draft.submissionId}`));
    expect(steps[3]).toMatchObject({
      step: 'workload',
      state: 'failing',
      attempts: attempt,
      message: 'no route to host',
    });
    const next = Date.parse(steps[3]?.nextAttemptAt ?? '');
    waits.push(next - app.clock.now());
    expect(await run()).toBe(0);
    app.clock.set(new Date(next).toISOString());
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  Object.assign(workloads, { sync });
  await run();
  expect(bodyOf(await call('GET', `/${draft.submissionId}`)).status).toBe('live');
});

test('the first usage completes it, and the sign-up is no usage', async () => {
  const submitted = bodyOf(await submit(await begun()));
  await run();
  const event = { id: '1', source: 'test', type: 'query', tenantId: submitted.tenantId };
  const sent = await app.as('ingest')('POST', '/v1/usage/events', { body: event });
  expect(sent.status).toBe(200);
  expect(bodyOf(await call('GET', `/${submitted.submissionId}`)).status).toBe('live');
  app.clock.advance(60_000);
  await run();
  const done = bodyOf(await call('GET', `/${submitted.submissionId}`));
  expect(done).toMatchObject({ status: 'completed', completedAt: expect.any(String) });
  expect(await run()).toBe(0);
});

test('a submission ends when its tenant is deleted before it was done', async () => {
  const submitted = bodyOf(await submit(await begun()));
  await run();
  const { tenants } = app.app.domains;
  await app.as('admin')('POST', `/v1/tenants/${submitted.tenantId}/schedule-deletion`, {
    body: { at: '2026-03-01T12:00:00Z', confirmSlug: 'sample-acme' },
  });
  await tenants.service.settleDue(async () => true);
  app.clock.advance(60_000);
  await run();
  expect(bodyOf(await call('GET', `/${submitted.submissionId}`)).status).toBe('cancelled');
  expect(await run()).toBe(0);
});

test('a list says who began each, which step a draft is at, and holds on request those that are one’s own', async () => {
  await begun({ company: { slug: 'own', displayName: 'Own (sample)' } });
  const somebody = app.as({ roles: ['onboarding'], id: 'user:other' });
  const company = { ...completeForm('named').company, accountOwner: 'user:test' };
  await somebody('POST', ROOT, { body: { company } });
  await somebody('POST', ROOT, { body: completeForm('foreign') });
  const listed = async (query: string) => submissionPageSchema.parse((await call('GET', query)).body).items;
  expect(
    (await listed('')).map(({ slug, formStep, createdBy }) => [slug, formStep, createdBy]).sort(),
  ).toEqual([
    ['foreign', 'review', 'user:other'],
    ['named', 'contacts', 'user:other'],
    ['own', 'contacts', 'user:test'],
  ]);
  const mine = await listed('?mine=true&status=draft');
  expect(mine.map(({ slug }) => slug).sort()).toEqual(['named', 'own']);
});

test('submissions are listed by where they stand', async () => {
  await begun({});
  await submit(await begun(completeForm('one')));
  app.clock.advance(1_000);
  await submit(await begun(completeForm('two')));
  await run();
  expect((await call('GET', '?status=live')).body).toMatchObject({
    items: [
      { slug: 'two', step: 'firstUsage' },
      { slug: 'one', step: 'firstUsage' },
    ],
  });
  expect((await call('GET', '?status=draft')).body).toMatchObject({ items: [{ status: 'draft' }] });
  const page = (await call('GET', '?limit=2')).body;
  expect(page).toMatchObject({ items: [{}, {}], next: expect.any(String) });
  const rest = await call('GET', `?limit=2&cursor=${Reflect.get(Object(page), 'next')}`);
  expect(rest.body).toMatchObject({ items: [{}] });
});

test.each([
  ['a step nobody knows', { legal: {} }],
  ['a field nobody knows', { company: { tier: 'enterprise' } }],
  ['a text beyond all measure', { company: { slug: 'x'.repeat(300) } }],
  ['an object for a text', { company: { slug: { $gt: '' } } }],
  ['a list of a thousand', { contacts: { contacts: Array(1000).fill({}) } }],
])('%s is not saved', async (_what, form) => {
  expect(await call('POST', '', form)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

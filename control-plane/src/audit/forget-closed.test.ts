import { submissionSchema } from '@tenantry/contracts/commercial/onboarding';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { importsSpec } from '../onboarding/imports.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { tenantAggregate } from '../tenants/tenant.ts';
import { registered } from '../tenants/tenants.test-support.ts';

const PERSON = { name: 'Ada Wunderlich (sample)', email: 'ada.wunderlich@example.com' };
const OWNER = 'Kim Nordqvist (sample)';
const ROOT = '/v1/onboarding/submissions';
const LONG = 3 * 86_400_000;

let app: TestApp;
const store = () => {
  if (!(app.store instanceof MemoryStore)) throw new Error('these tests look into a store of their own');
  return app.store;
};
/** Collections in which somebody of these tests is named. */
const named = () => [...new Set([PERSON.name, PERSON.email, OWNER].flatMap(text => store().holding(text)))];
const admin = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.as('admin')(method, path, { ...(body !== undefined && { body }), headers });
const erase = (target: string) => admin('POST', '/v1/audit/erasures', { target, reason: 'asked for' });
const onboard = () => app.app.domains.onboarding.saga.runDue();
const submissionOf = async (id: string) => submissionSchema.parse((await admin('GET', `${ROOT}/${id}`)).body);

beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const form = (slug: string) => {
  const { company, ...rest } = completeForm(slug);
  return { ...rest, company: { ...company, accountOwner: OWNER }, contacts: { contacts: [PERSON] } };
};

async function begun(slug = 'sample-acme') {
  return submissionSchema.parse((await admin('POST', ROOT, form(slug))).body);
}

async function submitted(slug = 'sample-acme') {
  const { submissionId } = await begun(slug);
  await admin('POST', `${ROOT}/${submissionId}/submit`, undefined, { 'if-match': '"v1"' });
  return submissionId;
}

async function deleted(tenantId: string, confirmSlug: string) {
  const at = new Date(app.clock.now() + 60_000).toISOString();
  await admin('POST', `/v1/tenants/${tenantId}/schedule-deletion`, { at, confirmSlug });
  app.clock.advance(120_000);
  await app.app.domains.tenants.service.settleDue(async () => true);
}

test('an erasure of a tenant that is gone leaves nobody named anywhere, in the form that it came by neither', async () => {
  const submissionId = await submitted();
  await onboard();
  const { tenantId } = await submissionOf(submissionId);
  await deleted(tenantId, 'sample-acme');
  expect(named()).not.toEqual([]);
  expect((await erase(`tenant/${tenantId}`)).status).toBe(200);
  expect(named()).toEqual([]);
  expect(await submissionOf(submissionId)).toMatchObject({
    form: { company: { slug: 'sample-acme' }, contacts: { contacts: [{ name: 'erased' }] } },
  });
  expect((await admin('GET', `/v1/tenants/${tenantId}`)).body).toMatchObject({
    slug: 'sample-acme',
    contacts: [],
  });
});

test('the record of what was erased still verifies, and says who erased and why', async () => {
  const submissionId = await submitted();
  await onboard();
  const { tenantId } = await submissionOf(submissionId);
  await deleted(tenantId, 'sample-acme');
  const sealed = async () => {
    app.clock.advance(LONG);
    await app.app.auditChain.sealer.round();
  };
  await sealed();
  await erase(`tenant/${tenantId}`);
  await sealed();
  expect((await app.app.auditChain.verify(tenantId)).findings).toEqual([]);
  const entries = await admin('GET', `/v1/audit?action=tenant.forget_people&target=tenant/${tenantId}`);
  expect(entries.body).toMatchObject({ items: [{ reason: 'asked for', outcome: 'done' }] });
});

test('asked for again, nothing is changed once more', async () => {
  const submissionId = await submitted();
  await onboard();
  await erase(`onboarding/${submissionId}`);
  const { version } = await submissionOf(submissionId);
  expect((await erase(`onboarding/${submissionId}`)).body).toEqual({ erased: 0 });
  expect((await submissionOf(submissionId)).version).toBe(version);
});

test.each([
  ['a draft', begun],
  ['a form whose tenant is not registered yet', async () => ({ submissionId: await submitted() })],
])('%s keeps its contacts: who may change it does', async (_what, make) => {
  const { submissionId } = await make();
  await erase(`onboarding/${submissionId}`);
  expect((await submissionOf(submissionId)).form.contacts).toEqual({ contacts: [PERSON] });
});

test('a tenant that lives keeps its contacts', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-acme', contacts: [PERSON] });
  await erase(`tenant/${tenantId}`);
  expect((await admin('GET', `/v1/tenants/${tenantId}`)).body).toMatchObject({ contacts: [PERSON] });
});

test('who never came to be a tenant, since another had the slug, is forgotten as one that was', async () => {
  const { tenantId } = await registered(app, { slug: 'sample-acme', contacts: [PERSON] });
  const tenants = app.app.context.aggregates(tenantAggregate);
  const known = await tenants.load(tenantId);
  if (known === undefined) throw new Error('it was registered');
  const refused = uuidv7();
  const note = { actor: { id: 'system:test', name: 'Test' }, requestId: 'x', tenantId: refused };
  const state = { ...known.state, tenantId: refused, phase: 'refused' as const };
  await tenants.create(refused, state, { ...note, action: 'tenant.refuse' });
  await erase(`tenant/${refused}`);
  expect(JSON.stringify(await tenants.history(refused, 0, 9))).not.toContain(PERSON.name);
  expect((await tenants.load(refused))?.state.contacts).toEqual([]);
});

test('a thing that is not there is no error, and nothing is made of it', async () => {
  const none = '01900000-0000-7000-8000-000000000000';
  for (const target of [`tenant/${none}`, `onboarding/${none}`, 'tenant', 'moon/1']) {
    expect(await erase(target)).toMatchObject({ status: 200, body: { erased: 0 } });
  }
});

test('whom a row of an import names is in its submission alone once it is applied, also of one that was kept whole', async () => {
  const { imports } = app.app.domains.onboarding;
  const header = 'slug,displayName,contactName,contactEmail,accountOwner';
  const bytes = Buffer.from(`${header}\nsample-a,A,${PERSON.name},${PERSON.email},${OWNER}\n`);
  const who = { actor: { id: 'user:test', name: 'Test' }, requestId: 'x' };
  const whole = await imports.apply('01900000-0000-7000-8000-000000000001', bytes, 'refuse', who);
  await imports.applyPending();
  await onboard();
  expect(named()).not.toContain(importsSpec.name);
  const { pending: _, ...kept } = whole;
  await (await app.store.collection(importsSpec)).replace(kept);
  expect(named()).toContain(importsSpec.name);
  const submissionId = whole.rows[0]?.submissionId ?? '';
  await erase(`onboarding/${submissionId}`);
  expect(named()).not.toContain(importsSpec.name);
});

const ISSUER = 'https://idp.example.com';
const ACTOR = `user:${ISSUER}|42`;
const HOURS_12 = 12 * 3_600_000;

/** Somebody signs in by the issuer. */
async function signedIn(id: string) {
  const issuedAt = new Date(app.clock.now()).toISOString();
  const identity = { issuer: ISSUER, subject: '42', name: PERSON.name, groups: ['care'], issuedAt };
  const principal = { id: ACTOR, name: PERSON.name, roles: [] };
  return app.app.access.sessions.start(
    { principal, requestId: 'x' },
    id,
    { kind: 'user', identity },
    undefined,
  );
}
const eraseActor = () => admin('POST', '/v1/audit/erasures', { actorId: ACTOR, reason: 'asked for' });

test.each([
  ['that was ended', () => app.app.access.sessions.end({ id: ACTOR, name: PERSON.name }, 'x', 'one')],
  ['whose time was up', async () => app.clock.advance(HOURS_12)],
  [
    'of somebody who was signed out everywhere',
    () => admin('POST', '/v1/users/access', { issuer: ISSUER, subject: '42', blocked: false }),
  ],
])('an erasure of somebody takes the name and groups out of a session %s, for good', async (_what, end) => {
  await signedIn('one');
  await end();
  expect(named()).not.toEqual([]);
  expect((await eraseActor()).status).toBe(200);
  expect(named()).toEqual([]);
  const state = await app.app.access.sessions.state('one');
  expect(state?.holder).toMatchObject({ identity: { subject: 'erased', name: 'erased', groups: [] } });
  expect(state?.endedAt).toBeDefined();
  expect((await eraseActor()).body).toEqual({ erased: 0 });
});

test('a session that lasts stays who it is of, until it is over and is asked for again', async () => {
  await signedIn('one');
  await eraseActor();
  expect((await app.app.access.sessions.state('one'))?.holder).toMatchObject({
    identity: { name: PERSON.name },
  });
  app.clock.advance(HOURS_12);
  await eraseActor();
  expect(named()).toEqual([]);
});

test('the record of sessions still verifies after an erasure', async () => {
  await signedIn('one');
  await app.app.access.sessions.end({ id: ACTOR, name: PERSON.name }, 'x', 'one');
  const sealed = async () => {
    app.clock.advance(LONG);
    await app.app.auditChain.sealer.round();
  };
  await sealed();
  await eraseActor();
  await sealed();
  expect((await app.app.auditChain.verify('installation')).findings).toEqual([]);
});

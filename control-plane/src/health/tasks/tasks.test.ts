import { type TaskBody, taskPageSchema, taskSchema } from '@tenantry/contracts/commercial/task';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Caller, startTestApp, type TestApp } from '../../app.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';

let app: TestApp;
let cs: Caller;
let tenantId: string;

beforeEach(async () => {
  app = await startTestApp();
  cs = app.as('cs');
  ({ tenantId } = await registered(app, { slug: 'sample-acme', accountOwner: 'sample owner' }));
});
afterEach(() => app[Symbol.asyncDispose]());

async function written(body: object, headers: Record<string, string> = {}): Promise<TaskBody> {
  const reply = await cs('POST', `/v1/tenants/${tenantId}/tasks`, { body, headers });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return taskSchema.parse(reply.body);
}

async function listed(query: string): Promise<string[]> {
  const reply = await app.as('viewer')('GET', `/v1/tasks?${query}`);
  return taskPageSchema.parse(reply.body).items.map(({ title }) => title);
}

test('a suggested action becomes a task with a title, a day and an owner', async () => {
  const task = await written({ action: 'settle_payment' });
  expect(task).toMatchObject({
    action: 'settle_payment',
    title: 'Ask for the payment that is overdue',
    due: '2026-03-04',
    owner: 'sample owner',
    tenantName: 'sample-acme (sample)',
    status: 'open',
    overdue: false,
  });
  const health = () => cs('GET', `/v1/tenants/${tenantId}/health`);
  expect((await health()).body).toMatchObject({
    suggestedAction: { action: 'assign_plan' },
    suggestedTaskId: null,
  });
  const { taskId } = await written({ action: 'assign_plan' });
  expect((await health()).body).toMatchObject({ suggestedTaskId: taskId });
  app.clock.advance(4 * 86_400_000);
  expect((await cs('GET', `/v1/tasks/${task.taskId}`)).body).toMatchObject({ overdue: true });
});

test('open tasks come by their day, of all, of a tenant and of an owner; closed ones the newest first', async () => {
  for (const [title, due, owner] of [
    ['second', '2026-03-05', 'one'],
    ['first', '2026-03-04', 'two'],
    ['third', '2026-03-06', 'one'],
  ]) {
    await written({ title, due, owner });
  }
  expect(await listed('')).toEqual(['first', 'second', 'third']);
  expect(await listed('owner=one')).toEqual(['second', 'third']);
  expect(await listed(`tenantId=${tenantId}`)).toEqual(['first', 'second', 'third']);
  const page = taskPageSchema.parse((await cs('GET', '/v1/tasks?limit=2')).body);
  expect(await listed(`limit=2&cursor=${page.next}`)).toEqual(['third']);
  for (const { taskId } of page.items) {
    app.clock.advance(1_000);
    await cs('POST', `/v1/tasks/${taskId}/close`, { body: {} });
  }
  expect(await listed('')).toEqual(['third']);
  expect(await listed('status=closed')).toEqual(['second', 'first']);
});

test('a task is changed by who has read it, closed once, and opened again', async () => {
  const { taskId } = await written({ title: 'call', note: 'about the invoice' });
  const patch = { owner: null, due: '2026-04-01' };
  const change = (tag: string) =>
    cs('PATCH', `/v1/tasks/${taskId}`, { body: patch, headers: { 'if-match': tag } });
  expect((await change('"v2"')).status).toBe(412);
  const changed = taskSchema.parse((await change('"v1"')).body);
  expect(changed).toMatchObject({ due: '2026-04-01', note: 'about the invoice', version: 2 });
  expect(changed.owner).toBeUndefined();
  const close = (as: string) =>
    cs('POST', `/v1/tasks/${taskId}/close`, { body: { as, closingNote: 'called' } });
  expect((await close('done')).body).toMatchObject({ status: 'done', version: 3 });
  expect((await close('done')).body).toMatchObject({ status: 'done', version: 3 });
  expect((await close('dropped')).status).toBe(409);
  expect((await change('"v3"')).status).toBe(409);
  const reopened = await cs('POST', `/v1/tasks/${taskId}/reopen`);
  expect(reopened.body).toMatchObject({ status: 'open', version: 4 });
});

test('what is written in a task is not in the audit, nor in what is told', async () => {
  const { taskId } = await written({ title: 'call', note: 'private words', owner: 'jo@example.com' });
  await cs('POST', `/v1/tasks/${taskId}/close`, { body: { closingNote: 'private words' } });
  const audit = await app.as('admin')('GET', `/v1/audit?target=task/${taskId}`);
  const events = await app.as('admin')('GET', '/v1/events?limit=200');
  for (const { body } of [audit, events]) {
    expect(JSON.stringify(body)).toContain(taskId);
    expect(JSON.stringify(body)).not.toMatch(/private words|jo@example/);
  }
});

test('a request that comes again writes no second task, and one without a title or action none', async () => {
  const key = { 'idempotency-key': 'a-key-of-a-test' };
  const [first, second] = [await written({ title: 'once' }, key), await written({ title: 'once' }, key)];
  expect(second.taskId).toBe(first.taskId);
  expect(await listed('')).toEqual(['once']);
  const refused = await cs('POST', `/v1/tenants/${tenantId}/tasks`, { body: { note: 'no title' } });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: '/title' }] } });
  const nobody = '0198f000-0000-7000-8000-000000000009';
  expect((await cs('POST', `/v1/tenants/${nobody}/tasks`, { body: { title: 'x' } })).status).toBe(404);
});

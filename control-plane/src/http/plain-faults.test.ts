import { pageQuery } from '@tenantry/contracts/api/list';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp } from '../app.test-support.ts';
import { inPlainWords } from './plain-faults.ts';

const schema = z.strictObject({
  list: z.array(z.string()).min(1),
  text: z.string().max(3),
  own: z.string({ error: 'the words of the schema' }),
  id: z.uuidv7(),
  kind: z.enum(['a', 'b']),
});

test('faults are told in plain words, and a schema’s own words stay', () => {
  const value = { list: [], text: 'long', id: 'x', kind: 'c', more: 1 };
  const faults = schema.safeParse(value, inPlainWords).error?.issues ?? [];
  expect(faults.map(({ message }) => message)).toEqual([
    'at least 1 items',
    'at most 3 characters',
    'the words of the schema',
    'a UUID',
    'one of "a", "b"',
    'there is no field "more" here',
  ]);
  const missing = schema.safeParse({ text: 7 }, inPlainWords).error?.issues ?? [];
  expect(missing.slice(0, 2).map(({ message }) => message)).toEqual(['it is missing: a list', 'it is text']);
});

test.each([
  ['0', '1 to 200'],
  ['1000', '1 to 200'],
  ['x', '1 to 200'],
])('a limit of %s is told which there are', (limit, range) => {
  const faults = z.strictObject(pageQuery).safeParse({ limit }).error?.issues ?? [];
  expect(faults.map(({ message }) => message)).toEqual([`a whole number from ${range}`]);
});

test('the API speaks so: of bodies, queries, events, forms, and ids of the wrong form', async () => {
  await using app = await startTestApp();
  const admin = app.as('admin');
  const messagesOf = async (method: string, path: string, body?: unknown) =>
    JSON.stringify((await admin(method, path, { body })).body);
  expect(await messagesOf('POST', '/v1/tenants', { slug: 'a', nothing: 1 })).toContain('it is missing: text');
  expect(await messagesOf('GET', '/v1/tenants?x=1')).toContain('there is no field \\"x\\" here');
  expect(await messagesOf('POST', '/v1/usage/events', { type: 'query' })).toContain('it is missing: text');
  expect(await messagesOf('POST', '/v1/onboarding/submissions', {})).toContain('it is missing: a list');
  const bySlug = await admin('GET', '/v1/tenants/sample-acme');
  expect(bySlug).toMatchObject({ status: 404, body: { errors: [{ field: 'path.tenantId' }] } });
  expect(JSON.stringify(bySlug.body)).toContain('GET /v1/tenants?q=');
});

test('whoever has no role is told so', async () => {
  await using app = await startTestApp();
  const nobody = await app.as({ roles: [] })('GET', '/v1/whoami');
  expect(nobody).toMatchObject({
    status: 403,
    body: { detail: 'you have no role here: none of your groups, or of your key, gives one' },
  });
});

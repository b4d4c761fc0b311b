import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp } from '../../app.test-support.ts';
import { defineRoute } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './document.ts';
import { viewOf } from './document-view.ts';
import { TAGS } from './tags.ts';

const thing = z
  .object({ id: z.string(), note: z.string().meta({ description: '<script>alert("x")</script> & `code`' }) })
  .meta({ id: 'Thing', description: 'A thing' });

const putThing = defineRoute({
  method: 'put',
  path: '/v1/things/{thingId}',
  operation: 'putThing',
  tag: 'tenants',
  summary: 'Changes a thing',
  params: z.strictObject({ thingId: z.guid() }),
  query: z.strictObject({
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(200))
      .default(50)
      .meta({ description: 'How many' }),
    dry: z.enum(['true', 'false']).optional(),
  }),
  body: z.strictObject({ note: z.string().max(9), size: z.int().default(1) }).meta({ id: 'PutThing' }),
  responses: { 200: thing, 204: z.undefined() },
  precondition: 'required',
  idempotent: true,
  handle: async () => ({ status: 200, body: { id: 'a', note: 'b' } }),
});

const sendRaw = defineRoute({
  method: 'post',
  path: '/v1/raw',
  operation: 'sendRaw',
  tag: 'usage',
  summary: 'Sends bytes',
  raw: { types: ['application/json', 'application/x-ndjson'], limit: 1_000, example: { id: 'e1' } },
  responses: { 200: z.object({ ok: z.boolean() }) },
  handle: async () => ({ status: 200, body: { ok: true } }),
});

const { paths = {}, components } = openApiDocument([sendRaw, putThing]);

test('a parameter that text is turned into a number for is a number, with its bounds and default', () => {
  expect(paths['/v1/things/{thingId}']?.put?.parameters).toContainEqual({
    in: 'query',
    name: 'limit',
    description: 'How many',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'How many' },
  });
});

test('the headers that a route takes are parameters, and If-Match is required where it is', () => {
  expect(paths['/v1/things/{thingId}']?.put?.parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ in: 'path', name: 'thingId', required: true }),
      expect.objectContaining({ in: 'header', name: 'If-Match', required: true }),
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key' }),
    ]),
  );
});

test('every answer stands in it: success, none, and each problem of the way in', () => {
  const responses = paths['/v1/things/{thingId}']?.put?.responses ?? {};
  expect(Object.keys(responses)).toEqual([
    '200',
    '204',
    '400',
    '401',
    '403',
    '404',
    '408',
    '409',
    '412',
    '413',
    '415',
    '422',
    '428',
    '429',
    '431',
    '500',
    '503',
  ]);
  expect(responses['204']).not.toHaveProperty('content');
  expect(responses['412']).toEqual({ $ref: '#/components/responses/Problem412' });
  expect(components?.responses?.['Problem412']).toMatchObject({
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
});

test('a body with defaults may leave them out, and takes nothing else', () => {
  expect(components?.schemas?.['PutThing']).toMatchObject({
    required: ['note'],
    additionalProperties: false,
  });
});

test('where any JSON may stand the document says nothing, whatever number zod gave its own schema', () => {
  const data = z.object({ data: z.json(), more: z.record(z.string(), z.json()) });
  const document = openApiDocument([{ ...sendRaw, responses: { 200: data } }, putThing]);
  expect(JSON.stringify(document)).not.toContain('__schema');
  expect(JSON.stringify(document)).toContain('"properties":{"data":{},');
});

test('a pattern is one that every reader of patterns knows', () => {
  const named = z.object({ name: z.string().regex(/^\P{Cc}*$/u) });
  const document = openApiDocument([{ ...sendRaw, responses: { 200: named } }]);
  expect(JSON.stringify(document)).toContain(JSON.stringify('^[^\\x00-\\x1f\\x7f-\\x9f]*$'));
  expect(JSON.stringify(document)).not.toContain('P{Cc}');
});

test('a raw route shows each type that it takes, with an example', () => {
  expect(paths['/v1/raw']?.post?.requestBody).toMatchObject({
    content: {
      'application/json': { example: { id: 'e1' } },
      'application/x-ndjson': { example: '{"id":"e1"}', schema: { type: 'string' } },
    },
  });
});

test('the order of the routes changes nothing', () => {
  expect(JSON.stringify(openApiDocument([putThing, sendRaw]))).toBe(
    JSON.stringify(openApiDocument([sendRaw, putThing])),
  );
});

test('the page shows what the document says as text, and never as markup', () => {
  const page = docsPage(openApiDocument([putThing]));
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; <code>code</code>');
  expect(page).not.toContain('<script');
  expect(page).toContain('<a href="#schema-PutThing">PutThing</a>');
  expect(page).toContain('1 to 200, default 50');
});

test('document and page are served to anybody, and the page may load and run nothing', async () => {
  await using app = await startTestApp();
  const document = await fetch(`${app.url}/openapi.json`);
  const page = await fetch(`${app.url}/openapi`);
  expect(await document.json()).toMatchObject({ openapi: '3.1.0' });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(await page.text()).not.toMatch(/<script|<link|<img|\son\w+=|style=|src=/);
});

test('every route of the control plane is in the document, with words for all that it takes and answers', async () => {
  await using app = await startTestApp();
  const document = openApiDocument(app.app.routes);
  const view = viewOf(document);
  expect(view.operations.map(({ operationId }) => operationId).sort()).toEqual(
    app.app.routes.map(({ operation }) => operation).sort(),
  );
  for (const { name } of view.tags) expect(TAGS[name], `tag ${name}`).toBeTruthy();
  for (const { operationId, security, ...operation } of view.operations) {
    if (security.length > 0) expect(operation['x-roles'], operationId).not.toEqual([]);
  }
});

test('every link inside the page leads somewhere', async () => {
  await using app = await startTestApp();
  const page = await (await fetch(`${app.url}/openapi`)).text();
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter(id => !ids.has(id))).toEqual([]);
});

import { STATUS_CODES } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiRequestBodyObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { POLICY } from '../../access/policy.ts';
import type { RawBody, Route } from '../route.ts';
import { parametersOf } from './parameters.ts';
import { problemResponses } from './problems.ts';
import { TAGS } from './tags.ts';

/** The version of the API, which is that of the contracts. */
const VERSION = '0.2.0';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** OpenAPI 3.1 of every route. The same routes give the same document, whatever their order. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  const sorted = [...routes].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  for (const route of sorted)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  const used = new Set(routes.map(({ tag }) => tag));
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Tenantry control plane',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The control plane that serves this document' }],
    tags: [...used].sort(compare).map(name => ({ name, description: TAGS[name] ?? '' })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, or an access token of the OpenID Connect issuer',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-tenantry-session',
          description:
            'Set by `POST /v1/session` or by signing in at the issuer. What changes something needs the header `X-Tenantry-CSRF: 1` beside it',
        },
      },
    },
  };
  return withPlainJson(
    createDocument(document, { override: ({ jsonSchema }) => portablePattern(jsonSchema) }),
  );
}

const ANONYMOUS = /^__schema\d+$/;

/**
 * Wherever any JSON may stand, zod writes a recursive schema of its own, numbered in passing. The empty schema says the
 * same, to every reader, whatever the order of the routes.
 */
function withPlainJson(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components?.schemas ?? {};
  for (const [name, schema] of Object.entries(schemas)) {
    if (!ANONYMOUS.test(name)) continue;
    if (!isAnyJson(schema, name)) throw new Error(`a recursive schema has no id: ${JSON.stringify(schema)}`);
    delete schemas[name];
  }
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
    const ref = typeof value === 'object' && value !== null && '$ref' in value ? String(value.$ref) : '';
    return ANONYMOUS.test(ref.slice(ref.lastIndexOf('/') + 1)) ? {} : value;
  });
}

function isAnyJson(schema: unknown, name: string): boolean {
  const itself = { $ref: `#/components/schemas/${name}` };
  const json = {
    anyOf: [
      ...['string', 'number', 'boolean', 'null'].map(type => ({ type })),
      { type: 'array', items: itself },
      { type: 'object', propertyNames: { type: 'string' }, additionalProperties: itself },
    ],
  };
  return isDeepStrictEqual(schema, json);
}

/** Of Unicode's properties not every reader of patterns knows the names; the control characters can be listed. */
function portablePattern(schema: { pattern?: string }): void {
  if (schema.pattern?.includes('\\P{Cc}')) {
    schema.pattern = schema.pattern.replaceAll('\\P{Cc}', '[^\\x00-\\x1f\\x7f-\\x9f]');
  }
}

const DESCRIPTION = `Plans, subscriptions, tenants, a ledger of usage, entitlements and onboarding.

Send an API key or an access token as \`Authorization: Bearer …\`. Times are RFC 3339 in UTC. Amounts of money are strings of whole minor units, prices decimal strings, quantities that may pass 2^53 decimal strings. Lists answer \`items\` and, unless it was the last page, \`next\`: give it back as \`cursor\`. What goes wrong is told after RFC 9457, with a \`code\` that never changes its meaning. What a caller may not know of is answered with 404.`;

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { operation, tag, summary, description, open } = route;
  const body = requestBodyOf(route);
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...parametersOf(route),
    ...(body && { requestBody: body }),
    responses: responsesOf(route),
    security: open ? [] : [{ bearer: [] }, { session: [] }],
    ...(!open && policyOf(operation)),
  };
}

/** Who may call it, for people and for tests: the policy table decides, whatever stands here. */
function policyOf(operation: string) {
  const row = Object.hasOwn(POLICY, operation) ? POLICY[operation] : undefined;
  return { 'x-roles': [...(row?.roles ?? [])], 'x-tenant-bound': row?.tenantBound ?? 'never' };
}

function requestBodyOf({ body, raw }: Route): ZodOpenApiRequestBodyObject | undefined {
  if (raw) {
    const types = raw.types.map(type => [type, rawContent(type, raw)]);
    return {
      required: true,
      description: `At most ${raw.limit} bytes, unpacked; \`Content-Encoding\` may be gzip, deflate or br`,
      content: Object.fromEntries(types),
    };
  }
  if (body === undefined) return undefined;
  const required = !body.safeParse(undefined).success;
  return { required, content: { 'application/json': { schema: body } } };
}

/** The example is of the first type; in NDJSON it is a line. */
function rawContent(type: string, { example, schemas, types }: RawBody) {
  const json = type.endsWith('json') && type !== 'application/x-ndjson';
  const schema = schemas?.[type] ?? (json ? {} : { type: 'string' as const });
  if (example === undefined || (json && type !== types[0])) return { schema };
  return { schema, example: json || typeof example === 'string' ? example : linesOf(example) };
}

function linesOf(example: unknown): string {
  const lines: unknown[] = Array.isArray(example) ? example : [example];
  return lines.map(line => JSON.stringify(line)).join('\n');
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const own = Object.entries(route.responses).map(([status, schema]): [string, ZodOpenApiResponseObject] => [
    status,
    {
      description: schema.meta()?.description ?? STATUS_CODES[status] ?? status,
      headers: headersOf(route, Number(status)),
      ...(hasContent(schema) && { content: { [route.produces ?? 'application/json']: { schema } } }),
    },
  ]);
  const problems = [...problemResponses(route)].map(
    ([status, problem]): [string, ZodOpenApiResponseObject] => [String(status), problem],
  );
  return Object.fromEntries([...problems, ...own]);
}

function hasContent(schema: z.ZodType): boolean {
  return !(schema instanceof z.ZodUndefined || schema instanceof z.ZodVoid || schema instanceof z.ZodNever);
}

function headersOf(route: Route, status: number) {
  const text = (description: string) => ({ description, schema: { type: 'string' as const } });
  return {
    'X-Request-Id': text('The id of this request'),
    ...(route.precondition && { ETag: text('The version of what is answered, for `If-Match`') }),
    ...(status === 201 && { Location: text('Where what was made is') }),
    ...(route.idempotent && {
      'Idempotency-Replayed': text(
        '`true` when this is the kept answer of an earlier request with the same key',
      ),
    }),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

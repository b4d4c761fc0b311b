import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The OpenAPI document of the control plane, as far as tests of pages ask it. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [key: string]: Json };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of the document that must be there. */
export function part(value: Json | undefined, ...names: readonly string[]): Schema | undefined {
  let found: Json | undefined = value;
  for (const name of names) found = isSchema(found) ? found[name] : undefined;
  if (!isSchema(found)) return undefined;
  const { $ref } = found;
  if (typeof $ref !== 'string' || $ref.startsWith('#/components/schemas/')) return found;
  return part(DOCUMENT, ...$ref.replace('#/', '').split('/'));
}

function parsed(text: string): Schema {
  const value: unknown = JSON.parse(text);
  if (!isSchema(value)) throw new Error('the document is no object');
  return value;
}

const FILE = join(import.meta.dirname, '../../../../../contracts/openapi.json');
const DOCUMENT: Schema = parsed(readFileSync(FILE, 'utf8'));
export const SCHEMAS: Schema = part(DOCUMENT, 'components', 'schemas') ?? {};

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The first answer that means success. */
  readonly status: number;
  readonly answer: Schema | undefined;
  readonly body: Schema | undefined;
  readonly pattern: RegExp;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.keys(part(DOCUMENT, 'paths') ?? {}).flatMap(path =>
    METHODS.flatMap(method => {
      const found = part(DOCUMENT, 'paths', path, method);
      return found === undefined
        ? []
        : [[`${method.toUpperCase()} ${path}`, operationOf(path, method, found)]];
    }),
  ),
);

function operationOf(path: string, method: string, operation: Schema): Operation {
  const responses = part(operation, 'responses') ?? {};
  const status = Object.keys(responses).find(code => code.startsWith('2')) ?? '204';
  const pattern = path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return {
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    status: Number(status),
    answer: part(responses, status, 'content', 'application/json', 'schema'),
    body: part(operation, 'requestBody', 'content', 'application/json', 'schema'),
    pattern: new RegExp(`^${pattern}$`),
  };
}

/** What a request asks for. Where two paths fit, the one with fewer names in braces is meant. */
export function operationFor(method: string, pathname: string): Operation | undefined {
  return [...OPERATIONS.values()]
    .filter(operation => operation.method === method && operation.pattern.test(pathname))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
}

const judges = new Map<Schema, z.ZodType>();

/** What is wrong with a value by a schema of the document; undefined: nothing. */
export function faultOf(schema: Schema, value: unknown): string | undefined {
  const known = judges.get(schema);
  const judge = known ?? judgeOf(schema);
  judges.set(schema, judge);
  const result = judge.safeParse(value);
  return result.success ? undefined : z.prettifyError(result.error);
}

function judgeOf(schema: Schema): z.ZodType {
  const names = new Set<string>();
  const own = defined(schema, names);
  const definitions: Record<string, unknown> = {};
  // The set grows while it is gone through: each schema names further ones.
  for (const name of names) definitions[name] = defined(part(SCHEMAS, name) ?? {}, names);
  return z.fromJSONSchema(JSON.parse(JSON.stringify({ ...own, $defs: definitions })));
}

const REFERENCE = /"#\/components\/schemas\/(\w+)"/g;

/** The schema with its references as `$defs`, the only ones that the judge follows; their names go into `names`. */
function defined(schema: Schema, names: Set<string>): Record<string, Json> {
  const text = JSON.stringify(schema).replace(REFERENCE, (_, name: string) => {
    names.add(name);
    return `"#/$defs/${name}"`;
  });
  return { ...parsed(text) };
}

import { z } from 'zod';

/** JSON as it stands in a manifest. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What of JSON Schema a structural schema of apiextensions.k8s.io/v1 takes over as it is. */
const KEPT = [
  'description',
  'type',
  'format',
  'enum',
  'default',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'maxProperties',
  'required',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
] as const;

/** Known and left out: what a structural schema has no words for, or what is said in another way. */
const DROPPED = new Set(['$schema', 'propertyNames', 'anyOf', 'properties', 'items', 'additionalProperties']);

/**
 * The structural schema of a zod schema, as it is before zod fills in defaults.
 *
 * @throws Error naming the path when a field lacks a description, or holds what cannot be said in a
 *   CustomResourceDefinition: a manifest that says less than the schema would be a silent hole.
 */
export function structuralSchema(schema: z.ZodType): JsonObject {
  const json: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw' });
  return convert(asObject(json, ''), '');
}

function convert(node: JsonObject, path: string): JsonObject {
  requireWords(node, path);
  const kept: Record<string, Json> = {};
  for (const key of KEPT) {
    const value = node[key];
    if (value !== undefined && !isNoise(key, node)) kept[key] = value;
  }
  if (node['x-kubernetes-preserve-unknown-fields'] === true) return keepAsWritten(kept);
  if (node['x-kubernetes-int-or-string'] === true) return { ...kept, ...intOrString(node, path) };
  if (node['properties'] !== undefined) {
    const properties = Object.entries(asObject(node['properties'], path));
    kept['properties'] = Object.fromEntries(
      properties.map(([name, child]) => [name, convert(asObject(child, path), `${path}.${name}`)]),
    );
  }
  if (node['items'] !== undefined) kept['items'] = convert(asObject(node['items'], path), `${path}[]`);
  if (node['additionalProperties'] !== undefined) {
    kept['additionalProperties'] = convert(asObject(node['additionalProperties'], path), `${path}.*`);
  }
  return kept;
}

function requireWords(node: JsonObject, path: string): void {
  const where = path === '' ? 'the root' : path.slice(1);
  if (typeof node['description'] !== 'string' || node['description'] === '') {
    throw new Error(`${where} has no description: kubectl explain would have nothing to say`);
  }
  const union = node['anyOf'] !== undefined || Array.isArray(node['type']);
  if (union && node['x-kubernetes-int-or-string'] !== true) {
    throw new Error(`${where} is a union: a structural schema has only intOrString for that`);
  }
  const known: ReadonlySet<string> = new Set<string>(KEPT);
  for (const key of Object.keys(node)) {
    if (!known.has(key) && !DROPPED.has(key)) throw new Error(`${where} uses ${key}, which is not converted`);
  }
}

/** zod bounds every integer by what a double holds. */
function isNoise(key: string, node: JsonObject): boolean {
  if (key === 'minimum') return node['minimum'] === Number.MIN_SAFE_INTEGER;
  return key === 'maximum' && node['maximum'] === Number.MAX_SAFE_INTEGER;
}

function keepAsWritten(kept: Readonly<Record<string, Json>>): JsonObject {
  return Object.fromEntries(Object.entries(kept).filter(([key]) => key !== 'required'));
}

/** The one union that a structural schema knows, in the form that the API server insists on. */
function intOrString(node: JsonObject, path: string): JsonObject {
  const branches = Array.isArray(node['anyOf']) ? node['anyOf'].map(branch => asObject(branch, path)) : [];
  const text = branches.find(branch => branch['type'] === 'string');
  const number = branches.find(branch => branch['type'] === 'integer');
  if (branches.length !== 2 || !text || !number) {
    throw new Error(`${path.slice(1)} is intOrString, but not a union of integer and string`);
  }
  return {
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    ...(text['pattern'] !== undefined && { pattern: text['pattern'] }),
    ...(text['maxLength'] !== undefined && { maxLength: text['maxLength'] }),
    ...(number['minimum'] !== undefined && { minimum: number['minimum'] }),
    // Kept here: beyond it, reading the number as JSON would already change it.
    ...(number['maximum'] !== undefined && { maximum: number['maximum'] }),
  };
}

function asObject(value: unknown, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`${path.slice(1) || 'the root'}: expected a schema, found ${JSON.stringify(value)}`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

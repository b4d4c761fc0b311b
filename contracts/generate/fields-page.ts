import type { CustomResource } from './custom-resource-definition.ts';
import { asText, madeBy, table } from './markdown.ts';
import { type Json, type JsonObject, structuralSchema } from './structural-schema.ts';

/** docs/reference/<kind>-fields.md: every field with its type, default and description. */
export function fieldsPage(resource: CustomResource, command: string): string {
  const lines = [
    madeBy('contracts/src/tenancy', command),
    `# Fields of a ${resource.kind}`,
    '',
    `${resource.description} Fields marked * are required.`,
    '',
    ...section('spec', structuralSchema(resource.spec)),
  ];
  if (resource.status) lines.push(...section('status', structuralSchema(resource.status.schema)));
  return lines.join('\n');
}

function section(root: string, schema: JsonObject): string[] {
  return [
    `## ${root}`,
    '',
    ...table(['field', 'type', 'default', 'meaning'], [...rows(schema, '')]),
    '',
    ...ruleList(root, schema),
  ];
}

function* rows(schema: JsonObject, prefix: string): Generator<string[]> {
  const required = new Set(list(schema['required']));
  for (const [name, child] of childrenOf(schema)) {
    const path = joined(prefix, name);
    // Items and values have no line of their own: the list or map says what they are.
    if (name !== '[]' && name !== '*') {
      const mark = required.has(name) ? ' *' : '';
      yield [`\`${path}\`${mark}`, typeOf(child), defaultOf(child), asText(String(child['description']))];
    }
    yield* rows(child, path);
  }
}

function ruleList(root: string, schema: JsonObject): string[] {
  const rules = [...rulesOf(schema, root)];
  return rules.length === 0
    ? []
    : ['The API server refuses what breaks one of these rules:', '', ...rules, ''];
}

function* rulesOf(schema: JsonObject, path: string): Generator<string> {
  for (const rule of list(schema['x-kubernetes-validations'])) {
    if (isObject(rule)) yield `- \`${path}\`: ${String(rule['message'])}`;
  }
  for (const [name, child] of childrenOf(schema)) yield* rulesOf(child, joined(path, name));
}

function* childrenOf(schema: JsonObject): Generator<[string, JsonObject]> {
  if (isObject(schema['items'])) yield ['[]', schema['items']];
  if (isObject(schema['additionalProperties'])) yield ['*', schema['additionalProperties']];
  if (!isObject(schema['properties'])) return;
  for (const [name, child] of Object.entries(schema['properties'])) if (isObject(child)) yield [name, child];
}

function typeOf(schema: JsonObject): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'quantity';
  if (schema['enum'] !== undefined)
    return list(schema['enum'])
      .map(value => `\`${String(value)}\``)
      .join(' or ');
  if (isObject(schema['items'])) return `list of ${typeOf(schema['items'])}`;
  if (isObject(schema['additionalProperties'])) return `map of ${typeOf(schema['additionalProperties'])}`;
  const range = rangeOf(schema);
  return `${String(schema['format'] ?? schema['type'])}${range}`
    .replace('int32', 'integer')
    .replace('int64', 'integer');
}

function rangeOf(schema: JsonObject): string {
  if (schema['type'] === 'string' && schema['maxLength'] !== undefined)
    return `, at most ${schema['maxLength']}`;
  if (schema['minimum'] === undefined || schema['maximum'] === undefined) return '';
  return `, ${schema['minimum']} to ${schema['maximum']}`;
}

function defaultOf(schema: JsonObject): string {
  const value = schema['default'];
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}

function joined(prefix: string, name: string): string {
  if (name === '[]') return `${prefix}[]`;
  return prefix === '' ? name : `${prefix}.${name}`;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

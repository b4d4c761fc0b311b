import type { components } from '@tenantry/contracts/client/schema.generated';
import fc from 'fast-check';
import { faultOf, type Json, part, SCHEMAS, type Schema } from './document.test-support.ts';

type Schemas = components['schemas'];

/**
 * A value that is by the schema, the same each time: the fewest things that must be there, lists empty, texts short.
 * `overrides` say what matters to the test.
 */
export function sampleOf<Name extends keyof Schemas & string>(
  name: Name,
  overrides: Partial<Schemas[Name]> = {},
): Schemas[Name] {
  const schema = part(SCHEMAS, name);
  if (schema === undefined) throw new Error(`the document has no schema ${name}`);
  const sample = sampleBy(schema);
  const value: unknown =
    typeof sample === 'object' && sample !== null && !Array.isArray(sample)
      ? { ...sample, ...overrides }
      : sample;
  const isRight = (given: unknown): given is Schemas[Name] => {
    const fault = faultOf(schema, given);
    if (fault !== undefined) throw new Error(`this is no ${name}: ${fault}`);
    return true;
  };
  if (!isRight(value)) throw new Error(`this is no ${name}`);
  return value;
}

export function sampleBy(schema: Schema, depth = 0): Json {
  if (depth > 12) return null;
  const { $ref, anyOf, oneOf, allOf, type, default: usual } = schema;
  if (typeof $ref === 'string') {
    const named = part(SCHEMAS, $ref.split('/').at(-1) ?? '');
    if (named === undefined) throw new Error(`the document has no ${$ref}`);
    return sampleBy(named, depth + 1);
  }
  if (usual !== undefined) return usual;
  if (schema['const'] !== undefined) return schema['const'];
  const { enum: words, example } = schema;
  if (Array.isArray(words)) return words[0] ?? null;
  if (example !== undefined && faultOf(schema, example) === undefined) return example;
  const some = [anyOf, oneOf].find(Array.isArray);
  // Nothing is a value, too: what may be null is.
  if (Array.isArray(some)) {
    const parts = some.map(one => part(one)).filter(one => one !== undefined);
    const chosen = parts.find(one => one['type'] === 'null') ?? parts[0];
    return chosen === undefined ? null : sampleBy(chosen, depth + 1);
  }
  if (Array.isArray(allOf)) {
    return Object.assign({}, ...allOf.map(one => sampleBy(part(one) ?? {}, depth + 1)));
  }
  const kinds = Array.isArray(type) ? type : [type];
  if (kinds.includes('null')) return null;
  return simpleSample(schema, kinds[0], depth);
}

function simpleSample(schema: Schema, kind: Json | undefined, depth: number): Json {
  switch (kind) {
    case 'object': {
      const { required } = schema;
      const names = Array.isArray(required) ? required.map(String) : [];
      return Object.fromEntries(
        names.map(name => [name, sampleBy(part(schema, 'properties', name) ?? {}, depth + 1)]),
      );
    }
    case 'array': {
      const least = Number(schema['minItems'] ?? 0);
      return Array.from({ length: least }, () => sampleBy(part(schema, 'items') ?? {}, depth + 1));
    }
    case 'integer':
    case 'number': {
      const least = Number(schema['minimum'] ?? 0);
      return Number.isSafeInteger(least) && least > 0 ? least : 0;
    }
    case 'boolean':
      return false;
    case 'string':
      return textBy(schema);
    default:
      return {};
  }
}

const TEXTS = [
  '2026-11-01T09:00:00.000Z',
  '2026-11-01',
  '01935f6e-7c00-7000-8000-000000000001',
  '01935f6e-7c00-4000-8000-000000000001',
  'sample@example.com',
  'https://example.com/',
  '0',
  '1',
  'EUR',
  'sample',
  'a',
  'P30D',
  'Sample',
  '0123456789abcdef0123456789abcdef',
  '',
];

function textBy(schema: Schema): string {
  const plain = schema['pattern'] === undefined && schema['format'] === undefined;
  const candidates = plain ? ['sample', 'Sample text', 'a'] : TEXTS;
  const found = candidates.find(text => faultOf(schema, text) === undefined);
  if (found !== undefined) return found;
  const pattern = String(schema['pattern'] ?? '.+');
  const [made = ''] = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 1 });
  return made;
}

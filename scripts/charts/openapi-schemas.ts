import { z } from 'zod';

/** A definition of the API server's OpenAPI document, version 2: JSON Schema with words of Kubernetes. */
type Definition = Readonly<Record<string, unknown>>;

const documentSchema = z.looseObject({
  definitions: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const kindsSchema = z.array(z.object({ group: z.string(), version: z.string(), kind: z.string() }));

const REFERENCE = '#/definitions/';
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/**
 * One JSON Schema for each kind that an API server serves, by the name under which kubeconform looks for it
 * (`deployment-apps-v1`). Strict: a field that the server does not know is a fault, as with `kubectl --validate=strict`.
 */
export function schemasOf(openapi: unknown): ReadonlyMap<string, object> {
  const { definitions } = documentSchema.parse(openapi);
  const strict = new Map(Object.entries(definitions).map(([name, node]) => [name, strictly(name, node)]));
  const schemas = new Map<string, object>();
  for (const [name, node] of Object.entries(definitions)) {
    const kinds = kindsSchema.safeParse(node['x-kubernetes-group-version-kind']).data ?? [];
    // DeleteOptions and the like are of every group, and no object of any.
    if (kinds.length !== 1) continue;
    const needed = reach(name, strict);
    for (const { group, version, kind } of kinds) {
      const parts = [kind.toLowerCase(), ...(group === '' ? [] : [group.split('.')[0] ?? '']), version];
      schemas.set(parts.join('-'), {
        $ref: REFERENCE + name,
        definitions: Object.fromEntries([...needed].map(each => [each, strict.get(each)])),
      });
    }
  }
  return schemas;
}

function strictly(name: string, node: Definition): Definition {
  // The server takes 1 for "1".
  if (name === QUANTITY) return { type: ['string', 'number'] };
  return convert(node);
}

function convert(node: Definition): Definition {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    // Patterns and formats are those of Go, and the server judges them itself.
    if (key === 'format' || key === 'pattern') continue;
    result[key] = convertChild(key, value);
  }
  const isOpen = node['x-kubernetes-preserve-unknown-fields'] === true;
  if (isRecord(node['properties']) && node['additionalProperties'] === undefined && !isOpen)
    result['additionalProperties'] = false;
  if (node['format'] === 'int-or-string' || node['x-kubernetes-int-or-string'] === true)
    result['type'] = ['string', 'integer'];
  return result;
}

function convertChild(key: string, value: unknown): unknown {
  if (key === 'properties' && isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, isRecord(child) ? convert(child) : child]),
    );
  return ['items', 'additionalProperties'].includes(key) && isRecord(value) ? convert(value) : value;
}

/** The definitions that one needs, itself included. */
function reach(
  name: string,
  definitions: ReadonlyMap<string, Definition>,
  found = new Set<string>(),
): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next = ''] of JSON.stringify(definitions.get(name)).matchAll(/"#\/definitions\/([^"]+)"/g))
    reach(next, definitions, found);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { Pool } from 'undici';
import { describe, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { loadConnection } from '../client/kube-config.ts';
import { type MergeRule, mergeRuleOf } from './merge-rules.ts';
import { richIntents } from './rich-intents.test-support.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

type Schemas = Readonly<Record<string, Schema>>;

/** Where an API group version keeps its OpenAPI document. */
function documentPath(group: string, version: string): string {
  return group === '' ? `/openapi/v3/api/${version}` : `/openapi/v3/apis/${group}/${version}`;
}

function resolve(schemas: Schemas, schema: Schema): Schema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference === undefined) return schema;
  const { $ref: _, allOf: __, ...own } = schema;
  return { ...resolve(schemas, schemas[reference.slice(reference.lastIndexOf('/') + 1)] ?? {}), ...own };
}

/** What the server's schema says of one field, in our words; undefined for the ordinary way. */
function ruleInSchema(schemas: Schemas, field: Schema): MergeRule | undefined {
  if (field['x-kubernetes-map-type'] === 'atomic') return { merge: 'atomic' };
  if (field['x-kubernetes-list-type'] === 'set') return { merge: 'set' };
  if (field['x-kubernetes-list-type'] !== 'map') return undefined;
  const item = resolve(schemas, field.items ?? {});
  const keys = [...(field['x-kubernetes-list-map-keys'] ?? [])].sort();
  const defaults = Object.fromEntries(
    keys
      .map(key => [key, item.properties?.[key]?.default])
      .filter(([, value]) => value !== undefined && value !== '' && value !== 0),
  );
  const atomicItems = item['x-kubernetes-map-type'] === 'atomic';
  return {
    merge: 'by-keys',
    keys,
    ...(Object.keys(defaults).length > 0 && { defaults }),
    ...(atomicItems && { atomicItems }),
  };
}

function differences(
  schemas: Schemas,
  name: string,
  schema: Schema,
  trail: readonly string[] = [],
): string[] {
  const found: string[] = [];
  for (const [field, raw] of Object.entries(schema.properties ?? {})) {
    const at = [...trail, field];
    if (at[0] === 'status' || field === 'managedFields') continue;
    const child = resolve(schemas, raw);
    const [ours, theirs] = [mergeRuleOf(trail.at(-1) ?? '', field), ruleInSchema(schemas, child)];
    const normal = ours?.merge === 'by-keys' ? { ...ours, keys: [...ours.keys].sort() } : ours;
    // An array without a type is atomic, as is our ordinary way; so is an atomic scalar.
    if (JSON.stringify(normal) !== JSON.stringify(theirs)) {
      found.push(
        `${name} ${at.join('.')}: ours ${JSON.stringify(normal)}, the server’s ${JSON.stringify(theirs)}`,
      );
    }
    if (theirs?.merge === 'atomic' || (child.type === 'array' && theirs === undefined)) continue;
    found.push(...differences(schemas, name, resolve(schemas, child.items ?? child), at));
  }
  return found;
}

describe.each(['1.34', '1.36'] as const)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });

  test.each(richIntents)(
    'every merge rule of a $type.kind is the one in the server’s OpenAPI',
    async ({ type }) => {
      const { server, tls } = await loadConnection({ kubeconfig: cluster().kubeconfig });
      const pool = new Pool(server.origin, { connect: { ...tls } });
      const response = await pool.request({ method: 'GET', path: documentPath(type.group, type.version) });
      const document = (await response.body.json()) as { components: { schemas: Schemas } };
      await pool.close();
      const { schemas } = document.components;
      const root = Object.values(schemas).find(schema =>
        schema['x-kubernetes-group-version-kind']?.some(
          gvk => gvk.kind === type.kind && gvk.group === type.group,
        ),
      );
      expect(root).toBeDefined();
      expect(differences(schemas, type.kind, root ?? {})).toEqual([]);
    },
  );
});

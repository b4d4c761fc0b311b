import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import { kubectl } from './install-manifests.test-support.ts';
import { useInstalled } from './use-installed.test-support.ts';

interface Schema {
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly additionalProperties?: Schema | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    description: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    items: schemaSchema.optional(),
    additionalProperties: schemaSchema.optional(),
  }),
);
const documentSchema = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);

  test.each([
    ['Tenant', 50],
    ['Tier', 120],
    ['TierRevision', 3],
  ])(
    'what kubectl explain reads of a %s has words for every field, at every depth',
    async (kind, atLeast) => {
      const { object } = await installed().admin.get('/openapi/v3/apis/tenantry.dev/v1alpha1');
      const { schemas } = documentSchema.parse(object).components;
      const { properties = {} } = schemaSchema.parse(schemas[`dev.tenantry.v1alpha1.${kind}`]);
      const fields = ['spec', 'status'].flatMap(name => {
        const schema = properties[name];
        return schema ? [...fieldsOf(schema, name)] : [];
      });
      expect(fields.length).toBeGreaterThanOrEqual(atLeast);
      expect(fields.filter(({ words }) => words === '')).toEqual([]);
    },
  );

  test.each([
    ['tenant.spec', 'suspensions\t<[]Object>'],
    ['tenant.spec.suspensions.until', 'When this suspension ends by itself'],
    ['tenant.spec.components.resources.limits', 'Most that each pod may use'],
    ['tier.spec.components.volume.size', 'never shrinks'],
    ['tierrevision.spec.template', 'as it was written'],
  ])('kubectl explain %s tells', async (path, words) => {
    expect((await kubectl(installed().cluster, 'explain', path)).replaceAll(/\s+/g, ' ')).toContain(
      words.replaceAll(/\s+/g, ' '),
    );
  });
});

function* fieldsOf(schema: Schema, path: string): Generator<{ path: string; words: string }> {
  yield { path, words: schema.description ?? '' };
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    yield* fieldsOf(child, `${path}.${name}`);
  if (schema.items) yield* fieldsOf(schema.items, `${path}[]`);
  if (schema.additionalProperties) yield* fieldsOf(schema.additionalProperties, `${path}.*`);
}

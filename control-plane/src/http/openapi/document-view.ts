import { z } from 'zod';

/** What pages for people show of an OpenAPI document. Parsed, because the document's own types say too little. */
const schemaView = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).default([]),
  get properties(): z.ZodDefault<z.ZodRecord<z.ZodString, typeof schemaView>> {
    return z.record(z.string(), schemaView).default({});
  },
  get additionalProperties(): z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, typeof schemaView]>> {
    return z.union([z.boolean(), schemaView]).optional();
  },
  get items(): z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, typeof schemaView]>> {
    return z.union([z.boolean(), schemaView]).optional();
  },
  get prefixItems(): z.ZodOptional<z.ZodArray<typeof schemaView>> {
    return z.array(schemaView).optional();
  },
  get anyOf(): z.ZodOptional<z.ZodArray<typeof schemaView>> {
    return z.array(schemaView).optional();
  },
  get oneOf(): z.ZodOptional<z.ZodArray<typeof schemaView>> {
    return z.array(schemaView).optional();
  },
  get allOf(): z.ZodOptional<z.ZodArray<typeof schemaView>> {
    return z.array(schemaView).optional();
  },
});
export type SchemaView = z.output<typeof schemaView>;

const contentView = z.record(
  z.string(),
  z.object({ schema: schemaView.optional(), example: z.unknown().optional() }),
);

const responseView = z.object({
  $ref: z.string().optional(),
  description: z.string().default(''),
  content: contentView.default({}),
});

const operationView = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: schemaView,
      }),
    )
    .default([]),
  requestBody: z
    .object({
      description: z.string().optional(),
      required: z.boolean().default(false),
      content: contentView,
    })
    .optional(),
  responses: z.record(z.string(), responseView),
  security: z.array(z.unknown()),
  'x-roles': z.array(z.string()).optional(),
  'x-tenant-bound': z.string().optional(),
});
export type OperationView = z.output<typeof operationView> & {
  readonly method: string;
  readonly path: string;
};

const documentView = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  tags: z.array(z.object({ name: z.string(), description: z.string().default('') })),
  paths: z.record(z.string(), z.record(z.string(), operationView)),
  components: z.object({
    schemas: z.record(z.string(), schemaView).default({}),
    responses: z.record(z.string(), responseView).default({}),
  }),
});

export interface DocumentView {
  readonly info: z.output<typeof documentView>['info'];
  readonly tags: z.output<typeof documentView>['tags'];
  readonly operations: readonly OperationView[];
  readonly schemas: Readonly<Record<string, SchemaView>>;
  readonly responses: Readonly<Record<string, z.output<typeof responseView>>>;
}

export function viewOf(document: unknown): DocumentView {
  const { info, tags, paths, components } = documentView.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
  return { info, tags, operations, schemas: components.schemas, responses: components.responses };
}

/** `Tenant` of `#/components/schemas/Tenant`. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** The limits of a value in words, for people. */
export function limitsOf(schema: SchemaView): string[] {
  const range = (least: number | undefined, most: number | undefined, what: string) => {
    const upper = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most;
    const lower = least === undefined || least <= Number.MIN_SAFE_INTEGER ? undefined : least;
    if (lower === undefined && upper === undefined) return [];
    if (lower === undefined) return [`at most ${upper}${what}`];
    return [upper === undefined ? `at least ${lower}${what}` : `${lower} to ${upper}${what}`];
  };
  return [
    ...range(schema.minimum, schema.maximum, ''),
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
}

/** The type of a value in words. `link` is what a named schema becomes. */
export function typeOf(schema: SchemaView, link: (name: string) => string): string {
  if (schema.$ref !== undefined) return link(nameOfRef(schema.$ref));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(value => JSON.stringify(value)).join(' or ');
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (several !== undefined)
    return several.map(one => typeOf(one, link)).join(schema.allOf ? ' and ' : ' or ');
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any'];
  return types.map(type => oneType(type, schema, link)).join(' or ');
}

function oneType(type: string, schema: SchemaView, link: (name: string) => string): string {
  const { items, additionalProperties } = schema;
  if (type === 'array') return `list of ${typeof items === 'object' ? typeOf(items, link) : 'any'}`;
  if (type === 'object' && typeof additionalProperties === 'object') {
    return `map of ${typeOf(additionalProperties, link)}`;
  }
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

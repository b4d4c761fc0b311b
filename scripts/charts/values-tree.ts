import { z } from 'zod';
import { valuesSchema } from './values-schema.ts';

/** A value of the chart: a group of others, or one with a default. */
export interface ValueNode {
  readonly path: readonly string[];
  readonly description: string;
  readonly type: string;
  /** JSON of the default; undefined for a group. */
  readonly fallback: unknown;
  readonly children: readonly ValueNode[];
}

const nodeSchema = z.looseObject({
  description: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  title: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  deprecated: z.boolean().default(false),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** JSON Schema of the values, as Helm reads it. */
export function valuesJsonSchema(): object {
  return z.toJSONSchema(valuesSchema, { io: 'input', target: 'draft-7', unrepresentable: 'throw' });
}

/** Every value but former ones, in the order of the schema. @throws Error naming one without description */
export function valueTree(): readonly ValueNode[] {
  return childrenOf(nodeSchema.parse(valuesJsonSchema()), []);
}

function childrenOf(node: z.infer<typeof nodeSchema>, path: readonly string[]): ValueNode[] {
  const defaults = z.record(z.string(), z.unknown()).safeParse(node.default).data ?? {};
  return Object.entries(node.properties ?? {}).flatMap(([name, raw]) => {
    const child = nodeSchema.parse(raw);
    if (child.deprecated) return [];
    const below = [...path, name];
    const { description } = child;
    if (description === undefined) throw new Error(`the value ${below.join('.')} has no description`);
    const isGroup = child.properties !== undefined && isEmptyGroup(child.default);
    return {
      path: below,
      description,
      type: typeName(child),
      fallback: isGroup && !isMap(below) ? undefined : (child.default ?? defaults[name]),
      children: isGroup && !isMap(below) ? childrenOf(child, below) : [],
    };
  });
}

/** A group says nothing by its own default: `{}`, which its members fill. */
function isEmptyGroup(fallback: unknown): boolean {
  return fallback === undefined || (isRecord(fallback) && Object.keys(fallback).length === 0);
}

/** Objects whose members are optional, by name of a variable: shown as one value. */
function isMap(path: readonly string[]): boolean {
  return ['config', 'secretConfig'].includes(path.at(-1) ?? '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(node: z.infer<typeof nodeSchema>): string {
  if (node.enum) return node.enum.map(value => `\`${String(value)}\``).join(', ');
  return node.title ?? [node.type ?? 'any'].flat().join(' or ');
}

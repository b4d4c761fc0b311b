import { z } from 'zod';

/** A value that the chart had under another name, or does not have any more. */
export interface FormerValue {
  readonly was: readonly string[];
  readonly since: string;
  /** Its name now; without one it is taken and means nothing. */
  readonly now?: readonly string[];
  /** What it was when nobody gave it. */
  readonly fallback: unknown;
}

/**
 * A value under its former name. The schema still takes it, since `helm upgrade --reuse-values` brings every value of the
 * chart before, and who keeps a file of values is told by its name; the templates move it (`tenantry.former`).
 */
export function former<T extends z.ZodType>(
  schema: T,
  { since, now }: { readonly since: string; readonly now?: string },
) {
  const description = now === undefined ? `not read any more since ${since}` : `is ${now} since ${since}`;
  return schema.optional().meta({ deprecated: true, description, since, ...(now !== undefined && { now }) });
}

const nodeSchema = z.looseObject({
  since: z.string().optional(),
  now: z.string().optional(),
  default: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Every former value of a schema, single values and not groups. */
export function formerValues(schema: unknown): readonly FormerValue[] {
  return below(nodeSchema.parse(schema), [], {});
}

function below(
  node: z.infer<typeof nodeSchema>,
  was: readonly string[],
  from: { readonly since?: string; readonly now?: readonly string[] },
): FormerValue[] {
  const since = node.since ?? from.since;
  const now = node.now?.split('.') ?? from.now;
  if (!node.properties)
    return since === undefined ? [] : [{ was, since, ...(now && { now }), fallback: node.default }];
  return Object.entries(node.properties).flatMap(([name, child]) =>
    below(nodeSchema.parse(child), [...was, name], {
      ...(since !== undefined && { since }),
      ...(now && { now: [...now, name] }),
    }),
  );
}

/** A field of an object that is otherwise. The values are JSON; a side without one has no such field. */
export interface FieldChange {
  /** `spec.template.spec.containers[api].image`; keys that are no plain words stand in brackets and quotes. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * The fields in which two objects differ, as deep as they go. Items of lists that have names (containers, ports,
 * variables) are compared by name, others by their place.
 * @param ignored Paths that do not count.
 */
export function compareIntents(
  before: unknown,
  after: unknown,
  ignored: ReadonlySet<string> = new Set(),
): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  walk(before, after, '', changes);
  return changes.filter(({ path }) => !ignored.has(path));
}

function walk(before: unknown, after: unknown, path: string, changes: FieldChange[]): void {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [a, b] = [keyed(before), keyed(after)];
    const named = a !== undefined && b !== undefined;
    const [left, right] = named ? [a, b] : [placed(before), placed(after)];
    walkKeys(left, right, key => `${path}[${key}]`, changes);
  } else if (isRecord(before) && isRecord(after)) {
    const [left, right] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
    walkKeys(left, right, key => below(path, key), changes);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) {
    changes.push({
      path,
      ...(before !== undefined && { before: JSON.stringify(before) }),
      ...(after !== undefined && { after: JSON.stringify(after) }),
    });
  }
}

function walkKeys(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  pathOf: (key: string) => string,
  changes: FieldChange[],
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    walk(before.get(key), after.get(key), pathOf(key), changes);
  }
}

export function below(path: string, key: string): string {
  if (!/^[A-Za-z][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Items by name; undefined when one has none, or two have the same. */
function keyed(items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const byName = new Map<string, unknown>();
  for (const item of items) {
    const name = isRecord(item) ? item['name'] : undefined;
    if (typeof name !== 'string' || byName.has(name)) return undefined;
    byName.set(name, item);
  }
  return byName;
}

function placed(items: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(items.map((item, at) => [String(at), item]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

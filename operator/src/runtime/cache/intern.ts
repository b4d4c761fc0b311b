/**
 * One copy of what many objects say alike. Ten thousand tenants of a dozen objects each repeat the same
 * namespace, names and labels in every one; kept once, a cached object costs half as much. The tables are
 * bounded: when one is full it begins anew, which costs sharing and never correctness.
 */
const KEPT = 50_000;
const strings = new Map<string, string>();
const records = new Map<string, Readonly<Record<string, string>>>();

export function internString(text: string): string {
  return kept(strings, text, text);
}

/** For records that nobody changes: the answer is shared with all that say the same. */
export function internRecord(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return kept(records, JSON.stringify(record), record);
}

function kept<V>(table: Map<string, V>, key: string, value: V): V {
  const known = table.get(key);
  if (known !== undefined) return known;
  if (table.size >= KEPT) table.clear();
  table.set(key, value);
  return value;
}

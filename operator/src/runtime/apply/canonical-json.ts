/** JSON with the keys of every object in order and undefined left out: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map(item => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts: string[] = [];
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [key, field] of entries.sort(byKey))
    parts.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${parts.join(',')}}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

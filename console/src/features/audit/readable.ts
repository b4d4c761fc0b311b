/** A value of the record as people read it: text as it is, what is nested as short JSON. Undefined: there was none. */
export function readable(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A JSON pointer as a path: `/contacts/0/email` is "contacts › 0 › email". */
export function wordsOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.length === 0 ? pointer : parts.join(' › ');
}

/** What something was done to, short enough for a table: the kind, and the end of an id that nobody reads whole. */
export function shortTarget(target: string): string {
  const at = target.indexOf('/');
  const [kind, id] = at < 0 ? ['', target] : [target.slice(0, at), target.slice(at + 1)];
  const words = kind.replaceAll('_', ' ');
  const end = id.length > 24 ? `…${id.slice(-8)}` : id;
  return words === '' ? end : `${words} ${end}`;
}

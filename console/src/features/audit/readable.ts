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

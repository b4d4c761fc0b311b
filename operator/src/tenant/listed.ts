const MOST_NAMED = 5;

/** `a, b and 3 more`: a message names a few, however many there are. */
export function listed(items: readonly string[]): string {
  const rest = items.length - MOST_NAMED;
  return items.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

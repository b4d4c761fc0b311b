/** A list for people, each item once. */
export function joined(items: readonly string[]): string {
  return [...new Set(items)].join(', ');
}

/**
 * Orders two resource versions of one type: negative when `a` is older. They are decimal integers without
 * leading zeros of any length (KEP-5504), so the longer one is greater and equals compare as text.
 */
export function compareResourceVersions(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

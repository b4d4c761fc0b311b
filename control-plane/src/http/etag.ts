import { Problem } from './problem.ts';

/** The entity tag of a version of what a caller may change. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/**
 * Holds If-Match against the version there is. Left out, or `*`, it matches whatever there is.
 * @throws Problem precondition_failed
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map(tag => tag.trim());
  if (!tags.includes(etagOf(version)))
    throw new Problem('precondition_failed', `it is at ${etagOf(version)}`);
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '../runtime/apply/canonical-json.ts';

/**
 * Goes up when the operator renders the same spec to other objects. A golden test fails until it does, since
 * a new version of the operator must never change running tenants without a revision that says so.
 */
export const RENDER_VERSION = 1;

/** `<tier>-<10 hex digits>`, a digest of the spec as written and the render version. */
export function revisionName(tier: string, written: unknown): string {
  const digest = createHash('sha256')
    .update(`${RENDER_VERSION}\n${canonicalJson(written)}`)
    .digest('hex');
  return `${tier}-${digest.slice(0, 10)}`;
}

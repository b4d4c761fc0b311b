import { join } from 'node:path';

/** Where the log and what belongs to it are, below a root. */
export const LOG = 'docs/stewardship/log.jsonl';
export const HEAD = 'docs/stewardship/head.json';
export const FROZEN = 'docs/stewardship/frozen';
export const PAGE = 'docs/stewardship/README.md';
/** What marks took out of claims, by page. */
export const EXCUSED = 'docs/stewardship/excused.json';
export const SCHEMA = 'docs/stewardship/schema.json';

export function frozenPath(sha256: string): string {
  return join(FROZEN, `${sha256}.json`);
}

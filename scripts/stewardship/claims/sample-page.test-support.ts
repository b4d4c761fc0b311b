import { type Body, chained } from '../chain.ts';
import { readEvidence } from '../evidence-copy.ts';
import { evidenceText } from '../kept-log.test-support.ts';
import { claimsOf } from './check-claims.ts';

const SHA = 'a'.repeat(64);
const BODY: Body = {
  ...{
    kind: 'evidence',
    version: '1.0.0',
    by: 'maintainers',
    at: '2026-11-26T12:00:00Z',
    commit: 'c'.repeat(40),
  },
  ...{ what: 'What holds of 3 things.', why: 'For the sake of a test.' },
  evidence: [{ path: 'docs/evidence/sample.json', sha256: SHA, lines: ['fast', 'loop', 'changed'] }],
};
const one = chained(BODY, undefined);
const two = chained({ ...BODY, what: 'A wrong entry of 9.', evidence: [] }, one);
const three = chained({ ...BODY, kind: 'correction', corrects: 'E2', evidence: [] }, two);
const copy = readEvidence(
  evidenceText([
    { id: 'fast', figures: { readyMs: [2665], idleMiB: 134.1, over: { passed: 131 }, cacheShare: 0.834 } },
    { id: 'loop', figures: { seconds: { 'to the alert': 0.19 }, statementMinor: '16459' } },
    { id: 'changed', figures: { passed: 7 }, commit: `${'f'.repeat(40)}-dirty` },
  ]),
);
if (!copy) throw new Error('the sample is no evidence');
/** A log with evidence, some of it of a tree with changes, and an entry that was corrected. */
export const CITED = { entries: [one, two, three], frozen: new Map([[SHA, copy]]) };
export const FAST = '[E1 sample/fast](../stewardship/README.md#e1)';
export const LOOP = '[E1 sample/loop](../stewardship/README.md#e1)';
export const CHANGED = '[E1 sample/changed](../stewardship/README.md#e1)';

/** The faults of a page. */
export function codes(markdown: string, path = 'docs/commercial/page.md'): readonly string[] {
  return claimsOf(path, markdown, CITED).faults.map(({ code }) => code);
}

import type { SubmissionStatus } from '@tenantry/contracts/commercial/onboarding';
import { positionOf, type Scalar } from '../storage/documents.ts';
import { type SubmissionHead, type SubmissionHeads, submissionHeadsSpec } from './submission.ts';

/** How many are looked at for one page of those that a filter takes: then the next page goes on from there. */
const MOST_LOOKED_AT = 2_000;
const STRIDE = 200;

export interface SubmissionList {
  readonly status: SubmissionStatus | undefined;
  readonly limit: number;
  readonly after: readonly Scalar[] | undefined;
  /** Which of them are wanted; undefined: all. */
  readonly takes?: ((head: SubmissionHead) => boolean) | undefined;
}

/** The newest first. `next` is where the next page begins; a page may be short, even empty, and not be the last one. */
export async function listSubmissions(
  heads: SubmissionHeads,
  { status, limit, after: from, takes = () => true }: SubmissionList,
): Promise<{ readonly items: readonly SubmissionHead[]; readonly next: readonly Scalar[] | undefined }> {
  const along =
    status === undefined ? ({ index: 'created' } as const) : ({ index: 'status', equals: [status] } as const);
  const placeOf = (head: SubmissionHead) =>
    positionOf(head, submissionHeadsSpec, along.index, status === undefined ? 0 : 1);
  const items: SubmissionHead[] = [];
  let after = from;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += STRIDE) {
    const found = await heads.scan({ ...along, limit: STRIDE, descending: true, ...(after && { after }) });
    for (const head of found) {
      if (takes(head)) {
        // One more than is wanted: so it is known whether there is more.
        if (items.length === limit) return { items, next: after };
        items.push(head);
      }
      after = placeOf(head);
    }
    if (found.length < STRIDE) return { items, next: undefined };
  }
  return { items, next: after };
}

import { scanAll } from '../../storage/documents.ts';
import type { Found } from '../sealing/findings.ts';
import type { Head } from '../sealing/head.ts';
import type { SignatureVerifier } from '../sealing/signing-key.ts';
import { latestVersion, type WindowCollection } from '../window.ts';
import { type Checkpoint, type CheckpointCollection, checkpointHash, checkpointId } from './checkpoint.ts';
import { dayKey, sameCount } from './day-totals.ts';

export interface CheckpointWalk {
  readonly checkpoints: CheckpointCollection;
  readonly verifier: SignatureVerifier;
  /** The last head that was kept outside the store. */
  readonly head?: Head;
}

/** All checkpoints of a tenant, oldest first; tells what is wrong with them. */
export async function walkCheckpoints(
  tenantId: string,
  { checkpoints, verifier, head }: CheckpointWalk,
  found: Found,
): Promise<readonly Checkpoint[]> {
  const all: Checkpoint[] = [];
  const range = { from: checkpointId(tenantId, 0), before: `${tenantId}0` };
  for await (const checkpoint of scanAll(checkpoints, range, 10)) {
    checkCheckpoint(checkpoint, all.at(-1), verifier, found);
    all.push(checkpoint);
  }
  checkKept(tenantId, all, head, found);
  return all;
}

function checkCheckpoint(
  checkpoint: Checkpoint,
  last: Checkpoint | undefined,
  verifier: SignatureVerifier,
  found: Found,
): void {
  const { id, number, previous, hash, keyId, signature } = checkpoint;
  const expected = (last?.number ?? 0) + 1;
  if (number !== expected) found('checkpoint_missing', id, `checkpoint ${expected} is not there`);
  else if (previous !== (last?.hash ?? '')) {
    found('checkpoint_changed', id, 'it does not follow from the checkpoint before it');
  }
  if (checkpointHash(checkpoint) !== hash)
    found('checkpoint_changed', id, 'its hash is not that of its content');
  if (!verifier.holds(keyId, hash, signature)) {
    found('signature_wrong', id, `it is not signed by the key ${keyId}, or that key is not known`);
  }
}

function checkKept(tenantId: string, all: readonly Checkpoint[], head: Head | undefined, found: Found): void {
  const kept = head?.checkpoint;
  if (kept === undefined) return;
  const id = checkpointId(tenantId, kept.number);
  const same = all.find(({ number }) => number === kept.number);
  if (same === undefined) found('checkpoint_missing', id, 'a kept head names it, and it is not there');
  else if (same.hash !== kept.hash) found('head_differs', id, 'it is not the checkpoint whose hash was kept');
}

/** Holds what pruned usage came to against the windows that answer for it. */
export async function checkTotals(
  checkpoints: readonly Checkpoint[],
  windows: WindowCollection,
  found: Found,
): Promise<void> {
  for (const { id, tenantId, days } of checkpoints) {
    for (const day of days) {
      const { last } = await latestVersion(windows, dayKey(tenantId, day));
      if (last !== undefined && sameCount(last.summary, day.summary)) continue;
      const what = last === undefined ? 'is not there' : 'is not what it was when its events were pruned';
      found(
        'total_changed',
        id,
        `the count of ${day.meter} on ${day.day.slice(0, 10)} ${what}; rebuild restores it`,
      );
    }
  }
}

import { createHmac } from 'node:crypto';
import { type Clock, isoTime } from '../../clock.ts';
import { scanAll } from '../../storage/documents.ts';
import { type CheckpointCollection, lastCheckpoint } from '../retention/checkpoint.ts';
import { removeRevived } from '../retention/remove-pruned.ts';
import type { ErasedRemnant, EventCollection, StoredEvent } from '../stored-event.ts';
import type { BlockCollection } from './block.ts';
import type { ErasureLog } from './erasure-log.ts';

export interface EraseOptions {
  readonly clock: Clock;
  readonly events: EventCollection;
  readonly erasures: ErasureLog;
  readonly blocks: BlockCollection;
  readonly checkpoints: CheckpointCollection;
}

export interface ErasureRequest {
  readonly tenantId: string;
  readonly subject: string;
  /** Dimensions whose values are personal too, and become pseudonyms. */
  readonly dimensions: readonly string[];
  readonly by: string;
  readonly reason: string;
  /** Makes pseudonyms: a secret that is thrown away after the erasure, so that nobody can try out names. */
  readonly pseudonymKey: Uint8Array;
}

/**
 * Erases what the ledger holds of a person: payload and salt of every entry with that subject. What is left counts as
 * before (one pseudonym for one subject), and the seals still hold, since they were made over a commitment.
 * Answers how many entries were erased. Cut short, it may be called again, with another pseudonym key too: what was
 * logged first stays.
 */
export async function eraseSubject(request: ErasureRequest, options: EraseOptions): Promise<number> {
  const { events, erasures, clock } = options;
  const at = isoTime(clock.now());
  let count = 0;
  for await (const event of scanAll(events, { index: 'slot', equals: [request.tenantId] }, 1_000)) {
    if (event.payload?.subject !== request.subject) continue;
    const { by, reason } = request;
    const remnant = await erasures.record(event, remnantOf(event, request, at), { at, by, reason });
    const { payload: _payload, salt: _salt, ...kept } = event;
    await events.replace({ ...kept, remnant });
    count++;
  }
  await removeWhatPruningTook(request.tenantId, options);
  return count;
}

/** An entry that was pruned after it was read is back by what was put in its place. */
async function removeWhatPruningTook(tenantId: string, options: EraseOptions): Promise<void> {
  const { events, blocks, checkpoints } = options;
  const last = await lastCheckpoint(checkpoints, tenantId);
  if (last === undefined) return;
  const { block: through, beforeSlot } = last;
  await removeRevived({ events, blocks, tenantId, through, beforeSlot });
}

function remnantOf(event: StoredEvent, request: ErasureRequest, erasedAt: string): ErasedRemnant {
  const pseudonym = (text: string) =>
    `erased:${createHmac('sha256', request.pseudonymKey).update(text).digest('base64url').slice(0, 22)}`;
  const dimensions = Object.entries(event.payload?.dimensions ?? {}).map(([name, value]) => [
    name,
    request.dimensions.includes(name) ? pseudonym(value) : value,
  ]);
  return {
    erasedAt,
    subject: pseudonym(request.subject),
    ...(dimensions.length > 0 && { dimensions: Object.fromEntries(dimensions) }),
  };
}

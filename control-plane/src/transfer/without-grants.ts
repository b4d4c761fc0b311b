import { z } from 'zod';
import type { Change } from '../storage/aggregates.ts';

const secretsSchema = z.looseObject({ secrets: z.array(z.looseObject({ hash: z.string() })) });

/**
 * A change of an API key without the hashes of its secrets: no token matches an empty one, so that no key of the old
 * place opens the new one. Taken out when the file is written and again when it is read, whoever wrote it.
 */
export function withoutGrants(change: Change<unknown>): Change<unknown> {
  const { seal, ...content } = change;
  const left = { ...content, before: stripped(change.before), after: stripped(change.after) };
  // What it committed to is not all there any more: an erasure that the import notes.
  return seal === undefined ? left : { ...left, seal: { commitment: seal.commitment } };
}

function stripped(state: unknown): unknown {
  const parsed = secretsSchema.safeParse(state);
  if (!parsed.success) return state;
  const { secrets, ...rest } = parsed.data;
  return { ...rest, secrets: secrets.map(secret => ({ ...secret, hash: '' })) };
}

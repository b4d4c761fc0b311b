import { MongoBulkWriteError, MongoError } from 'mongodb';
import { type InsertOutcome, StoreUnavailable } from '../documents.ts';
import { DUPLICATE_KEY, errorOf, isProgramFault, wasNeverSent } from './mongo-fault.ts';

/**
 * What an unordered insertMany of `count` documents came to, by what it threw. Only a server's word counts: a document
 * that it names as a duplicate exists, and one that it does not name is inserted, when it also vouches that the write
 * is durable. Everything else is unknown.
 *
 * @throws StoreUnavailable when nothing was sent or nothing taken, and the error itself when the program is at fault.
 */
export function insertOutcomes(count: number, error: unknown): readonly InsertOutcome[] {
  if (!(error instanceof MongoError)) throw error;
  const named = error instanceof MongoBulkWriteError ? error.result.getWriteErrors() : [];
  const fault = named.find(({ code }) => isProgramFault(code));
  if (fault) throw new Error(`MongoDB store: ${fault.errmsg}`);
  if (named.length > 0 && error instanceof MongoBulkWriteError && !error.result.getWriteConcernError())
    return byItem(count, error);
  const told = errorOf(error);
  const begun = error instanceof MongoBulkWriteError && error.result.insertedCount > 0;
  if (!(told instanceof StoreUnavailable) || (wasNeverSent(error) && !begun)) throw told;
  // It went over the wire, or a majority has not confirmed it: in whole or in part it may be there.
  return Array.from({ length: count }, () => 'unknown');
}

function byItem(count: number, error: MongoBulkWriteError): readonly InsertOutcome[] {
  const outcomes: InsertOutcome[] = Array.from({ length: count }, () => 'inserted');
  for (const { index, code } of error.result.getWriteErrors())
    outcomes[index] = code === DUPLICATE_KEY ? 'exists' : 'unknown';
  // No room, say: each was refused.
  if (outcomes.every(outcome => outcome === 'unknown'))
    throw new StoreUnavailable(`MongoDB store: ${error.message}`);
  return outcomes;
}

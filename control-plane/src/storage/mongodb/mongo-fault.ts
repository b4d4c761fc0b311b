import {
  MongoAPIError,
  MongoError,
  MongoNotConnectedError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { StoreUnavailable } from '../documents.ts';

export const DUPLICATE_KEY = 11000;

/** Codes with which a server says that the request itself is at fault, and would be tomorrow. */
const PROGRAM_FAULTS = new Set([
  2, // BadValue
  9, // FailedToParse
  14, // TypeMismatch
  15, // Overflow
  40, // ConflictingUpdateOperators
  52, // DollarPrefixedFieldName
  57, // DottedFieldName
  59, // CommandNotFound
  85, // IndexOptionsConflict
  86, // IndexKeySpecsConflict
  10334, // BSONObjectTooLarge
  17419, // BSONObjectTooLarge, of an update
]);

export function isProgramFault(code: unknown): boolean {
  return typeof code === 'number' && PROGRAM_FAULTS.has(code);
}

/** Errors that the driver does not export. */
const NEVER_SENT = new Set(['MongoPoolClearedError', 'MongoWaitQueueTimeoutError']);

/**
 * Whether the request never reached a server: no connection was there to send it over. Asked of what the bulk methods
 * throw, too, which wrap the error and keep nothing of its class but its properties.
 */
export function wasNeverSent(error: MongoError): boolean {
  return (
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    NEVER_SENT.has(error.name) ||
    error.hasErrorLabel('HandshakeError') ||
    hasTopology(error)
  );
}

/** Of a server selection that failed, whose reason is the servers as they were seen. */
function hasTopology(error: MongoError): boolean {
  if (!('reason' in error) || typeof error.reason !== 'object' || error.reason === null) return false;
  return 'servers' in error.reason;
}

/**
 * StoreUnavailable where coming again may help; another error where it would not. Neither carries the driver's own,
 * which holds the documents of the request: they have no place in a log.
 */
export function errorOf(error: unknown): unknown {
  if (!(error instanceof MongoError)) return error;
  const message = `MongoDB store: ${error.message}`;
  const told = error instanceof MongoServerError && isProgramFault(error.code);
  if (told || (error instanceof MongoAPIError && !wasNeverSent(error))) return new Error(message);
  return new StoreUnavailable(message);
}

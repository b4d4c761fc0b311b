import {
  createLogger as createRuntimeLogger,
  type Logger,
  silentLogger,
} from '@tenantry/operator/runtime/logger';
import type { DestinationStream } from 'pino';

export type { Logger };
export { silentLogger };

/** Beside what no process of ours prints: where a store is, often with user and password, and what browsers send. */
const SECRET_FIELDS = ['cookie', 'secret', 'uri', 'url'];

/** One JSON object a line, with the values of fields that may hold secrets replaced. */
export function createLogger(options: {
  readonly level?: string;
  readonly destination?: DestinationStream;
}): Logger {
  return createRuntimeLogger({ ...options, secretFields: SECRET_FIELDS });
}

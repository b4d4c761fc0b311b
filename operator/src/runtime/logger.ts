import { type DestinationStream, pino } from 'pino';

/** What the processes ask of a logger; pino's satisfies it. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: Record<string, unknown>): Logger;
}

/** Never printed, wherever in a logged object they stand at a depth of one to three. */
const SECRET_FIELDS = [
  'authorization',
  'Authorization',
  'token',
  'password',
  'key',
  'cert',
  'data',
  'stringData',
];

/** Structured logs, one JSON object a line, with the values of fields that may hold secrets replaced. */
export function createLogger(options: {
  readonly level?: string;
  readonly name?: string;
  readonly destination?: DestinationStream;
  /** Further fields whose values are replaced. */
  readonly secretFields?: readonly string[];
}): Logger {
  const secret = [...SECRET_FIELDS, ...(options.secretFields ?? [])];
  return pino(
    {
      level: options.level ?? 'info',
      ...(options.name === undefined ? {} : { name: options.name }),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: {
        paths: secret.flatMap(field => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};

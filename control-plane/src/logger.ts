import { type DestinationStream, pino } from 'pino';

/** What the control plane asks of a logger; pino's satisfies it. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Never printed, wherever in a logged object they stand at a depth of one to three. */
const SECRET_FIELDS = ['authorization', 'cookie', 'token', 'password', 'secret', 'key', 'data', 'uri', 'url'];

/** One JSON object a line, with the values of fields that may hold secrets replaced. */
export function createLogger(options: {
  readonly level?: string;
  readonly destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: {
        paths: SECRET_FIELDS.flatMap(field => [field, `*.${field}`, `*.*.${field}`]),
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
};

/** Exit code of a command that had no server to run against. */
export const EXIT_SERVERS_UNAVAILABLE = 3;

/** No API server can be had on this machine. The message says what was looked for and what to install. */
export class ServersUnavailable extends Error {
  readonly code = 'SERVERS_UNAVAILABLE';
}

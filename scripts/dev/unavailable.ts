/** Exit code of a command that lacks what it would run on. */
export const EXIT_UNAVAILABLE = 3;

/**
 * A program, a server or an engine that a command needs cannot be had on this machine: no fault of what is tested. The
 * message says what was looked for and what to install.
 */
export class Unavailable extends Error {
  readonly code = 'UNAVAILABLE';
}

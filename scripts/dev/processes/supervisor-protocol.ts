/** A child that the supervisor runs, in a process group of its own, which ends with it. Its output goes to the file `log`. */
export interface SupervisedCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly log: string;
  /** Milliseconds between SIGTERM and SIGKILL at the end; 0 kills at once (a server whose data is thrown away). */
  readonly grace: number;
}

/** Lines that the owner writes to the supervisor, one JSON object each. The end of the stream ends everything. */
export type SupervisorRequest =
  | { readonly run: SupervisedCommand }
  /** Ran to its end after the last child has gone, in the order given. */
  | { readonly atEnd: Pick<SupervisedCommand, 'command' | 'args'> }
  /** Removed last of all. */
  | { readonly remove: string };

/** Lines that the supervisor answers. */
export type SupervisorEvent =
  | { readonly started: string; readonly pid: number }
  | { readonly exited: string; readonly code: number | null; readonly signal: string | null };

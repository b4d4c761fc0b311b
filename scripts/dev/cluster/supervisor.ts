import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SupervisedCommand, SupervisorEvent, SupervisorRequest } from './supervisor-protocol.ts';

const PROGRAM = fileURLToPath(new URL('./supervisor-process.ts', import.meta.url));
const TAIL_LINES = 15;

/** The owner's end of a supervisor process: what it is told to run ends with the owner, however that ends. */
export class Supervisor {
  readonly #process: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #exits = new Map<string, (error: Error) => void>();
  readonly #logs = new Map<string, string>();

  constructor() {
    // Detached: Ctrl-C in a terminal reaches the owner alone, which then decides.
    this.#process = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    this.#gone = new Promise(resolve => this.#process.once('exit', () => resolve()));
    this.#process.stdin?.on('error', () => undefined);
    if (this.#process.stdout) {
      createInterface({ input: this.#process.stdout }).on('line', line => void this.#hear(line));
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Starts a command. The promise never resolves: it rejects, with the tail of the log, when the command exits. */
  run(command: SupervisedCommand): Promise<never> {
    this.#logs.set(command.name, command.log);
    const exited = new Promise<never>((_, reject) => this.#exits.set(command.name, reject));
    // Whoever races against it hears of it; a server that stops with the cluster is no unhandled rejection.
    exited.catch(() => undefined);
    this.#tell({ run: command });
    return exited;
  }

  /** Runs a command once every child has gone. */
  atEnd(command: string, args: readonly string[]): void {
    this.#tell({ atEnd: { command, args } });
  }

  /** Removes a file or directory as the last thing done. */
  removeAtEnd(path: string): void {
    this.#tell({ remove: path });
  }

  async stop(): Promise<void> {
    this.#exits.clear();
    this.#process.stdin?.end();
    await this.#gone;
  }

  async #hear(line: string): Promise<void> {
    const event = JSON.parse(line) as SupervisorEvent;
    if (!('exited' in event)) return;
    const log = this.#logs.get(event.exited) ?? '';
    const tail = (await readFile(log, 'utf8').catch(() => ''))
      .trimEnd()
      .split('\n')
      .slice(-TAIL_LINES)
      .join('\n');
    const how = event.signal ?? `code ${event.code}`;
    this.#exits.get(event.exited)?.(
      new Error(`${event.exited} exited (${how}); the end of ${log}:\n${tail}`),
    );
  }

  #tell(request: SupervisorRequest): void {
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
  }
}

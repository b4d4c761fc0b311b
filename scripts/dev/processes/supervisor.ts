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
  readonly #exits = new Map<string, (how: string) => void>();

  constructor() {
    // Detached: Ctrl-C in a terminal reaches the owner alone, which then decides.
    this.#process = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    this.#gone = new Promise(resolve => this.#process.once('exit', () => resolve()));
    this.#process.stdin?.on('error', () => undefined);
    if (this.#process.stdout) {
      createInterface({ input: this.#process.stdout }).on('line', line => this.#hear(line));
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Starts a server. The promise never resolves: it rejects, with the tail of the log, when the server exits. */
  run(command: SupervisedCommand): Promise<never> {
    const exited = this.#start(command).then(how => this.#failure(command, how));
    // Whoever races against it hears of it; a server that stops with the cluster is no unhandled rejection.
    exited.catch(() => undefined);
    return exited;
  }

  /** Runs a command to its end. Rejects, with the tail of its log, when it does not exit with code 0. */
  async complete(command: SupervisedCommand): Promise<void> {
    const how = await this.#start(command);
    if (how !== 'code 0') await this.#failure(command, how);
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

  #start(command: SupervisedCommand): Promise<string> {
    const exit = new Promise<string>(resolve => this.#exits.set(command.name, resolve));
    this.#tell({ run: command });
    return exit;
  }

  async #failure({ name, log }: SupervisedCommand, how: string): Promise<never> {
    const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n');
    throw new Error(`${name} exited (${how}); the end of ${log}:\n${lines.slice(-TAIL_LINES).join('\n')}`);
  }

  #hear(line: string): void {
    const event = JSON.parse(line) as SupervisorEvent;
    if ('exited' in event) this.#exits.get(event.exited)?.(event.signal ?? `code ${event.code}`);
  }

  #tell(request: SupervisorRequest): void {
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pasted {
  /** The exit code of its one command, where that is not 0. */
  readonly exit?: number | undefined;
  /** What a person types when asked. */
  readonly answer?: string | undefined;
  /** Milliseconds. */
  readonly within: number;
}

/** As a reader's is, but that it ends with the first command that fails and with the first variable nobody has set. */
const SETTINGS = 'set -eux -o pipefail; shopt -s expand_aliases\n';
const END_GRACE = 15_000;

/** A bash that keeps its variables, functions and folder from block to block. */
export class Terminal {
  readonly #shell: ChildProcess;
  readonly #room: string;
  #said = '';
  #traced = '';
  #count = 0;
  #code: number | undefined;

  private constructor(shell: ChildProcess, room: string) {
    this.#shell = shell;
    this.#room = room;
    shell.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#traced += text;
    });
    shell.once('close', code => {
      this.#code = code ?? 128;
    });
  }

  static async open(cwd: string, env: Readonly<Record<string, string>>): Promise<Terminal> {
    const room = await mkdtemp(join(tmpdir(), 'tenantry-terminal-'));
    // A group of its own, so that what it started ends with it.
    const shell = spawn('bash', ['--norc', '--noprofile'], { cwd, env, detached: true });
    // One that has ended is told of by its exit code.
    shell.stdin?.on('error', () => undefined);
    shell.stdin?.write(SETTINGS);
    return new Terminal(shell, room);
  }

  /** Runs what was pasted and answers what it printed. @throws with the trace, when a command ends with another code */
  async paste(commands: string, { exit = 0, answer, within }: Pasted): Promise<string> {
    const end = `end of block ${++this.#count} of ${this.#room}`;
    const file = await this.#file(commands);
    const from = this.#said.length;
    const traced = this.#traced.length;
    const run = lineFor(file, exit, answer);
    this.#shell.stdin?.write(`${run}\n{ echo '${end}'; } 2>/dev/null\n`);
    const faults = () => `${this.#said.slice(from)}\n${this.#traced.slice(traced)}`;
    await this.#until(() => this.#said.includes(end), within, faults);
    return this.#said.slice(from, this.#said.indexOf(end));
  }

  /** Starts what keeps the terminal, and answers what it has said once `sign` is in it, on either stream. */
  async keep(commands: string, sign: string, within: number): Promise<string> {
    const file = await this.#file(commands);
    // What an earlier block printed is no sign of this one.
    const [from, traced] = [this.#said.length, this.#traced.length];
    this.#shell.stdin?.write(`. '${file}' </dev/null\n`);
    const said = () => this.#said.slice(from);
    const trace = () => this.#traced.slice(traced);
    const isSaid = () => `${said()}${withoutTrace(trace())}`.includes(sign);
    await this.#until(isSaid, within, () => `${said()}\n${trace()}`);
    return said();
  }

  /** Ctrl-C, then, for what does not hear it, the end. */
  async close(): Promise<void> {
    this.#shell.stdin?.end();
    const { pid } = this.#shell;
    if (pid !== undefined && this.#code === undefined) {
      const closed = once(this.#shell, 'close');
      signal(pid, 'SIGINT');
      const late = setTimeout(() => signal(pid, 'SIGKILL'), END_GRACE);
      await closed;
      clearTimeout(late);
    }
    await rm(this.#room, { recursive: true, force: true });
  }

  /** Exactly what the page has: a file is read as it is typed. */
  async #file(commands: string): Promise<string> {
    const file = join(this.#room, `${this.#count}-${commands.length}.sh`);
    await writeFile(file, commands);
    return file;
  }

  async #until(done: () => boolean, within: number, faults: () => string): Promise<void> {
    const deadline = performance.now() + within;
    while (!done()) {
      if (this.#code !== undefined) throw new Error(`ended with ${this.#code}:\n${faults()}`);
      if (performance.now() > deadline) throw new Error(`not over after ${within / 1_000} s:\n${faults()}`);
      await new Promise(resolve => setTimeout(resolve, 25));
    }
  }
}

/** What was typed is no sign of what was said. */
const withoutTrace = (text: string) => text.replace(/^\++ .*$/gm, '');

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** Has the shell read a file as if it were typed. A program that asks is given a terminal, since it asks nobody else. */
function lineFor(file: string, exit: number, answer: string | undefined): string {
  if (answer !== undefined)
    return `echo '${answer}' | script --quiet --return --command "bash -eu -o pipefail '${file}'" /dev/null`;
  if (exit === 0) return `. '${file}' </dev/null`;
  return `code=0; . '${file}' </dev/null || code=$?; [ "$code" = ${exit} ]`;
}

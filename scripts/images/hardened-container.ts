import { execa } from 'execa';
import { z } from 'zod';
import { waitFor } from '../dev/processes/wait-for.ts';

/** As Compose and the chart run it: no right, nothing to write to but what is given, nobody to become. */
const HARDENED = [
  '--read-only',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  '--tmpfs=/tmp:mode=1777',
  '--pids-limit=128',
];

export interface RunOptions {
  readonly image: string;
  readonly args?: readonly string[];
  /** Where what it serves is reached from here, such as http://127.0.0.1:8080. */
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further options of `docker run`, such as volumes. */
  readonly options?: readonly string[];
}

const stateSchema = z.tuple([
  z.object({
    State: z.object({
      Running: z.boolean(),
      ExitCode: z.number(),
      Health: z.object({ Status: z.string() }).optional(),
    }),
  }),
]);

/** A container that the caller removes. Its files are thrown away with it, but for volumes that were given names. */
export class HardenedContainer {
  readonly id: string;
  readonly #url: string | undefined;
  readonly #started: number;

  private constructor(id: string, url: string | undefined, started: number) {
    this.id = id;
    this.#url = url;
    this.#started = started;
  }

  static async start(run: RunOptions): Promise<HardenedContainer> {
    const started = performance.now();
    const { stdout } = await execa`docker run --detach ${argumentsOf(run)}`;
    return new HardenedContainer(stdout.trim(), run.url, started);
  }

  async inspect() {
    const { stdout } = await execa`docker inspect ${this.id}`;
    return stateSchema.parse(JSON.parse(stdout))[0];
  }

  /** What its health check said last: `starting`, `healthy` or `unhealthy`. */
  async health(): Promise<string | undefined> {
    return (await this.inspect()).State.Health?.Status;
  }

  /** Who its first process is, and what that one may do. */
  async rights() {
    const code = "console.log(require('node:fs').readFileSync('/proc/1/status', 'utf8'))";
    const { said } = await this.exec('node', '-e', code);
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(said)?.[1];
    return {
      uid: Number(field('Uid')),
      capabilities: field('CapEff'),
      noNewPrivileges: field('NoNewPrivs') === '1',
    };
  }

  /** Runs a program of the image beside the one that runs; answers its exit code and what it said. */
  async exec(...command: readonly string[]) {
    const { exitCode, all } = await execa({ reject: false, all: true })`docker exec ${this.id} ${command}`;
    return { code: exitCode, said: all };
  }

  /** Waits till it says that it is ready; answers milliseconds since the start. @throws Error with its log when it ends */
  async ready(timeout = 60_000): Promise<number> {
    const asked = waitFor(`${this.#url}/readyz`, timeout, async () => {
      const answer = await fetch(`${this.#url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      return answer.status === 200;
    });
    const ended = execa({ reject: false })`docker wait ${this.id}`;
    const code = await Promise.race([asked, ended.then(({ stdout }) => stdout.trim())]).finally(() =>
      ended.kill(),
    );
    if (code !== undefined) throw new Error(`it ended with ${code}: ${await this.logs()}`);
    return performance.now() - this.#started;
  }

  async logs(): Promise<string> {
    return (await execa({ all: true })`docker logs ${this.id}`).all;
  }

  /** Asks it to end; answers its exit code and how many milliseconds that took. The engine kills it after `seconds`. */
  async stop(seconds = 30): Promise<{ readonly code: number; readonly milliseconds: number }> {
    const asked = performance.now();
    await execa`docker stop --time ${String(seconds)} ${this.id}`;
    return { code: (await this.inspect()).State.ExitCode, milliseconds: performance.now() - asked };
  }

  async remove(): Promise<void> {
    await execa({ reject: false })`docker rm --force --volumes ${this.id}`;
  }
}

/** Runs one to its end; answers its exit code and what it said. */
export async function runHardened(run: RunOptions) {
  const options = { reject: false, timeout: 60_000 } as const;
  const { exitCode, stdout, stderr } = await execa(options)`docker run --rm ${argumentsOf(run)}`;
  return { code: exitCode, stdout, stderr };
}

function argumentsOf({ image, args = [], env = {}, options = [] }: RunOptions): string[] {
  const variables = Object.entries(env).map(([name, value]) => `--env=${name}=${value}`);
  return [...HARDENED, ...variables, ...options, image, ...args];
}

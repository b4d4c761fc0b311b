import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { z } from 'zod';
import { freePort } from '../../scripts/dev/processes/free-port.ts';
import { Supervisor } from '../../scripts/dev/processes/supervisor.ts';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import {
  type PrometheusPrograms,
  resolvePrometheus,
} from '../../scripts/dev/prometheus/resolve-prometheus.ts';

const execute = promisify(execFile);
const START_TIMEOUT = 30_000;

const vectorSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.string(),
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});
export type Sample = z.infer<typeof vectorSchema>['data']['result'][number];

/** What promtool says of its arguments; rejects with that when it does not like them. */
export async function promtool(programs: PrometheusPrograms, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await execute(programs.promtool, [...args]).catch(error => {
    throw new Error(`promtool ${args.join(' ')}:\n${error.stdout ?? ''}${error.stderr ?? ''}`, {
      cause: error,
    });
  });
  return stdout + stderr;
}

/** A Prometheus of its own, which scrapes every second, takes OTLP, and keeps everything in a folder that goes. */
export class Prometheus implements AsyncDisposable {
  readonly url: string;
  readonly #supervisor: Supervisor;
  readonly #folder: string;

  private constructor(url: string, supervisor: Supervisor, folder: string) {
    this.url = url;
    this.#supervisor = supervisor;
    this.#folder = folder;
  }

  /** `targets` by job: `host:port`. They need not listen yet. */
  static async start(options: {
    readonly port?: number;
    readonly targets: Readonly<Record<string, string>>;
    readonly rules: string;
  }): Promise<Prometheus> {
    const { prometheus } = await resolvePrometheus();
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-prometheus-'));
    const port = options.port ?? (await freePort());
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [options.rules],
      scrape_configs: Object.entries(options.targets).map(([job, target]) => ({
        job_name: job,
        static_configs: [{ targets: [target] }],
      })),
    };
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, stringify(config));
    const url = `http://127.0.0.1:${port}`;
    const supervisor = new Supervisor();
    const running = new Prometheus(url, supervisor, folder);
    const exited = supervisor.run({
      name: 'prometheus',
      command: prometheus,
      args: [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-otlp-receiver',
      ],
      cwd: folder,
      env: {},
      log: join(folder, 'log'),
      grace: 2_000,
    });
    const ready = waitFor('Prometheus is ready', START_TIMEOUT, async () => {
      const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
      return answer?.ok === true;
    });
    try {
      await Promise.race([ready, exited]);
    } catch (error) {
      await running[Symbol.asyncDispose]();
      throw error;
    }
    return running;
  }

  /** What an expression comes to now. Rejects with Prometheus' own words when it does not take it. */
  async query(expr: string): Promise<readonly Sample[]> {
    const body = await this.#ask('query', { query: expr });
    return vectorSchema.parse(body).data.result;
  }

  /** The metrics that an expression reads, by its parsed form. */
  async metricsOf(expr: string): Promise<readonly string[]> {
    const { data } = z.object({ data: z.unknown() }).parse(await this.#ask('parse_query', { query: expr }));
    const names = new Set<string>();
    collectSelectors(data, names);
    return [...names];
  }

  /** State and last error of every alerting rule. */
  async rules(): Promise<readonly { name: string; health: string; lastError?: string | undefined }[]> {
    const schema = z.object({
      data: z.object({
        groups: z.array(
          z.object({
            rules: z.array(
              z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() }),
            ),
          }),
        ),
      }),
    });
    return schema.parse(await this.#ask('rules', {})).data.groups.flatMap(({ rules }) => rules);
  }

  async #ask(path: string, parameters: Record<string, string>): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    if (!answer.ok) throw new Error(`${parameters['query'] ?? path}: ${await answer.text()}`);
    return answer.json();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#supervisor.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const selectorSchema = z.object({
  type: z.enum(['vectorSelector', 'matrixSelector']),
  name: z.string().min(1),
});

function collectSelectors(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const selector = selectorSchema.safeParse(node);
  if (selector.success) names.add(selector.data.name);
  for (const child of Object.values(node)) collectSelectors(child, names);
}

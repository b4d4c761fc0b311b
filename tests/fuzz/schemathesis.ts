import { access, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { withFileLock } from '../../scripts/dev/file-lock.mjs';

export const VERSION = '4.32.5';
const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));

/** What is checked of each answer; `ignored_auth` asks once more without the key, and with one that is none. */
const CHECKS = [
  'not_a_server_error',
  'ignored_auth',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
];

export type Phase = 'examples' | 'coverage' | 'fuzzing' | 'stateful';

export interface Round {
  readonly address: string;
  /** For the hooks: who asks, and what is to be thrown away. */
  readonly env: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly phases: readonly Phase[];
  /** Most test cases of one operation in a phase that makes them up. */
  readonly examples: number;
  /** Path of the configuration file. */
  readonly config: string;
  /** Folder for report and log. */
  readonly folder: string;
}

const reportSchema = z.object({
  complete: z.boolean(),
  operations: z.object({ total: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.object({ title: z.string(), count: z.int(), operations: z.array(z.string()) })),
  errors: z.array(z.object({ title: z.string(), count: z.int() })),
});
export type RoundReport = z.output<typeof reportSchema> & { readonly log: string };

export interface BrokenRound {
  readonly brokenOff: string;
  readonly log: string;
}

/** Why the program cannot be had on this machine, in words for whoever runs it. */
export class NoSchemathesis extends Error {
  override readonly name = 'NoSchemathesis';
}

/** The program, installed once for each version into a cache of its own, with every package pinned. @throws NoSchemathesis */
export async function installSchemathesis(log: (line: string) => void): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'tenantry', `schemathesis-${VERSION}`);
  const complete = join(folder, 'complete');
  const program = join(folder, 'bin', 'schemathesis');
  await withFileLock(`${folder}.lock`, async () => {
    if (await exists(complete)) return;
    log(`installing schemathesis ${VERSION} into ${folder}`);
    await demand('Python 3 with its module venv', 'python3', ['-m', 'venv', '--clear', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
    await demand('a Python package index', join(folder, 'bin', 'python'), pip);
    await writeFile(complete, '');
  });
  return program;
}

async function demand(what: string, command: string, args: readonly string[]): Promise<void> {
  const { failed, stderr, code } = await execa(command, args, { reject: false });
  if (failed) throw new NoSchemathesis(`it needs ${what}: ${code ?? stderr.slice(-500)}`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Runs one round to its end: what it found, or how schemathesis itself broke off. */
export async function runRound(program: string, round: Round): Promise<RoundReport | BrokenRound> {
  const report = join(round.folder, `round-${round.seed}.json`);
  const log = join(round.folder, `round-${round.seed}.log`);
  const args = [
    `--config-file=${round.config}`,
    'run',
    `${round.address}/openapi.json`,
    `--checks=${CHECKS.join(',')}`,
    `--phases=${round.phases.join(',')}`,
    `--max-examples=${round.examples}`,
    `--seed=${round.seed}`,
    // One: side by side, CPython 3.11 trips over its own parser (hypothesis reads the source of lambdas).
    '--workers=1',
    '--continue-on-failure',
    '--suppress-health-check=all',
    '--request-timeout=30',
    '--no-color',
    '--report=json',
    `--report-json-path=${report}`,
  ];
  const { exitCode, signal } = await execa(program, args, {
    cwd: round.folder,
    env: round.env,
    reject: false,
    stdout: { file: log },
    stderr: { file: log },
  });
  const text = await readIfThere(report);
  // It writes the report as the last thing it does.
  if (text === undefined || text === '') return { brokenOff: signal ?? `code ${exitCode}`, log };
  return { ...reportSchema.parse(JSON.parse(text)), log };
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

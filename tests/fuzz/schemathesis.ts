import { access, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { withFileLock } from '../../scripts/dev/file-lock.mjs';

export const VERSION = '4.32.5';
const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));

/** What is checked of each answer. Whether bad keys are let in is the policy's own test, which knows every role. */
const CHECKS = [
  'not_a_server_error',
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
  readonly key: string;
  readonly seed: number;
  readonly phases: readonly Phase[];
  /** Most test cases of one operation in a phase that makes them up. */
  readonly examples: number;
  /** Operations that are left out. */
  readonly without?: readonly string[];
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

/** The program, installed once for each version into a cache of its own, with every package pinned. */
export async function installSchemathesis(log: (line: string) => void): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'tenantry', `schemathesis-${VERSION}`);
  const complete = join(folder, 'complete');
  const program = join(folder, 'bin', 'schemathesis');
  await withFileLock(`${folder}.lock`, async () => {
    if (await exists(complete)) return;
    log(`installing schemathesis ${VERSION} into ${folder}`);
    await execa('python3', ['-m', 'venv', '--clear', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
    await execa(join(folder, 'bin', 'python'), pip);
    await writeFile(complete, '');
  });
  return program;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Runs one round to its end. Rejects when schemathesis itself could not. */
export async function runRound(program: string, round: Round): Promise<RoundReport> {
  const report = join(round.folder, `round-${round.seed}.json`);
  const log = join(round.folder, `round-${round.seed}.log`);
  const args = [
    `--config-file=${round.config}`,
    'run',
    `${round.address}/openapi.json`,
    `--header=Authorization: Bearer ${round.key}`,
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
    ...(round.without ?? []).map(operation => `--exclude-operation-id=${operation}`),
  ];
  const { exitCode } = await execa(program, args, {
    cwd: round.folder,
    reject: false,
    all: true,
    stdout: { file: log },
    stderr: { file: log },
  });
  const text = await readIfThere(report);
  if (text === undefined) throw new Error(`schemathesis ended with ${exitCode} and no report; see ${log}`);
  return { ...reportSchema.parse(JSON.parse(text)), log };
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../scripts/root.ts';
import { type FileUsage, fileUsageSchema } from '../../drivers/rights/record-usage.ts';
import { tie } from '../../drivers/tether.ts';

const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
/** A file that takes longer than this hangs: none takes half of it. */
const RUN_TIMEOUT_MS = 360_000;

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});
export type FileReport = z.infer<typeof reportSchema>['testResults'][number];

export interface TestRun {
  /** Empty when the run was cut off. */
  readonly files: readonly FileReport[];
  readonly usages: readonly FileUsage[];
}

/** Runs files of the cluster project, each on an API server of its own, and tells which rights they used. */
export async function runTests(
  files: readonly string[],
  options: { readonly withoutRight?: string; readonly show?: boolean } = {},
): Promise<TestRun> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-rights-'));
  const report = join(folder, 'report');
  try {
    const { withoutRight, show = false } = options;
    await vitest(
      [
        'run',
        '--project=cluster',
        ...(show ? ['--reporter=default'] : []),
        '--reporter=json',
        `--outputFile=${report}`,
        // The first failure says it.
        ...(withoutRight === undefined ? [] : ['--bail=1']),
        ...files,
      ],
      {
        TENANTRY_TEST_RIGHTS_USAGE: folder,
        ...(withoutRight !== undefined && { TENANTRY_TEST_WITHOUT_RIGHT: withoutRight }),
      },
      show,
    );
    const written = await readdir(folder);
    const usages = written
      .filter(name => name.endsWith('.json'))
      .map(name => readFile(join(folder, name), 'utf8'));
    return {
      files: written.includes('report')
        ? reportSchema.parse(JSON.parse(await readFile(report, 'utf8'))).testResults
        : [],
      usages: (await Promise.all(usages)).map(text => fileUsageSchema.parse(JSON.parse(text))),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function vitest(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  show: boolean,
): Promise<void> {
  const child = spawn(process.execPath, [VITEST, ...args], {
    cwd: ROOT,
    stdio: ['ignore', show ? 'inherit' : 'ignore', show ? 'inherit' : 'ignore'],
    env: { ...process.env, ...env },
  });
  tie(child);
  const timer = show ? undefined : setTimeout(() => child.kill('SIGTERM'), RUN_TIMEOUT_MS);
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  clearTimeout(timer);
}

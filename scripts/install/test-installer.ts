/**
 * npm run test:installer [-- <files or bats options>]: the installer's parts and the whole by shellcheck and shfmt, then its
 * bats tests. The last line is "N passed, N failed".
 */
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findOnPath } from '../dev/programs/find-on-path.ts';
import { Unavailable } from '../dev/unavailable.ts';
import { ROOT } from '../root.ts';
import { INSTALLER } from './assemble.ts';
import { resolveShfmt } from './resolve-shfmt.ts';

const TESTS = 'tests/packaging/installer';
/** What a developer's machine may lack is said; in CI it is a fault. */
const inCi = process.env['CI'] === 'true';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const missingPrograms = (names: readonly string[]) => names.filter(name => findOnPath(name) === undefined);

async function judged(name: string, command: string, args: readonly string[]): Promise<Count> {
  const { exitCode, all } = await execa(command, args, { cwd: ROOT, all: true, reject: false });
  const ok = exitCode === 0;
  console.log(`${ok ? 'ok' : 'not ok'} ${name}${ok ? '' : `\n${all}`}`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

function notRun(what: string): Count {
  console.log(`${inCi ? 'not ok' : 'not run'}: ${what}`);
  return { passed: 0, failed: inCi ? 1 : 0 };
}

async function bats(file: string, options: readonly string[]): Promise<Count> {
  const { all, exitCode } = await execa('bats', ['--formatter', 'tap', ...options, file], {
    cwd: ROOT,
    all: true,
    reject: false,
  });
  console.log(`# ${file}\n${all}`);
  const lines = all.split('\n');
  const passed = lines.filter(line => line.startsWith('ok ')).length;
  const failed = lines.filter(line => line.startsWith('not ok ')).length;
  // bats that could not read a file counts nothing, and must not look well.
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

async function lint(): Promise<Count[]> {
  const parts = (await readdir(join(ROOT, 'scripts/install'))).filter(name => name.endsWith('.sh'));
  const shell = [INSTALLER, `${TESTS}/fake-docker`];
  const counts = [
    missingPrograms(['shellcheck']).length > 0
      ? notRun('shellcheck is not on PATH (Debian: shellcheck)')
      : await judged('shellcheck finds nothing', 'shellcheck', shell),
  ];
  try {
    const shfmt = await resolveShfmt();
    const files = [...shell, ...parts.map(part => `scripts/install/${part}`)];
    counts.push(
      await judged('shfmt would change nothing', shfmt, ['-i', '2', '-ci', '-ln', 'bash', '-d', ...files]),
    );
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    counts.push(notRun(error.message));
  }
  return counts;
}

async function tests(args: readonly string[]): Promise<Count[]> {
  if (missingPrograms(['bats']).length > 0) return [notRun('bats is not on PATH (Debian: bats)')];
  const named = args.filter(arg => arg.endsWith('.bats'));
  const options = args.filter(arg => !arg.endsWith('.bats'));
  const found = (await readdir(join(ROOT, TESTS))).filter(name => name.endsWith('.bats')).sort();
  const files = named.length > 0 ? named : found.map(name => `${TESTS}/${name}`);
  // The longest first, so that no lane is left alone with it at the end. Scripts wait more than they reckon.
  const sized = await Promise.all(
    files.map(async file => ({ file, size: (await stat(join(ROOT, file))).size })),
  );
  const queue = sized.toSorted((a, b) => b.size - a.size).map(({ file }) => file);
  const counts: Count[] = [];
  const lane = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      counts.push(await bats(file, options));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
  return counts;
}

const counts = [...(await lint()), ...(await tests(process.argv.slice(2)))];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

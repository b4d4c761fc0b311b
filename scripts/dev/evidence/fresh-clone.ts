/**
 * node scripts/dev/evidence/fresh-clone.ts [--cold] [--test]
 *
 * Clones this repository's HEAD into a temporary folder and does there what a newcomer does, with the Node and npm
 * on PATH (not the pinned ones): npm start until it is ready; with --cold first with empty caches of servers and of
 * npm, so that all is fetched and built; with --test npm test as well. Prints the seconds of each as one JSON object.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { ROOT } from '../../root.ts';

const { values } = parseArgs({ options: { cold: { type: 'boolean' }, test: { type: 'boolean' } } });

const room = await mkdtemp(join(tmpdir(), 'tenantry-fresh-'));
const clone = join(room, 'tenantry');
// Without what npm adds for its scripts, the newcomer's own node is the one that is found.
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter(folder => !folder.includes('node_modules'))
  .join(delimiter);
const env = { PATH: path, ...npmFree(process.env) };
const figures: Record<string, unknown> = {};

try {
  await execa`git clone --quiet ${ROOT} ${clone}`;
  figures['node'] = (await execa({ cwd: clone, env, extendEnv: false })`node --version`).stdout;
  if (values.cold) {
    const cold = {
      ...env,
      XDG_CACHE_HOME: join(room, 'cache'),
      npm_config_cache: join(room, 'npm'),
      GOCACHE: join(room, 'go'),
    };
    await mkdir(cold.XDG_CACHE_HOME);
    figures['startColdSeconds'] = await seconds(cold, 'npm', ['start', '--', '--once']);
    await rm(join(clone, 'node_modules'), { recursive: true });
  }
  figures['startFreshSeconds'] = await seconds(env, 'npm', ['start', '--', '--once']);
  figures['startWarmSeconds'] = await seconds(env, 'npm', ['start', '--', '--once']);
  if (values.test) figures['testSeconds'] = await seconds(env, 'npm', ['test']);
} finally {
  await rm(room, { recursive: true, force: true, maxRetries: 3 });
}
console.log(JSON.stringify(figures));

async function seconds(
  environment: Record<string, string>,
  command: string,
  args: string[],
): Promise<number> {
  const started = performance.now();
  await execa(command, args, {
    cwd: clone,
    env: environment,
    extendEnv: false,
    stdout: process.stderr,
    stderr: 'inherit',
  });
  return Math.round((performance.now() - started) / 100) / 10;
}

function npmFree(from: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(from).filter(([name]) => name !== 'PATH' && !name.startsWith('npm_'));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Log } from '../dev/log.ts';
import { ROOT } from '../root.ts';
import { makeStandInBase, STAND_IN_LABEL } from './stand-in-base.ts';

/** The public image that ours are built on, unless BASE_IMAGE names another. */
const DEFAULT_BASE = 'node:24-bookworm-slim';

export interface BaseImage {
  readonly name: string;
  /** It was made here, because the one of this name cannot be pulled. */
  readonly standIn: boolean;
  /** How it was come by, for people. */
  readonly reason: string;
}

/** The base image: there already, else pulled, else, of the default alone, a stand-in made here. */
export async function resolveBase(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<BaseImage> {
  const name = env['BASE_IMAGE'] || DEFAULT_BASE;
  const present = await look(name);
  if (present !== undefined) return { name, ...present };
  const pulled = await execa({ reject: false, all: true })`docker pull ${name}`;
  if (pulled.exitCode === 0) return { name, standIn: false, reason: `${name}, pulled` };
  const problem = pulled.all.trim().split('\n').at(-1);
  if (name !== DEFAULT_BASE) throw new Error(`the base image ${name} cannot be pulled: ${problem}`);
  await makeStandInBase({ name, node: pinnedNode(), log, env });
  return { name, standIn: true, reason: `a stand-in for ${name}, made here` };
}

async function look(name: string): Promise<{ standIn: boolean; reason: string } | undefined> {
  const format = `{{index .Config.Labels ${JSON.stringify(STAND_IN_LABEL)}}}`;
  const { exitCode, stdout } = await execa({
    reject: false,
  })`docker image inspect --format ${format} ${name}`;
  if (exitCode !== 0) return undefined;
  const standIn = stdout.trim() === 'true';
  return { standIn, reason: standIn ? `a stand-in for ${name}, made here before` : `${name}, there already` };
}

function pinnedNode(): string {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const path = join(ROOT, `node_modules/node-linux-${arch}/bin/node`);
  if (process.platform !== 'linux' || !existsSync(path))
    throw new Error(`a stand-in base image needs Linux and ${path}: npm ci brings it`);
  return path;
}

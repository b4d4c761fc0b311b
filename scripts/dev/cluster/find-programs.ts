import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesMinor } from './local-cluster.ts';

const execute = promisify(execFile);

export type FoundPrograms =
  | { readonly where: string; readonly version: string; readonly paths: ReadonlyMap<string, string> }
  | { readonly problem: string };

/** Where a program is: first in KUBEBUILDER_ASSETS, then on PATH. */
export function findProgram(env: NodeJS.ProcessEnv, program: string): string | undefined {
  return folders(env)
    .map(folder => join(folder, program))
    .find(existsSync);
}

/**
 * Finds all the programs needed, or says which is missing. All or nothing: an API server of one origin with
 * controllers of another would be a cluster that nobody else runs. The API server's minor version has to be `minor`.
 */
export async function findPrograms(
  env: NodeJS.ProcessEnv,
  minor: KubernetesMinor,
  needed: readonly string[],
): Promise<FoundPrograms> {
  const where = env['KUBEBUILDER_ASSETS'] ? 'KUBEBUILDER_ASSETS or on PATH' : 'PATH';
  const paths = new Map<string, string>();
  for (const program of needed) {
    const path = findProgram(env, program);
    if (path === undefined) return { problem: `no ${program} in ${where}` };
    paths.set(program, path);
  }
  const version = await reportedVersion(paths.get('kube-apiserver'));
  if (version?.startsWith(`${minor}.`)) return { where, version, paths };
  return { problem: `the kube-apiserver in ${where} is ${version ?? 'of no known version'}, not ${minor}` };
}

function folders(env: NodeJS.ProcessEnv): string[] {
  const path = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return env['KUBEBUILDER_ASSETS'] ? [env['KUBEBUILDER_ASSETS'], ...path] : path;
}

async function reportedVersion(apiServer: string | undefined): Promise<string | undefined> {
  if (apiServer === undefined) return undefined;
  const { stdout } = await execute(apiServer, ['--version'], { timeout: 10_000 }).catch(() => ({
    stdout: '',
  }));
  return /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../programs/find-on-path.ts';
import type { KubernetesMinor } from './local-cluster.ts';

const execute = promisify(execFile);

export type FoundPrograms =
  | { readonly where: string; readonly version: string; readonly paths: ReadonlyMap<string, string> }
  | { readonly problem: string };

/** Where a program of Kubernetes is: first in KUBEBUILDER_ASSETS, as its own tools have it, then on PATH. */
export function findClusterProgram(env: NodeJS.ProcessEnv, program: string): string | undefined {
  const assets = env['KUBEBUILDER_ASSETS'];
  const own = assets ? join(assets, program) : undefined;
  return own !== undefined && existsSync(own) ? own : findOnPath(program, env);
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
    const path = findClusterProgram(env, program);
    if (path === undefined) return { problem: `no ${program} in ${where}` };
    paths.set(program, path);
  }
  const version = await reportedVersion(paths.get('kube-apiserver'));
  if (version?.startsWith(`${minor}.`)) return { where, version, paths };
  return { problem: `the kube-apiserver in ${where} is ${version ?? 'of no known version'}, not ${minor}` };
}

async function reportedVersion(apiServer: string | undefined): Promise<string | undefined> {
  if (apiServer === undefined) return undefined;
  const { stdout } = await execute(apiServer, ['--version'], { timeout: 10_000 }).catch(() => ({
    stdout: '',
  }));
  return /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

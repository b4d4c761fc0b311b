import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withFileLock } from '../file-lock.mjs';
import type { Log } from '../log.ts';
import { Supervisor } from '../processes/supervisor.ts';
import type { MavenProject } from './wire-servers.ts';

const execute = promisify(execFile);

/** Lowest Java that compiles and runs it. */
export const JAVA_FLOOR = 17;

export function javaServerFolder(cache: string, project: MavenProject): string {
  return join(cache, project.id);
}

/** Compiles the program and gathers its libraries, once; the folder appears in the cache whole, by a rename. */
export async function buildJavaServer(cache: string, project: MavenProject, log: Log): Promise<void> {
  const target = javaServerFolder(cache, project);
  if (existsSync(target)) return;
  await withFileLock(
    `${target}.lock`,
    async () => {
      if (!existsSync(target)) await build(project, target, log);
    },
    holder => log(`${project.id} is being built by process ${holder}: waiting for it`),
  );
}

async function build(project: MavenProject, target: string, log: Log): Promise<void> {
  const temporary = `${target}.building`;
  const output = `${temporary}.log`;
  log(`building mongo-java-server ${project.version} with Maven, once`);
  const started = performance.now();
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const supervisor = new Supervisor();
  try {
    supervisor.removeAtEnd(output);
    supervisor.removeAtEnd(temporary);
    await supervisor.complete({
      name: 'mvn',
      command: 'mvn',
      args: [
        '--batch-mode',
        '--quiet',
        '--file',
        join(project.folder, 'pom.xml'),
        `-Dtenantry.build=${temporary}`,
        'compiler:compile',
        'dependency:copy-dependencies',
      ],
      log: output,
      grace: 0,
    });
    await rename(temporary, target);
  } finally {
    await supervisor.stop();
  }
  log(`built mongo-java-server ${project.version} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** What runs the program, and with `mvn` and `javac` what builds it; or what is wrong with it. */
export async function findJava(toBuild: boolean): Promise<{ version: number } | { problem: string }> {
  const programs = toBuild ? (['java', 'javac', 'mvn'] as const) : (['java'] as const);
  let version = 0;
  for (const program of programs) {
    const said = await versionOf(program);
    if (said === undefined) return { problem: `no ${program} on PATH` };
    if (program === 'java') version = Number(/"(\d+)[.\d]*"/.exec(said)?.[1] ?? 0);
  }
  return version >= JAVA_FLOOR ? { version } : { problem: `Java ${version} is older than ${JAVA_FLOOR}` };
}

async function versionOf(program: 'java' | 'javac' | 'mvn'): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await execute(program, ['-version']);
    return stdout + stderr;
  } catch {
    return undefined;
  }
}

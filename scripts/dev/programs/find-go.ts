import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { compareVersions } from './compare-versions.ts';

const execute = promisify(execFile);

/** Lowest Go that builds every module in scripts/dev/servers. */
export const GO_FLOOR = '1.26';

/** The version of the Go on PATH when it is new enough, else what is wrong with it. */
export async function findGo(): Promise<{ version: string } | { problem: string }> {
  try {
    const { stdout } = await execute('go', ['env', 'GOVERSION'], {
      env: { ...process.env, GOTOOLCHAIN: 'local' },
      // Away from any go.mod, whose toolchain line would be answered instead.
      cwd: homedir(),
    });
    const version = stdout.trim().replace(/^go/, '');
    return compareVersions(version, GO_FLOOR) >= 0
      ? { version }
      : { problem: `Go ${version} is older than ${GO_FLOOR}` };
  } catch {
    return { problem: 'no go on PATH' };
  }
}

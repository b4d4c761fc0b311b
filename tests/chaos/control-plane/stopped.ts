import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Whether a process is stopped: by SIGSTOP, and not by its end. */
export async function isStopped(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return false;
  try {
    const { stdout } = await execute('ps', ['-o', 'state=', '-p', String(pid)]);
    return stdout.trim().startsWith('T');
  } catch {
    return false;
  }
}

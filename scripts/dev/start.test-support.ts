import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

const START = fileURLToPath(new URL('./start.ts', import.meta.url));

export interface StartedStart {
  readonly child: ChildProcess;
  /** What it has said so far, on both streams. */
  readonly output: { readonly text: string };
  /** Its exit code. */
  readonly ended: Promise<number>;
}

/**
 * Runs start.ts in each test with a folder of its own for temporary files, so that what it leaves there is seen; what
 * still runs after the test is ended.
 */
export function useStart() {
  let room = '';
  let running: ChildProcess | undefined;
  beforeEach(() => {
    room = mkdtempSync(join(tmpdir(), 'tenantry-start-'));
  });
  afterEach(() => {
    running?.kill('SIGKILL');
    rmSync(room, { recursive: true, force: true });
  });
  return {
    room: () => room,
    start(args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedStart {
      const child = spawn(process.execPath, [START, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TMPDIR: room, ...env },
      });
      running = child;
      const output = { text: '' };
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (output.text += text));
      }
      return { child, output, ended: once(child, 'close').then(([code]) => Number(code)) };
    },
  };
}

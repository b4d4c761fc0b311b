import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { EvidenceLine, Figures, LineResult } from './evidence-line.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Figures are one line, and no line of figures is longer. */
const TAIL_BYTES = 256 * 1024;

export interface RunOptions {
  readonly root: string;
  readonly commit: string;
  /** Runs the line's sample; a line without one is run whole. */
  readonly sample: boolean;
}

/**
 * Runs a line's command to its end, showing its output. Its figures are the last line of its stdout: one JSON object,
 * or the "N passed, N failed" of a test run.
 */
export async function runLine(line: EvidenceLine, options: RunOptions): Promise<LineResult> {
  const command = options.sample ? (line.sample ?? line.command) : line.command;
  const started = performance.now();
  const { code, lastLine } = await run(command, options.root);
  const figures = parseLastLine(lastLine);
  return {
    id: line.id,
    shows: line.shows,
    command,
    // A command that ends well but tells no figures has shown nothing that could be looked at.
    ok: code === 0 && figures !== undefined,
    figures: figures ?? {},
    seconds: Math.round((performance.now() - started) / 100) / 10,
    commit: options.commit,
  };
}

async function run(command: string, cwd: string): Promise<{ code: number; lastLine: string }> {
  // A group of its own: whatever the command started ends with this process, and not only its shell.
  const child = spawn('bash', ['-c', command], { cwd, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const interrupt = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
    child.once('close', () => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
  let tail = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    tail = (tail + text).slice(-TAIL_BYTES);
  });
  const [code] = await once(child, 'close');
  for (const signal of SIGNALS) process.off(signal, interrupt);
  return { code: Number(code ?? 1), lastLine: tail.trimEnd().split('\n').at(-1) ?? '' };
}

/** Nothing when the line is no figures. */
export function parseLastLine(line: string): Figures | undefined {
  const counted = /^(\d+) passed, (\d+) failed$/.exec(line);
  if (counted) return { passed: Number(counted[1]), failed: Number(counted[2]) };
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { EvidenceLine, Figures, LineResult } from './evidence-line.ts';

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
  const child = spawn('bash', ['-c', command], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let tail = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    tail = (tail + text).slice(-256 * 1024);
  });
  const [code] = await once(child, 'close');
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

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { unlessMissing } from '../../unless-missing.ts';
import type { LineResult } from './evidence-line.ts';
import type { Machine } from './machine.ts';

/** What is read of docs/evidence/<topic>.json, as `npm run evidence` writes it. */
export const evidenceSchema = z.object({
  topic: z.string(),
  machine: z.record(z.string(), z.unknown()),
  lines: z.array(
    z.object({
      id: z.string(),
      shows: z.string(),
      command: z.string(),
      ok: z.boolean(),
      figures: z.record(z.string(), z.unknown()),
      seconds: z.number(),
      commit: z.string(),
    }),
  ),
});

export interface EvidenceFile {
  readonly topic: string;
  /** The sources of the latest line that was run. */
  readonly commit: string;
  readonly machine: Machine;
  readonly lines: readonly LineResult[];
}

/**
 * Writes results over those of the same ids that the file holds. Lines that are declared and were not run now
 * keep their former result; lines that are not declared any more go. Kept in the order declared.
 */
export async function updateEvidence(
  path: string,
  now: EvidenceFile,
  declared: readonly string[],
): Promise<void> {
  const former = await readLines(path);
  const lines = declared.flatMap(id => {
    const line = now.lines.find(result => result.id === id) ?? former.find(result => result.id === id);
    return line === undefined ? [] : [line];
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify({ ...now, lines }, null, 2)}\n`);
}

async function readLines(path: string): Promise<LineResult[]> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  return text === undefined ? [] : evidenceSchema.parse(JSON.parse(text)).lines;
}

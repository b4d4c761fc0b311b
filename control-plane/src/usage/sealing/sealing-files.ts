import { appendFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fileMadeOnce } from '../../file-made-once.ts';
import { makeFolder } from '../../make-folder.ts';
import { type Head, headKey, headSchema, laterHead } from './head.ts';
import { generateSigningKey } from './signing-key.ts';

/** What sealing keeps beside the store, in the data folder: its key when none is configured, and the heads. */
const KEY_FILE = 'sealing-key.pem';
const HEADS_FILE = 'usage-heads.jsonl';

/** The key of the data folder, made when there is none; of two that make one, the first wins. PEM. */
export async function keyOfFolder(folder: string): Promise<string> {
  return fileMadeOnce(keyFileOf(folder), generateSigningKey);
}

/** Appends heads to the file of the data folder, one JSON object a line. */
export function headKeeper(folder: string): (head: Head) => Promise<void> {
  const path = join(folder, HEADS_FILE);
  return async head => {
    await makeFolder(dirname(path));
    await appendFile(path, `${JSON.stringify(head)}\n`, { mode: 0o600 });
  };
}

export function keyFileOf(folder: string): string {
  return join(folder, KEY_FILE);
}

export function headsFileOf(folder: string): string {
  return join(folder, HEADS_FILE);
}

/**
 * The last head of each chain in a file of heads, by {@link headKey}: one JSON object a line as the data folder has
 * them, or pages of `GET /v1/usage/seals/heads` as they were answered. A last line that a crash cut off is left out:
 * the block that it was about is in the store, and its next head comes.
 */
export async function readHeads(path: string): Promise<ReadonlyMap<string, Head>> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const heads = new Map<string, Head>();
  for (const [at, line] of lines.entries()) {
    const value = parseJson(line);
    if (value === undefined && at === lines.length - 1) continue;
    const parsed = headLineSchema.safeParse(value);
    if (!parsed.success) throw new Error(`${path}:${at + 1} is no head of a sealed ledger`);
    for (const head of parsed.data) {
      const key = headKey(head);
      heads.set(key, laterHead(heads.get(key), head));
    }
  }
  return heads;
}

const headLineSchema = z.union([
  headSchema.transform(head => [head]),
  z.object({ items: z.array(headSchema) }).transform(({ items }) => items),
]);

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

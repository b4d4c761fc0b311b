import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Wanted } from './add.ts';
import { duplicateKey } from './duplicate-key.ts';
import { draftSchema } from './entry.ts';

const wantedSchema = draftSchema.extend({
  evidence: z
    .array(z.strictObject({ path: z.string(), lines: z.array(z.string()).min(1).optional() }))
    .default([]),
});

/** What is there when nothing is said. */
export interface Defaults {
  readonly version: string;
  readonly commit: string;
}

/** Entries of a file: one, or a list. @throws with every fault of it */
export async function wantedOfFile(path: string, defaults: Defaults): Promise<readonly Wanted[]> {
  const text = await readFile(path, 'utf8');
  const value: unknown = JSON.parse(text);
  const twice = duplicateKey(text);
  if (twice !== undefined) throw new Error(`${path} has "${twice}" twice in one object`);
  if (Array.isArray(value) && value.length === 0) throw new Error(`${path} has no entry`);
  return (Array.isArray(value) ? value : [value]).map(one => parse({ ...whole(defaults), ...object(one) }));
}

/** One entry of flags; evidence as `docs/evidence/packaging.json` or `…json:tiers,installer`. */
export function wantedOfFlags(
  flags: Readonly<Record<string, string | undefined>>,
  evidence: readonly string[],
  defaults: Defaults,
): readonly Wanted[] {
  const said = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const cited = evidence.map(one => {
    const [path, lines] = one.split(':');
    return { path, ...(lines !== undefined && { lines: lines.split(',') }) };
  });
  return [parse({ ...whole(defaults), ...said, evidence: cited })];
}

function whole(defaults: Defaults) {
  return { by: 'maintainers', ...defaults };
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function parse(value: object): Wanted {
  const parsed = wantedSchema.safeParse(value);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { headSchema } from '../stewardship/entry.ts';

/** What the repository keeps of a version that was released: releases/releases.json. */
const releaseSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  tag: z.string().regex(/^v\d+\.\d+\.\d+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  /** Installer, Compose tiers and chart of it, for a clone that does not reach back so far. */
  archive: z.strictObject({ file: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Where the stewardship log ended; 0.1.0 was released before there was one. */
  stewardship: headSchema.optional(),
});
export type Release = z.output<typeof releaseSchema>;

/** Every release before this version, the oldest first. */
export async function readReleases(root: string): Promise<readonly Release[]> {
  const text = await readFile(join(root, 'releases/releases.json'), 'utf8');
  return z.strictObject({ releases: z.array(releaseSchema) }).parse(JSON.parse(text)).releases;
}

/** The release that this version upgrades. @throws when there is none */
export async function releaseBefore(root: string): Promise<Release> {
  const last = (await readReleases(root)).at(-1);
  if (!last) throw new Error('releases/releases.json holds no release');
  return last;
}

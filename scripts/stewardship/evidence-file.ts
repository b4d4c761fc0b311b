import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { citedEvidence } from './entry.ts';
import { type Fault, fault } from './fault.ts';

/** Twenty times the largest there is: what is frozen stays in the repository for ever. */
const MOST_BYTES = 2 ** 21;

/** The bytes of evidence at a path that somebody gave, which is looked at before anything is read. */
export async function readEvidenceFile(root: string, path: string): Promise<Buffer | Fault> {
  if (!citedEvidence.shape.path.safeParse(path).success) {
    return fault('evidence-path', path, 'is no docs/evidence/<topic>.json');
  }
  const whole = join(root, path);
  const stats = await lstat(whole).catch(() => undefined);
  if (!stats) return fault('evidence-path-missing', path, 'no such file');
  const isOwn = stats.isFile() && (await realpath(whole)) === join(await realpath(root), path);
  if (!isOwn) return fault('evidence-path', path, 'is no file of this checkout, but a link or a device');
  if (stats.size > MOST_BYTES) return fault('evidence-path', path, `has ${stats.size} bytes`);
  return readFile(whole);
}

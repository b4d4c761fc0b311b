import type { Log } from '../../dev/log.ts';
import { revisionOf } from '../../images/revision.ts';
import { reviewParts } from './review-parts.ts';
import { type Missing, writePack } from './write-pack.ts';

/** Makes the folder that a security reviewer reads, and says what could not be made on this machine. */
export async function reviewPack(root: string, out: string, say: Log): Promise<readonly Missing[]> {
  const revision = await revisionOf();
  const parts = reviewParts(root, revision, say);
  const missing = await writePack(parts, out, revision);
  for (const { file, because } of missing) say(`missing: ${file}: ${because}`);
  say(`${parts.length - missing.length} of ${parts.length} parts in ${out}; begin with INDEX.md`);
  return missing;
}

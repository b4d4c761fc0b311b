import { mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/root.ts';

/** A folder with all that this checkout holds, its packages too, and room for the reader's own files beside it. */
export async function checkoutFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tenantry-docs-'));
  for (const name of await readdir(ROOT))
    if (!name.startsWith('.') && name !== 'tenantry-data') await symlink(join(ROOT, name), join(made, name));
  return made;
}

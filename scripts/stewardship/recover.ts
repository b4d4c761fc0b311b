import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '../dev/file-lock.mjs';
import { unlessMissing } from '../unless-missing.ts';
import { AddRefused, writeHead } from './add.ts';
import { headFaults, isAt, parseHead } from './check-head.ts';
import { removeStaged } from './durable.ts';
import { HEAD, LOG } from './places.ts';
import { readLog } from './read-log.ts';

/**
 * Finishes an add that was interrupted: a last line without its end goes, since it was answered to nobody; a head that is
 * behind sound entries moves on. Anything else is refused. Answers what it did.
 */
export async function recover(root: string): Promise<readonly string[]> {
  const path = join(root, LOG);
  return withFileLock(join(root, '.tenantry/stewardship.lock'), async () => {
    await removeStaged(root);
    const bytes = await readFile(path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const { entries, faults } = readLog(bytes.subarray(0, end));
    const text = await readFile(join(root, HEAD), 'utf8').catch(unlessMissing);
    const head = text === undefined ? undefined : parseHead(text);
    // An add of the very first entries had no head to move yet.
    const wrong = text === undefined ? [] : headFaults(entries, text);
    const left = [...faults, ...wrong.filter(({ code }) => code !== 'head-behind')];
    const last = entries.at(-1);
    if (left.length > 0 || last === undefined) throw new AddRefused(left);
    const did: string[] = [];
    if (end < bytes.length) {
      await truncate(path, end);
      did.push(`removed ${bytes.length - end} bytes of a line that does not end`);
    }
    if (!head || !isAt(last, head)) {
      await writeHead(root, last);
      did.push(`moved the head from ${head?.id ?? 'nothing'} to ${last.id}`);
    }
    return did;
  });
}

import { execa } from 'execa';
import { readReleases } from '../release/releases.ts';
import { isAt } from './check-head.ts';
import type { Entry, Head } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import type { HistoryReport } from './git-history.ts';

/** How a tag's message says where the log stood. */
const IN_MESSAGE = /^Stewardship: (E[1-9]\d*) ([0-9a-f]{64})$/m;

export function tagLine({ id, hash }: Head): string {
  return `Stewardship: ${id} ${hash}`;
}

/** Heads that releases have recorded, in releases/releases.json and in their tags, are in the chain. */
export async function checkReleases(root: string, entries: readonly Entry[]): Promise<HistoryReport> {
  const releases = await readReleases(root);
  const tags = await headsOfTags(root);
  const isIn = (head: Head) => entries.some(entry => isAt(entry, head));
  const faults: Fault[] = [];
  const notes: string[] = [];
  for (const { version, tag, stewardship } of releases) {
    if (!stewardship) notes.push(`release ${version}: recorded no head`);
    else if (!isIn(stewardship))
      faults.push(fault('release-head', version, `${stewardship.id} ${stewardship.hash}`));
    const said = tags.get(tag);
    if (stewardship && tags.has(tag) && (said?.id !== stewardship.id || said.hash !== stewardship.hash)) {
      const says = said ? `${said.id} ${said.hash}` : 'no head';
      faults.push(
        fault('tag-record', tag, `says ${says}, and releases.json ${stewardship.id} ${stewardship.hash}`),
      );
    }
    if (!tags.has(tag))
      notes.push(`release ${version}: its tag ${tag} is not in this clone, so its message was not read`);
  }
  for (const [tag, head] of tags) {
    if (!head) notes.push(`tag ${tag}: its message has no head`);
    else if (!isIn(head)) faults.push(fault('tag-head', tag, `${head.id} ${head.hash}`));
  }
  return { faults, notes };
}

/** Tags of versions with the heads in their messages; without any of git, none. */
export async function headsOfTags(root: string): Promise<ReadonlyMap<string, Head | undefined>> {
  const git = execa({ cwd: root, reject: false });
  const format = '%(refname:short)%00%(objecttype)%00%(contents)%00';
  const { stdout, exitCode } = await git`git for-each-ref --format=${format} ${'refs/tags/v*'}`;
  if (exitCode !== 0) return new Map();
  const fields = stdout.split('\0');
  const tags = new Map<string, Head | undefined>();
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [name = '', type = '', message = ''] = fields.slice(at, at + 3);
    const [, id, hash] = (type === 'tag' && IN_MESSAGE.exec(message)) || [];
    tags.set(name.trim(), id !== undefined && hash !== undefined ? { id, hash } : undefined);
  }
  return tags;
}

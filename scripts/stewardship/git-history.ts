import { execa } from 'execa';
import type { Entry } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import { LOG } from './places.ts';

/** What a check of the history found, and what it could not look at. */
export interface HistoryReport {
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

/**
 * The log only ever grows: at each commit in reach it is a beginning of the bytes of now. Unlike chain and head, which whoever
 * rewrites all files makes anew, this holds the log against commits that others have.
 */
export async function checkHistory(
  root: string,
  log: Uint8Array,
  entries: readonly Entry[],
  isHistoryWanted = false,
): Promise<HistoryReport> {
  const git = execa({ cwd: root, reject: false });
  const unseen = (says: string): readonly Fault[] =>
    isHistoryWanted ? [fault('history-unseen', LOG, says)] : [];
  if (!(await isGit(root))) {
    const says = 'this is no git checkout, so nothing was held against it';
    return { faults: unseen(says), notes: [`history: ${says}`] };
  }
  const shallow = await git`git rev-parse --is-shallow-repository`;
  const isShallow = shallow.stdout.trim() === 'true';
  const { stdout: commits } = await git`git rev-list --full-history HEAD -- ${LOG}`;
  const found: Fault[] = [];
  // One after the other: there are more with every release.
  for (const commit of commits.split('\n').filter(one => one !== ''))
    found.push(...(await partingFaults(root, commit, log)));
  if (isShallow) {
    const says =
      'this clone is shallow, so the log was held against no commit before it, and the commits of entries not looked up';
    return { faults: [...found, ...unseen(says)], notes: [`history: ${says}`] };
  }
  const isNowhere = entries.length > 0 && commits === '';
  const none = isNowhere ? unseen('no commit in reach has the log') : [];
  return { faults: [...found, ...none, ...(await unknownCommits(root, entries))], notes: [] };
}

/** What no commit has, of the log or of anything else: a tag made now would say a head, or a version, that is not in it. */
export async function uncommittedFaults(root: string): Promise<readonly Fault[]> {
  const git = execa({ cwd: root });
  const { stdout } = await git`git status --porcelain -z --no-renames --untracked-files=all`;
  return stdout
    .split('\0')
    .filter(line => line !== '')
    .map(line => fault('tree-uncommitted', line.slice(3), 'is otherwise in the commit that is checked out'));
}

async function partingFaults(root: string, commit: string, log: Uint8Array): Promise<readonly Fault[]> {
  const git = execa({ cwd: root, reject: false, encoding: 'buffer', stripFinalNewline: false });
  const { exitCode, stdout } = await git`git show ${`${commit}:${LOG}`}`;
  if (exitCode !== 0) return [fault('history-rewritten', commit, 'the log was removed there')];
  const then = Buffer.from(stdout);
  const isBeginning = then.equals(Buffer.from(log.subarray(0, then.length)));
  return isBeginning ? [] : [fault('history-rewritten', commit, whereTheyPart(then, log))];
}

/** Whether a root is the top of a checkout of its own; a folder inside of another checkout has no history that is its own. */
export async function isGit(root: string): Promise<boolean> {
  const { exitCode, stdout } = await execa({
    cwd: root,
    reject: false,
  })`git rev-parse --is-inside-work-tree --show-cdup`;
  return exitCode === 0 && stdout.trim() === 'true';
}

/** The later of this clock and of the last commit's: a clock that is behind does not put the log into the future. */
export async function timeOf(root: string, now: Date): Promise<Date> {
  const { exitCode, stdout } = await execa({ cwd: root, reject: false })`git log -1 --format=%cI`;
  const committed = exitCode === 0 ? Date.parse(stdout.trim()) : Number.NaN;
  return committed > now.getTime() ? new Date(committed) : now;
}

function whereTheyPart(then: Uint8Array, now: Uint8Array): string {
  const at = then.findIndex((byte, index) => byte !== now[index]);
  const line = then.subarray(0, at).filter(byte => byte === 0x0a).length + 1;
  return `the log of then is no beginning of the log of now: they part in line ${line}`;
}

/** Entries that name a commit which is not in the history of this checkout. */
export async function unknownCommits(root: string, entries: readonly Entry[]): Promise<readonly Fault[]> {
  const { stdout } = await execa({ cwd: root, reject: false })`git rev-list HEAD`;
  const known = new Set(stdout.split('\n'));
  return entries
    .filter(({ commit }) => !known.has(commit))
    .map(({ id, commit }) => fault('commit-unknown', id, `names ${commit}`));
}

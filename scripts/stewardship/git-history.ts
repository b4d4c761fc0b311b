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
): Promise<HistoryReport> {
  const git = execa({ cwd: root, reject: false });
  const inside = await git`git rev-parse --is-inside-work-tree --show-cdup`;
  if (inside.exitCode !== 0 || inside.stdout.trim() !== 'true') {
    return { faults: [], notes: ['history: this is no git checkout, so nothing was held against it'] };
  }
  const shallow = await git`git rev-parse --is-shallow-repository`;
  const isShallow = shallow.stdout.trim() === 'true';
  const { stdout: commits } = await git`git rev-list --full-history HEAD -- ${LOG}`;
  const found = await Promise.all(
    commits
      .split('\n')
      .filter(commit => commit !== '')
      .map(async commit => {
        const shown = await execa({
          cwd: root,
          reject: false,
          encoding: 'buffer',
          stripFinalNewline: false,
        })`git show ${`${commit}:${LOG}`}`;
        if (shown.exitCode !== 0) return [fault('history-rewritten', commit, 'the log was removed there')];
        const then = Buffer.from(shown.stdout);
        const isBeginning = then.equals(Buffer.from(log.subarray(0, then.length)));
        return isBeginning ? [] : [fault('history-rewritten', commit, whereTheyPart(then, log))];
      }),
  );
  const notes = isShallow
    ? [
        'history: this clone is shallow, so the log was held against no commit before it, and the commits of entries not looked up',
      ]
    : [];
  const commitFaults = isShallow ? [] : await unknownCommits(root, entries);
  return { faults: [...found.flat(), ...commitFaults], notes };
}

function whereTheyPart(then: Uint8Array, now: Uint8Array): string {
  const at = then.findIndex((byte, index) => byte !== now[index]);
  const line = then.subarray(0, at).filter(byte => byte === 0x0a).length + 1;
  return `the log of then is no beginning of the log of now: they part in line ${line}`;
}

async function unknownCommits(root: string, entries: readonly Entry[]): Promise<readonly Fault[]> {
  const { stdout } = await execa({ cwd: root, reject: false })`git rev-list HEAD`;
  const known = new Set(stdout.split('\n'));
  return entries
    .filter(({ commit }) => !known.has(commit))
    .map(({ id, commit }) => fault('commit-unknown', id, `names ${commit}`));
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '../dev/file-lock.mjs';
import { unlessMissing } from '../unless-missing.ts';
import { canonical, chained } from './chain.ts';
import { checkChangelog } from './check-changelog.ts';
import { frozenFaults } from './check-frozen.ts';
import { headFaults } from './check-head.ts';
import { aheadFaults } from './check-time.ts';
import { appendDurably, removeStaged, replaceFile } from './durable.ts';
import type { CitedEvidence, Draft, Entry } from './entry.ts';
import { readEvidence } from './evidence-copy.ts';
import { readEvidenceFile } from './evidence-file.ts';
import { type Fault, fault, faultText } from './fault.ts';
import { isGit, timeOf, unknownCommits } from './git-history.ts';
import { frozenPath, HEAD, LOG } from './places.ts';
import { readLog } from './read-log.ts';

/** An entry as somebody asks for it: evidence by its path, of which the bytes of now are frozen. */
export interface Wanted extends Omit<Draft, 'evidence'> {
  /** Lines left out are all lines that were ok. */
  readonly evidence: readonly { readonly path: string; readonly lines?: readonly string[] | undefined }[];
}

export interface AddOptions {
  readonly root: string;
  readonly now: Date;
  /** Looks, and writes nothing. */
  readonly isDryRun: boolean;
  readonly onWait?: (holder: number) => void;
}

/** Something is wrong with the log or with what is asked for; nothing was written. */
export class AddRefused extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(faultText).join('\n'));
    this.faults = faults;
  }
}

/**
 * Freezes evidence, appends entries, moves the head: in this order, each on the disk before the next. Two at once wait for
 * each other. A crash in between leaves a frozen copy that nobody cites, half a line, or a head that is behind; verify names
 * each, and `recover` finishes the latter two.
 */
export async function addEntries(wanted: readonly Wanted[], options: AddOptions): Promise<readonly Entry[]> {
  const { root, isDryRun, onWait } = options;
  const work = async () => {
    await removeStaged(root);
    const before = await entriesNow(root, options.now);
    const copies = new Map<string, Buffer>();
    const entries: Entry[] = [];
    for (const { evidence, ...rest } of wanted) {
      const cited = await Promise.all(evidence.map(one => freeze(root, one, copies)));
      const at = options.now.toISOString().replace(/\.\d+Z$/, 'Z');
      const last = entries.at(-1) ?? before.at(-1);
      entries.push(chained({ ...rest, at, evidence: cited }, last));
    }
    // What is appended is read as everybody will read it, before anything is written.
    const text = [...before, ...entries].map(entry => `${canonical(entry)}\n`).join('');
    mustBeFree([
      ...readLog(Buffer.from(text)).faults,
      ...(await checkChangelog(root, entries, false)).ofEntries,
      ...((await isGit(root)) ? await unknownCommits(root, entries) : []),
    ]);
    const head = entries.at(-1);
    if (isDryRun || head === undefined) return entries;
    for (const [sha256, bytes] of copies) await replaceFile(join(root, frozenPath(sha256)), bytes);
    await appendDurably(join(root, LOG), entries.map(entry => `${canonical(entry)}\n`).join(''));
    await writeHead(root, head);
    return entries;
  };
  return withFileLock(join(root, '.tenantry/stewardship.lock'), work, onWait);
}

export async function writeHead(root: string, { id, hash }: Entry): Promise<void> {
  await replaceFile(join(root, HEAD), `${canonical({ id, hash })}\n`);
}

/** The log as it stands. @throws AddRefused on a broken one: what is appended to it would look sound */
async function entriesNow(root: string, now: Date): Promise<readonly Entry[]> {
  const bytes = await readFile(join(root, LOG)).catch(unlessMissing);
  const head = await readFile(join(root, HEAD), 'utf8').catch(unlessMissing);
  if (bytes === undefined) {
    // The very first entry; a head without a log is a log that was removed.
    if (head !== undefined) throw new AddRefused([fault('log-missing', LOG, 'there is a head without it')]);
    return [];
  }
  const { entries, faults } = readLog(bytes);
  const ofFrozen = (await frozenFaults(root, entries)).filter(({ code }) => code !== 'frozen-uncited');
  mustBeFree([
    ...faults,
    ...aheadFaults(entries, await timeOf(root, now)),
    ...headFaults(entries, head),
    ...ofFrozen,
  ]);
  return entries;
}

async function freeze(
  root: string,
  { path, lines }: Wanted['evidence'][number],
  copies: Map<string, Buffer>,
): Promise<CitedEvidence> {
  const bytes = await readEvidenceFile(root, path);
  if (!Buffer.isBuffer(bytes)) throw new AddRefused([bytes]);
  const evidence = readEvidence(bytes.toString('utf8'));
  if (!evidence) throw new AddRefused([fault('frozen-invalid', path, 'no topic, machine and lines')]);
  const ids = lines ?? evidence.lines.filter(({ ok }) => ok).map(({ id }) => id);
  mustBeFree(
    ids.flatMap(id => {
      const line = evidence.lines.find(one => one.id === id);
      if (!line) return [fault('evidence-line-missing', path, `has no line "${id}"`)];
      if (!line.ok) return [fault('evidence-line-failed', path, `"${id}" was not ok`)];
      const isDirty = line.commit.endsWith('-dirty');
      return isDirty ? [fault('evidence-dirty', path, `"${id}" was recorded on ${line.commit}`)] : [];
    }),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  copies.set(sha256, bytes);
  return { path, sha256, lines: [...ids] };
}

function mustBeFree(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new AddRefused(faults);
}

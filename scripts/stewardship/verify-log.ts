import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkChangelog } from './check-changelog.ts';
import { frozenFaults, readFrozen, staleEvidence } from './check-frozen.ts';
import { headFaults } from './check-head.ts';
import { checkReleases, headsOfTags } from './check-releases.ts';
import { aheadFaults } from './check-time.ts';
import { checkClaims } from './claims/check-claims.ts';
import type { Head } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import { checkHistory, timeOf } from './git-history.ts';
import { excusedText, pageOf, schemaText } from './page.ts';
import { EXCUSED, HEAD, LOG, PAGE, SCHEMA } from './places.ts';
import { readLog } from './read-log.ts';

export interface VerifyReport {
  readonly faults: readonly Fault[];
  /** What was not looked at, and what is to come. */
  readonly notes: readonly string[];
  readonly entries: number;
  readonly head: Head | undefined;
  readonly pages: number;
  readonly claims: number;
  /** Blocks that code wrote. */
  readonly computed: number;
  /** Blocks that a mark says are no claims, by its reason. */
  readonly excused: Readonly<Record<string, number>>;
}

/** As of a release: what waits otherwise is a fault, and the tag at hand says the head. */
export interface VerifyOptions {
  readonly isRelease?: boolean;
  readonly tag?: string | undefined;
  /** A clone without its history is a fault, and not a note. */
  readonly isHistoryWanted?: boolean;
  readonly now?: Date;
}

/** Holds the log against everything that it can be held against, and names all faults at once. */
export async function verifyLog(
  root: string,
  { isRelease = false, isHistoryWanted = false, now = new Date(), tag }: VerifyOptions = {},
): Promise<VerifyReport> {
  const bytes = await readFile(join(root, LOG)).catch(() => undefined);
  const read = bytes ? readLog(bytes) : { entries: [], faults: [fault('log-missing', LOG, 'no such file')] };
  const { entries } = read;
  const text = (path: string) => readFile(join(root, path), 'utf8').catch(() => undefined);
  const frozen = await readFrozen(root);
  const claims = await checkClaims(root, { entries, frozen });
  const [history, releases, changelog, stale] = await Promise.all([
    checkHistory(root, bytes ?? new Uint8Array(), entries, isHistoryWanted),
    checkReleases(root, entries),
    checkChangelog(root, entries, isRelease),
    staleEvidence(root, entries),
  ]);
  const last = entries.at(-1);
  const made = read.faults.length > 0 ? [] : await madeFaults(text, pageOf(entries, frozen));
  return {
    faults: [
      ...read.faults,
      ...aheadFaults(entries, await timeOf(root, now)),
      ...headFaults(entries, await text(HEAD)),
      ...(await frozenFaults(root, entries)),
      ...(isRelease ? stale : []),
      ...releases.faults,
      ...(tag === undefined ? [] : await tagFaults(root, tag, last)),
      ...history.faults,
      ...changelog.faults,
      ...changelog.ofEntries,
      ...((await text(EXCUSED)) === excusedText(claims.taken)
        ? []
        : [fault('excused-stale', EXCUSED, 'differs')]),
      ...made,
      ...claims.faults,
    ],
    notes: [
      ...history.notes,
      ...releases.notes,
      ...changelog.notes,
      ...(isRelease
        ? []
        : stale.map(
            ({ at }) => `${at} was recorded anew, and no entry has it yet; the release asks for one`,
          )),
    ],
    entries: entries.length,
    head: last && { id: last.id, hash: last.hash },
    pages: claims.pages,
    claims: claims.claims,
    computed: claims.computed,
    excused: claims.excused,
  };
}

async function madeFaults(text: (path: string) => Promise<string | undefined>, page: string) {
  return [
    ...((await text(SCHEMA)) === schemaText() ? [] : [fault('schema-stale', SCHEMA, 'differs')]),
    ...((await text(PAGE)) === page ? [] : [fault('page-stale', PAGE, 'differs')]),
  ];
}

async function tagFaults(root: string, tag: string, last: Head | undefined): Promise<readonly Fault[]> {
  const head = (await headsOfTags(root)).get(tag);
  if (head && last && head.hash === last.hash && head.id === last.id) return [];
  return [
    fault('tag-head', tag, `its message says ${head?.id ?? 'no head'}, and the log ends in ${last?.id}`),
  ];
}

/** What each fault means, and what to do. A code never changes. */
export const CODES = {
  'log-missing': 'There is no log. Take docs/stewardship/log.jsonl out of the history.',
  'log-bom': 'The log begins with a byte order mark. Take the file out of the history, and save it as it is.',
  'tree-uncommitted': 'A tag is of a commit, and this is in none as it stands. Commit it, and tag then.',
  'log-crlf':
    'The log has carriage returns. Take it out of the history; .gitattributes keeps git from adding them.',
  'line-truncated': 'The last line does not end. "npm run steward -- recover" finishes an interrupted add.',
  'line-empty': 'Remove the empty line: take the log out of the history.',
  'line-not-json': 'This is no JSON. Take the line out of the history.',
  'line-duplicate-key':
    'An object has a key twice, and readers differ in which one they take. Take the line out of the history.',
  'line-not-canonical': 'The line is not in canonical form, or was edited. Take it out of the history.',
  'line-schema': 'The line is no entry by docs/stewardship/schema.json. Take it out of the history.',
  'id-gap':
    'Ids go E1, E2, E3, without a gap and in order. A line was removed, moved or slipped in: take the log out of the history.',
  'time-backwards':
    'An entry says that it was written before the one above it. Lines were moved: take the log out of the history.',
  'time-ahead':
    'An entry says a time that is more than a day ahead, and no later one can follow before then. Set the clock, and add it again on a branch without it.',
  'entry-kind':
    'An entry of the kind "evidence" has evidence, one of the kind "correction" corrects another, and only that.',
  'entry-twice': 'An entry of this kind says the same of the same version already.',
  'version-unknown': 'An entry names a version that CHANGELOG.md has no heading of.',
  'chain-broken':
    'The entry does not follow on the one above it. A line was changed, removed or moved: take the log out of the history.',
  'hash-wrong':
    'The entry is not what was hashed. It was changed: take the line out of the history, and add an entry that corrects it.',
  'corrects-unknown': 'The entry corrects none that stands before it.',
  'head-missing': 'docs/stewardship/head.json is missing. Take it out of the history.',
  'head-invalid': 'docs/stewardship/head.json is no head. Take it out of the history.',
  'head-behind': 'The log goes on beyond its head. "npm run steward -- recover" finishes an interrupted add.',
  'head-wrong':
    'The log does not end in its head. Lines at the end were removed or changed: take both files out of the history.',
  'frozen-missing': 'A frozen copy of evidence that an entry cites is missing. Take it out of the history.',
  'frozen-changed': 'A frozen copy of evidence is not what its name says. Take it out of the history.',
  'frozen-invalid': 'A frozen copy is no evidence file, or is a link or a folder.',
  'frozen-uncited': 'No entry cites this file. Run the interrupted add again, or remove the file.',
  'evidence-path-missing':
    'An entry names evidence that is not at its path any more. Record it again, or correct the entry.',
  'evidence-path': 'Evidence is a file of its own in docs/evidence, of at most 2 MiB.',
  'evidence-dirty':
    'Evidence was recorded on a tree with changes that no commit has. Record it again, or name the lines that were not.',
  'evidence-line-missing':
    'An entry rests on a line that its frozen evidence does not have. Add an entry that corrects it.',
  'evidence-line-failed': 'An entry rests on a line that was not ok. Add an entry that corrects it.',
  'evidence-stale':
    'Evidence was recorded anew, and no entry has it. "npm run steward -- add --kind evidence" before the release.',
  'commit-unknown': 'An entry names a commit that is not in the history of this checkout.',
  'release-head':
    'The head that a release recorded is not in the chain. The log was rewritten since: take it out of the history.',
  'tag-head':
    'The head in the message of a tag is not in the chain. The log was rewritten since: take it out of the history.',
  'tag-record':
    'The message of a tag and releases/releases.json say different heads of one release, or the message none.',
  'history-unseen':
    'The log could not be held against its history. Fetch all of it: "git fetch --unshallow", or "fetch-depth: 0" of a checkout in CI.',
  'history-rewritten':
    'The log at an earlier commit is no beginning of the log now. Take it out of that commit, and add again what came after.',
  'changelog-uncovered':
    'A change of the changelog has no entry, or is no item of a list. "npm run steward -- add --kind change", with these words.',
  'changelog-version':
    'A version was released, and CHANGELOG.md has no heading "## <version>" that is read. Take it out of the history.',
  'changelog-without':
    'An entry says that a version brings what CHANGELOG.md does not have. Write the item, or correct the entry.',
  'schema-stale': 'docs/stewardship/schema.json is not what the code makes. "npm run generate".',
  'excused-stale':
    'What marks take out of claims is not what docs/stewardship/excused.json has. "npm run generate", and read what came to it.',
  'page-stale': 'docs/stewardship/README.md is not what the log says. "npm run generate".',
  'claim-uncited': 'Cite an entry, or say why it is no claim: docs/how-to/cite-a-claim.md.',
  'claim-entry': 'The citation names an entry that there is none of.',
  'claim-bare':
    'The citation names an entry without evidence, which shows nothing but itself. Cite one that has evidence.',
  'claim-pages': 'There is no page below docs/commercial to hold. Take it out of the history.',
  'claim-comparison':
    'README.md compares in one section with a table, under a heading with "compare" or "alternative": else it would not be read.',
  'claim-corrected': 'The citation names an entry that a later one corrects. Cite that one.',
  'claim-dirty':
    'The line that is cited was recorded on a tree with changes. Cite one of a commit, or say in the block that it had changes that no commit has.',
  'claim-link': 'A citation is [E5] or [E5 topic/line] and leads to docs/stewardship/README.md#e5.',
  'claim-evidence': 'The entry that is cited does not rest on this line of evidence.',
  'claim-figure':
    'No evidence that the block cites has this figure. Correct it, or cite the line that has it.',
  'claim-mark':
    'A mark gives one of the reasons of docs/how-to/cite-a-claim.md, and stands where that reason holds.',
  'claim-html':
    'HTML, front matter and included files are not read for claims. Write it in Markdown, on the page.',
} as const;
export type Code = keyof typeof CODES;

export interface Fault {
  readonly code: Code;
  /** `path:line`, an entry or a file. */
  readonly at: string;
  readonly says: string;
}

export function fault(code: Code, at: string, says: string): Fault {
  return { code, at, says };
}

/** Several lines of a fault, for people. */
export function faultText({ code, at, says }: Fault): string {
  return `${code}  ${at}\n    ${says}\n    ${CODES[code]}`;
}

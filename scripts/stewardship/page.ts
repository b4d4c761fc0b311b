import { z } from 'zod';
import { table } from '../../contracts/generate/markdown.ts';
import { type Entry, entrySchema } from './entry.ts';
import type { EvidenceCopy } from './evidence-copy.ts';
import { CODES } from './fault.ts';

/** docs/stewardship/schema.json: what an entry is, for readers without this code. */
export function schemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(entrySchema);
  const head = {
    $schema,
    $comment: 'Generated from scripts/stewardship/entry.ts by npm run generate.',
    title: 'An entry of the stewardship log',
    description: 'One line of log.jsonl, in canonical JSON (RFC 8785).',
  };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

/** docs/stewardship/excused.json: a figure or a word more under a mark is a line more in a review. */
export function excusedText(taken: Readonly<Record<string, readonly string[]>>): string {
  return `${JSON.stringify(taken, null, 2)}\n`;
}

/** docs/stewardship/README.md. */
export function pageOf(entries: readonly Entry[], frozen: ReadonlyMap<string, EvidenceCopy>): string {
  const byVersion = Map.groupBy(entries, ({ version }) => version);
  const evidence = entries.filter(({ kind }) => kind === 'evidence');
  return [
    HEAD_TEXT.trimStart(),
    '## Evidence that can be cited\n',
    ...table(
      ['entry', 'evidence', 'recorded', 'on commits', 'lines'],
      evidence.flatMap(({ id, at, evidence: cited }) =>
        cited.map(({ sha256, lines }) => [
          `[${id}](#${id.toLowerCase()})`,
          `[${frozen.get(sha256)?.topic ?? '?'}](frozen/${sha256}.json)`,
          at.slice(0, 10),
          commitsText(lines, frozen.get(sha256)),
          linesText(lines, frozen.get(sha256)),
        ]),
      ),
    ),
    ...[...byVersion].flatMap(([version, list]) => [
      `\n## Version ${version}`,
      ...list.map(entry => entryText(entry, entries, frozen)),
    ]),
    '\n## What verify may say\n',
    ...table(
      ['code', 'what to do'],
      Object.entries(CODES).map(([name, text]) => [`\`${name}\``, plain(text)]),
    ),
    '',
  ].join('\n');
}

/** The sources that the lines were run on, which are seldom those of the day on which it was frozen. */
function commitsText(lines: readonly string[], copy: EvidenceCopy | undefined): string {
  const commits = copy?.lines.filter(({ id }) => lines.includes(id)).map(({ commit }) => commit.slice(0, 8));
  return [...new Set(commits)].map(commit => `\`${commit}\``).join(', ');
}

/** Those of a tree with changes apart: whoever checks out the commit does not have what was run. */
function linesText(lines: readonly string[], copy: EvidenceCopy | undefined): string {
  const isChanged = (line: string) =>
    copy?.lines.find(({ id }) => id === line)?.commit.endsWith('-dirty') ?? false;
  const listed = (some: readonly string[]) => some.map(line => `\`${line}\``).join(', ');
  const changed = lines.filter(isChanged);
  const sound = listed(lines.filter(line => !isChanged(line)));
  return changed.length === 0
    ? sound
    : `${sound}; on trees with changes that no commit has: ${listed(changed)}`;
}

function entryText(entry: Entry, all: readonly Entry[], frozen: ReadonlyMap<string, EvidenceCopy>): string {
  const { id, kind, what, why, at, by, commit, evidence, corrects } = entry;
  const later = all.find(one => one.corrects === id);
  const link = (other: string) => `[${other}](#${other.toLowerCase()})`;
  const facts = [
    `${kind}`,
    `${at.slice(0, 16).replace('T', ' ')} UTC`,
    by,
    `commit \`${commit.slice(0, 12)}\``,
  ];
  const rests = evidence.flatMap(({ sha256, lines }) =>
    kind === 'evidence' ? [evidenceTable(sha256, lines, frozen)] : [evidenceLine(sha256, lines, frozen)],
  );
  return [
    `\n### ${id}\n`,
    ...(later ? [`**Not so any more: ${link(later.id)} corrects this.**\n`] : []),
    ...(corrects ? [`Corrects ${link(corrects)}.\n`] : []),
    `${plain(what)}\n`,
    `**Why.** ${plain(why)}\n`,
    ...(rests.length > 0
      ? rests.map(text => `${text}\n`)
      : ['**Evidence.** None was recorded for this alone.\n']),
    `*${facts.join(' · ')}*`,
  ].join('\n');
}

function evidenceLine(sha256: string, lines: readonly string[], frozen: ReadonlyMap<string, EvidenceCopy>) {
  const topic = frozen.get(sha256)?.topic ?? '?';
  return `**Evidence.** [${topic}](frozen/${sha256}.json): ${lines.map(line => `\`${line}\``).join(', ')}`;
}

function evidenceTable(sha256: string, lines: readonly string[], frozen: ReadonlyMap<string, EvidenceCopy>) {
  const copy = frozen.get(sha256);
  const rows = (copy?.lines ?? [])
    .filter(({ id }) => lines.includes(id))
    .map(({ id, shows, command }) => [`\`${id}\``, plain(shows), `\`${command}\``]);
  const title = `**Evidence.** [${copy?.topic ?? '?'}, as it was](frozen/${sha256}.json)`;
  return [`${title}\n`, ...table(['line', 'shows', 'command'], rows)].join('\n');
}

/**
 * Words as words, also where they begin a line: nothing in them is Markdown, HTML or a template of the site. A `|` alone
 * makes no table of a line, and in a table the cell escapes it.
 */
export function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]~]/g, sign => `\\${sign}`)
    .replace(/^(\s*)([#>+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replaceAll('<', '&lt;')
    .replaceAll('{', '&#123;');
}

const HEAD_TEXT = `
# Stewardship log: shows whether an entry was changed or removed since a head that you hold; unsigned, it proves no more than the history of this repository does

<!-- Generated from log.jsonl by npm run generate. -->

One entry for each released change, with what and why, and for each set of evidence that was recorded, with a frozen copy of it.
[Claims cite these entries](../how-to/cite-a-claim.md); [the log](log.jsonl) is one line of JSON for each, [by this schema](schema.json).

| it shows | by |
|---|---|
| that no entry was changed, moved, slipped in or removed from the middle | each entry has the hash of the one before it and its own |
| that none was removed at the end | [the head](head.json), kept apart; each release keeps it in \`releases/releases.json\` and in the message of its tag |
| that evidence is what was cited | copies in \`frozen/\`, named by their SHA-256 |
| that the log only ever grew | at each commit in reach it is a beginning of the log of now |

| it does not show | because |
|---|---|
| who wrote an entry, or when | nothing is signed: \`by\` is a role and \`at\` a clock. Whoever may rewrite the repository may rewrite all of it, the heads too; a head or a clone that you kept from before then shows it |
| that evidence is true | it is what the command wrote on the machine it names. Run the command |
| that a sentence says what its evidence shows | the figure is compared, the meaning is read by people |
| what happened before it began | entries of earlier versions were written on the day that stands in them, out of changelog and history |

\`\`\`sh
npm run --silent steward -- verify
\`\`\`

holds all of it, names every fault with a code and what to do, and says what this clone could not show (no tags, no history). Entries
are made by \`npm run steward -- add\`: [how, and how to check a hash by hand](../how-to/keep-the-stewardship-log.md).
`;

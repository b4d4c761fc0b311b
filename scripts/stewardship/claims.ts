import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Block, blocksOf, frontMatterOf, isCitation, parseMarkdown } from './claim-blocks.ts';
import { type Figure, figuresOf, isFound, type Measured, measuredIn } from './claim-figures.ts';
import type { Entry } from './entry.ts';
import type { EvidenceCopy } from './evidence-copy.ts';
import { type Fault, fault } from './fault.ts';
import { PAGE } from './places.ts';

/** How a claim is cited and what is none is said to people in docs/how-to/cite-a-claim.md. */
const REASONS = ['sample', 'setting', 'date', 'formula', 'instruction', 'definition', 'elsewhere'] as const;
type Reason = (typeof REASONS)[number];
const ABSOLUTE = new RegExp(
  `\\b(?:${[
    'always|never|ever|every|everything|everybody|everyone|everywhere|only|all|none|nothing|nobody|nowhere|no one',
    "cannot|can['’]t|impossible|guarantee(?:s|d)?|complete(?:ly)?|entire(?:ly)?|full(?:y)?|unlimited|zero|perfect(?:ly)?",
    'without exception|not a single|no (?:customer|tenant|user|bill|invoice|event|downtime|outage|data)s?|best|fastest|cheapest|safest|leading|unique(?:ly)?|unmatched|unrivalled',
  ].join('|')})\\b`,
  'gi',
);
const MARK = /^<!--\s*not a claim:\s*([a-z]+)\s*(?::\s*([\s\S]+?))?\s*-->$/;
const CITATION = /^(E[1-9]\d*)(?: ([a-z-]+)\/([a-z0-9-]+))?$/;
/**
 * What a mark before a section, a list or a table does not take out: under a heading of settings or of things to do, a sentence
 * with one of these says what the product does.
 */
const STRONG = /^(?:never|always|cannot|can['’]t|impossible|guarantee|unlimited|without exception)/i;
/** What numbers a heading: "1. First", not "99. % of it". */
const NUMBERING = /^\d{1,2}\.\s+(?=\p{L})/u;
const COMMERCIAL = 'docs/commercial';
/** The part of the README that compares. */
const COMPARISON = /alternative|compar/i;

/** What citations are held against. */
export interface Cited {
  readonly entries: readonly Entry[];
  /** By digest. */
  readonly frozen: ReadonlyMap<string, EvidenceCopy>;
}

export interface ClaimReport {
  readonly faults: readonly Fault[];
  readonly pages: number;
  readonly claims: number;
  /** How many blocks would be claims but for a mark, by its reason: what a reader of the pages takes on trust. */
  readonly excused: Readonly<Partial<Record<Reason, number>>>;
  /** Each figure and word that a mark took out, by page and as `reason: written`, in order: a new one is seen in a review. */
  readonly taken: Readonly<Record<string, readonly string[]>>;
}

/** Holds each claim of the commercial pages, and of the comparison in the README, against what it cites. */
export async function checkClaims(root: string, cited: Cited): Promise<ClaimReport> {
  const names = await readdir(join(root, COMMERCIAL), { recursive: true }).catch(() => []);
  const paths = names.filter(name => /\.(?:md|markdown)$/i.test(name)).map(name => join(COMMERCIAL, name));
  const pages = await Promise.all(
    ['README.md', ...paths.sort()].map(async path => {
      const text = await readFile(join(root, path), 'utf8').catch(() => '');
      return claimsOf(path, text, cited);
    }),
  );
  const none = paths.length > 0 ? [] : [fault('claim-pages', COMMERCIAL, 'no page')];
  return {
    faults: [...none, ...pages.flatMap(({ faults }) => faults)],
    pages: pages.length,
    claims: pages.reduce((sum, { claims }) => sum + claims, 0),
    excused: counted(pages.flatMap(({ excused }) => Object.entries(excused))),
    taken: Object.assign({}, ...pages.map(page => page.taken)),
  };
}

/** The same of one page. */
export function claimsOf(path: string, text: string, cited: Cited): Omit<ClaimReport, 'pages'> {
  const tree = parseMarkdown(text);
  const isReadme = path === 'README.md';
  const { nodes, faults: ofPage } = isReadme ? comparisonIn(tree) : { nodes: tree.children, faults: [] };
  const matter = isReadme ? undefined : frontMatterOf(text);
  const judged = blocksOf(nodes).map(block => judge(path, block, cited));
  const taken = judged.flatMap(one => one.taken);
  return {
    faults: [
      ...ofPage,
      ...(matter === undefined ? [] : [fault('claim-html', `${path}:1`, 'front matter')]),
      ...judged.flatMap(({ faults }) => faults),
    ],
    claims: judged.filter(({ isClaim }) => isClaim).length,
    excused: counted(judged.flatMap(({ excusedBy }) => (excusedBy ? [[excusedBy, 1]] : []))),
    taken: taken.length > 0 ? { [path]: taken.toSorted() } : {},
  };
}

function counted(pairs: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [reason, count] of pairs) sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}

/** The one section of the README that compares, by a table; what it is called by another name would not be read. */
function comparisonIn({ children }: Root): {
  readonly nodes: readonly RootContent[];
  readonly faults: readonly Fault[];
} {
  const found = [...children.entries()].flatMap(([at, node]) =>
    node.type === 'heading' && COMPARISON.test(textOf(node)) ? [{ at, depth: node.depth }] : [],
  );
  const nodes = found.flatMap(({ at, depth }) => {
    const rest = children.slice(at + 1);
    const to = rest.findIndex(node => node.type === 'heading' && node.depth <= depth);
    return children.slice(at, to < 0 ? undefined : at + 1 + to);
  });
  if (found.length === 1 && nodes.some(({ type }) => type === 'table')) return { nodes, faults: [] };
  const says = `${found.length} sections that compare, ${nodes.filter(({ type }) => type === 'table').length} tables in them`;
  return { nodes, faults: [fault('claim-comparison', 'README.md', says)] };
}

function judge(path: string, block: Block, cited: Cited) {
  const at = `${path}:${block.line}`;
  const { except, wholeBy, faults: ofMarks } = readMarks(block, at);
  const all = figuresOf(block.text.replace(NUMBERING, ''));
  const figures = all.filter(({ written }) => !except(written));
  const words = [...block.text.matchAll(ABSOLUTE)].map(([word]) => word).filter(word => !except(word));
  const citations = block.links.filter(isCitation).map(link => readCitation(path, link, cited, at));
  const isClaim = figures.length > 0 || words.length > 0;
  const faults = [
    ...ofMarks,
    ...block.html.map(html => fault('claim-html', at, html.slice(0, 60))),
    ...citations.flatMap(citation => citation.faults),
  ];
  const what = [...figures.map(({ written }) => written), ...words].map(one => `"${one}"`).join(', ');
  if (isClaim && citations.length === 0) faults.push(fault('claim-uncited', at, what));
  // A citation that is wrong was named; what it would have held is not known.
  else if (citations.every(citation => citation.faults.length === 0)) {
    faults.push(
      ...figureFaults(
        figures,
        citations.flatMap(({ measured }) => measured),
        at,
      ),
    );
  }
  const taken = [
    ...all.map(({ written }) => written),
    ...[...block.text.matchAll(ABSOLUTE)].map(([word]) => word),
  ]
    .filter(except)
    .map(written => `${wholeBy ?? 'named'}: ${written}`);
  const excusedBy = all.length > 0 || block.text.search(ABSOLUTE) >= 0 ? wholeBy : undefined;
  return { isClaim, faults, excusedBy, taken };
}

function figureFaults(figures: readonly Figure[], measured: readonly Measured[], at: string) {
  return figures
    .filter(figure => !isFound(figure, measured))
    .map(({ written }) => fault('claim-figure', at, `"${written}" is in nothing that is cited here`));
}

/** A figure as a mark names it; a word of gain is no number, and is named as it is. */
function keyOf({ value, unit, written }: Figure): string {
  return Number.isNaN(value) ? written.toLowerCase() : `${value}${unit ?? ''}`;
}

/** What a block's marks except of it. */
function readMarks({ comments, inherited, links }: Block, at: string) {
  const faults: Fault[] = [];
  const excepted = new Set<string>();
  let wholeBy: Reason | undefined;
  let isOwn = false;
  for (const comment of [...inherited, ...comments].filter(text => /^<!--\s*not a claim/i.test(text))) {
    const [, reason, named] = MARK.exec(comment) ?? [];
    const known = REASONS.find(one => one === reason);
    if (known === undefined) {
      faults.push(fault('claim-mark', at, `${comment} gives none of ${REASONS.join(', ')}`));
    } else if (reason === 'elsewhere' && !links.some(({ url }) => url.startsWith('https://'))) {
      faults.push(fault('claim-mark', at, 'what is said elsewhere is linked to, by https:'));
    } else if (named === undefined) {
      wholeBy = known;
      isOwn ||= known === 'sample' || comments.includes(comment);
    } else {
      for (const figure of figuresOf(named)) excepted.add(keyOf(figure));
      for (const [word] of named.matchAll(ABSOLUTE)) excepted.add(word.toLowerCase());
    }
  }
  const except = (written: string) => {
    const [figure] = figuresOf(written);
    const isTakenOut = wholeBy !== undefined && (isOwn || !STRONG.test(written));
    return isTakenOut || excepted.has(figure ? keyOf(figure) : written.toLowerCase());
  };
  return { faults, except, wholeBy };
}

function readCitation(
  path: string,
  { text, url }: Block['links'][number],
  { entries, frozen }: Cited,
  at: string,
): { readonly faults: readonly Fault[]; readonly measured: readonly Measured[] } {
  const wrong = (code: Parameters<typeof fault>[0], says: string) => ({
    faults: [fault(code, at, says)],
    measured: [],
  });
  const [, id, topic, line] = CITATION.exec(text) ?? [];
  const [file = '', anchor = ''] = url.split('#');
  if (id === undefined || normalize(join(dirname(path), file)) !== PAGE || anchor !== id.toLowerCase()) {
    return wrong('claim-link', `[${text}](${url})`);
  }
  const entry = entries.find(one => one.id === id);
  if (!entry) return wrong('claim-entry', `there is no ${id}`);
  const later = entries.find(({ corrects }) => corrects === id);
  if (later) return wrong('claim-corrected', `${later.id} corrects ${id}`);
  // The log is no evidence of itself: what an entry says rests on something that was recorded.
  if (entry.evidence.length === 0) return wrong('claim-bare', `${id} rests on no evidence`);
  if (topic === undefined || line === undefined) {
    return { faults: [], measured: figuresOf(`${entry.what} ; ${entry.why}`) };
  }
  const copy = entry.evidence
    .filter(({ lines }) => lines.includes(line))
    .map(({ sha256 }) => frozen.get(sha256))
    .find(one => one?.topic === topic);
  if (!copy) return wrong('claim-evidence', `${id} does not rest on the line ${line} of ${topic}`);
  return { faults: [], measured: measuredIn(copy, line) };
}

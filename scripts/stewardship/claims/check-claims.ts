import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../../unless-missing.ts';
import { type Fault, fault } from '../fault.ts';
import { blocksAmong } from './blocks.ts';
import type { Cited } from './citation.ts';
import { comparisonIn } from './comparison.ts';
import { judge } from './judge.ts';
import { frontMatterOf, parsePage } from './markdown.ts';
import type { Reason } from './marks.ts';

const COMMERCIAL = 'docs/commercial';

export interface ClaimReport {
  readonly faults: readonly Fault[];
  readonly pages: number;
  /** Blocks that say something, and cite what shows it. */
  readonly claims: number;
  /** Blocks that code wrote. */
  readonly computed: number;
  /** How many blocks would be claims but for a mark, by its reason: what a reader of the pages takes on trust. */
  readonly excused: Readonly<Partial<Record<Reason, number>>>;
  /** Each figure and word that a mark took out, by page and as `reason: written`, in order: a new one is seen in a review. */
  readonly taken: Readonly<Record<string, readonly string[]>>;
}

/** Holds each claim of the commercial pages, and of the comparison in the README, against what it cites. */
export async function checkClaims(root: string, cited: Cited): Promise<ClaimReport> {
  const names = (await readdir(join(root, COMMERCIAL), { recursive: true }).catch(unlessMissing)) ?? [];
  const paths = names.filter(name => /\.(?:md|markdown)$/i.test(name)).map(name => join(COMMERCIAL, name));
  const pages = await Promise.all(
    ['README.md', ...paths.sort()].map(async path => {
      // A page that is there and cannot be read is no page without claims.
      const text = await readFile(join(root, path), 'utf8').catch(unlessMissing);
      return claimsOf(path, text ?? '', cited);
    }),
  );
  const none = paths.length > 0 ? [] : [fault('claim-pages', COMMERCIAL, 'no page')];
  return {
    faults: [...none, ...pages.flatMap(({ faults }) => faults)],
    pages: pages.length,
    claims: pages.reduce((sum, { claims }) => sum + claims, 0),
    computed: pages.reduce((sum, { computed }) => sum + computed, 0),
    excused: counted(pages.flatMap(({ excused }) => Object.entries(excused))),
    taken: Object.assign({}, ...pages.map(page => page.taken)),
  };
}

/** The same of one page. */
export function claimsOf(path: string, text: string, cited: Cited): Omit<ClaimReport, 'pages'> {
  const tree = parsePage(text);
  const isReadme = path === 'README.md';
  const { nodes, faults: ofPage } = isReadme ? comparisonIn(tree) : { nodes: tree.children, faults: [] };
  const matter = isReadme ? undefined : frontMatterOf(text);
  const judged = blocksAmong(nodes).map(block => judge(path, block, cited));
  const taken = judged.flatMap(one => one.taken);
  return {
    faults: [
      ...ofPage,
      ...(matter === undefined ? [] : [fault('claim-html', `${path}:1`, 'front matter')]),
      ...judged.flatMap(({ faults }) => faults),
    ],
    claims: judged.filter(one => one.as === 'cited').length,
    computed: judged.filter(one => one.as === 'computed').length,
    excused: counted(judged.flatMap(({ excusedBy }) => (excusedBy ? [[excusedBy, 1]] : []))),
    taken: taken.length > 0 ? { [path]: taken.toSorted() } : {},
  };
}

function counted(pairs: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [reason, count] of pairs) sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}

import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Around, type Block, type BlockLink, readBlock } from './block.ts';
import { isCitation, isComment } from './markdown.ts';

interface Section {
  readonly depth: number;
  readonly comments: readonly string[];
  readonly told: readonly string[];
  readonly cited: readonly BlockLink[];
}

const NOWHERE: Around = {
  inherited: [],
  told: [],
  introducedBy: [],
  computed: undefined,
  citedAbove: [],
  isWithEvidence: false,
};
const COMPUTED = /^<!-- (?:computed: ([a-z-]+)|(end of computed)) -->$/;
/** What a fence of it shows is prose, not code. */
const PROSE = new Set([undefined, null, '', 'text', 'txt', 'plain', 'plaintext', 'md', 'markdown']);

/** Every block among these nodes, in order. */
export function blocksAmong(nodes: readonly RootContent[], around: Around = NOWHERE): readonly Block[] {
  const blocks: Block[] = [];
  let pending: readonly string[] = [];
  let sections: readonly Section[] = [];
  let { computed } = around;
  let last: Block | undefined;
  for (const node of nodes) {
    if (node.type === 'html' && isComment(node.value.trim())) {
      const [part, name] = COMPUTED.exec(node.value.trim()) ?? [];
      if (part === undefined) pending = [...pending, node.value.trim()];
      else computed = name;
      continue;
    }
    if (node.type === 'heading') {
      // A section ends with the next heading of its level, and what was said of the one around it still holds.
      const open = sections.filter(({ depth }) => depth < node.depth);
      sections = [...open, { depth: node.depth, comments: pending, told: [textOf(node)], cited: [] }];
    }
    const above = aroundIn(around, sections, computed);
    if (isBlock(node)) {
      last = readBlock(node, above, pending);
      blocks.push(last);
      sections = afterBlock(sections, last, node.type === 'heading');
    } else {
      blocks.push(...blocksIn(node, groupIn(above, pending, last)));
      last = undefined;
    }
    pending = [];
  }
  return blocks;
}

function aroundIn(around: Around, sections: readonly Section[], computed: string | undefined): Around {
  const ofSections = sections.flatMap(({ comments }) =>
    comments.map(comment => ({ comment, of: 'section' as const })),
  );
  return {
    ...around,
    computed,
    inherited: [...around.inherited, ...ofSections],
    told: [...around.told, ...sections.flatMap(({ told }) => told)],
    citedAbove: [...around.citedAbove, ...sections.flatMap(({ cited }) => cited)],
  };
}

/** What a block says holds for what stands after it in its section; what the page says at its head is too far away to be a notice. */
function afterBlock(sections: readonly Section[], block: Block, isHeading: boolean): readonly Section[] {
  const section = sections.at(-1);
  if (section === undefined || isHeading) return sections;
  const told = section.depth === 1 ? section.told : [...section.told, block.text];
  const cited = [...section.cited, ...block.links.filter(isCitation)];
  return [...sections.slice(0, -1), { ...section, told, cited }];
}

function groupIn(above: Around, pending: readonly string[], last: Block | undefined): Around {
  const ofGroup = pending.map(comment => ({ comment, of: 'group' as const }));
  const isIntroduced = last?.text.trimEnd().endsWith(':') ?? false;
  return {
    ...above,
    inherited: [...above.inherited, ...ofGroup],
    introducedBy: isIntroduced ? (last?.links.filter(isCitation) ?? []) : above.introducedBy,
  };
}

function isBlock(node: RootContent): boolean {
  const { type } = node;
  if (type === 'code') return PROSE.has(node.lang?.toLowerCase());
  return ['paragraph', 'heading', 'tableRow', 'html', 'definition'].includes(type);
}

function blocksIn(node: RootContent, around: Around): readonly Block[] {
  if (node.type === 'table') {
    const [head, ...rows] = node.children;
    const isWithEvidence = head?.children.some(cell => textOf(cell).trim() === 'evidence') ?? false;
    return [
      ...(head ? [readBlock(head, around, [])] : []),
      ...rows.map(row => readBlock(row, { ...around, isWithEvidence }, [])),
    ];
  }
  return 'children' in node ? blocksAmong(node.children, around) : [];
}

import type { Code, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { type Page, sectionsOf } from '../page.ts';

/** What every runbook says, in this order, each as the bold beginning of a paragraph. */
const PARTS = [
  'What it means.',
  'What customers feel.',
  'Look here first.',
  'Do.',
  'When it is not real.',
] as const;

/** What a page of runbooks lacks of a section for each rule; nothing when it is whole. */
export function runbookFaults(page: Page, rules: readonly string[]): string[] {
  const sections = sectionsOf(page);
  return rules.flatMap(rule => {
    const section = sections.get(rule);
    if (section === undefined) return [`${page.path} has no section “${rule}”: add one as the others are`];
    return faultsOfSection(section).map(fault => `${page.path}, ${rule}: ${fault}`);
  });
}

function faultsOfSection(section: readonly RootContent[]): string[] {
  const leads = section.flatMap(leadOf);
  const wrong =
    leads.join(' ') === PARTS.join(' ')
      ? []
      : [`its parts are “${leads.join(' ')}”, and should be “${PARTS.join(' ')}”`];
  const from = section.findIndex(node => leadOf(node)[0] === 'Look here first.');
  const to = section.findIndex(node => leadOf(node)[0] === 'Do.');
  const looked = section.slice(from, to).flatMap(commandsIn);
  const bare = section.filter(
    node =>
      leadOf(node).length > 0 &&
      textOf(node).length < 40 &&
      leadOf(node)[0] !== 'Do.' &&
      leadOf(node)[0] !== 'Look here first.',
  );
  return [
    ...wrong,
    ...(looked.length === 0 ? ['nothing to type under “Look here first.”'] : []),
    ...bare.map(node => `“${textOf(node)}” says too little`),
  ];
}

/** The bold words that a paragraph begins with. */
function leadOf(node: RootContent): string[] {
  if (node.type !== 'paragraph') return [];
  const [first] = node.children;
  return first?.type === 'strong' ? [textOf(first)] : [];
}

function commandsIn(node: RootContent): string[] {
  const found: string[] = [];
  visit(node, 'code', (code: Code) => {
    if (code.lang === 'sh' || code.lang === 'promql') found.push(code.value);
  });
  return found;
}

import type { Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Fault, fault } from '../fault.ts';

/** The part of the README that compares. */
const COMPARISON = /alternative|compar/i;

/** The one section of the README that compares, by a table; what it is called by another name would not be read. */
export function comparisonIn({ children }: Root): {
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
  const tables = nodes.filter(({ type }) => type === 'table').length;
  if (found.length === 1 && tables > 0) return { nodes, faults: [] };
  const says = `${found.length} sections that compare, ${tables} tables in them`;
  return { nodes, faults: [fault('claim-comparison', 'README.md', says)] };
}

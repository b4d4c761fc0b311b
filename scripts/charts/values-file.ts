import type { ValueNode } from './values-tree.ts';

/** values.yaml with a comment above each value. Values are written as JSON, which YAML is a superset of. */
export function valuesFile(tree: readonly ValueNode[], command: string): string {
  const head = `# Generated from scripts/charts/values-schema.ts by \`${command}\`. Do not edit: give your own values with -f.`;
  return `${[head, ...tree.flatMap(node => linesOf(node, ''))].join('\n')}\n`;
}

function linesOf(node: ValueNode, indent: string): string[] {
  const name = node.path.at(-1) ?? '';
  const comment = `${indent}# ${node.description}`;
  if (node.children.length === 0) return [comment, `${indent}${name}: ${JSON.stringify(node.fallback)}`];
  return [comment, `${indent}${name}:`, ...node.children.flatMap(child => linesOf(child, `${indent}  `))];
}

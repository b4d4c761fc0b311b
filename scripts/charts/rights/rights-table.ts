import { table } from '../../../contracts/generate/markdown.ts';
import type { Need, RoleNeeds } from './need.ts';

/** Rows of docs/reference/chart.md: what a program may do, and what for. */
export function rightsTable(roles: readonly RoleNeeds[]): string {
  const rows = roles.flatMap(({ needs }) => needs.map(rowOf));
  return table(['on', 'may', 'why'], rows).join('\n');
}

function rowOf({ types, subresource, names, verbs, why }: Need): string[] {
  const on = types.map(({ group, plural }) => {
    const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
    return `\`${group === '' ? resource : `${resource} (${group})`}\``;
  });
  const only = names === undefined ? '' : `, only ${names.map(name => `\`${name}\``).join(', ')}`;
  return [on.join(', ') + only, verbs.join(', '), why];
}

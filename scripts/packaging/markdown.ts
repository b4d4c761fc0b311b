/** The first line of a page: what made it. */
export function madeBy(sources: string): string {
  return `<!-- Generated from ${sources} by \`npm run generate\`. Do not edit. -->`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)];
}

export function joined(items: readonly string[]): string {
  return [...new Set(items)].join(', ');
}

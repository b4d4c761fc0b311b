/** A table, a line each. Whatever is in a cell stays in it: escape in it only what would be read as other Markdown or HTML. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [rowOf(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(rowOf)];
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** Placeholders such as `<UID>` in words would be read as HTML. */
export function asText(words: string): string {
  return words.replaceAll('<', '&lt;');
}

/** The first line of a page: what made it. */
export function madeBy(sources: string, command: string): string {
  return `<!-- Generated from ${sources} by \`${command}\`. Do not edit. -->`;
}

/** A row of a Markdown table. */
function tableRow(...cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [
    tableRow(...heads),
    `|${heads.map(() => '---').join('|')}|`,
    ...rows.map(cells => tableRow(...cells)),
  ];
}

/** The first line of a page: what made it. */
export function madeBy(sources: string, command: string): string {
  return `<!-- Generated from ${sources} by \`${command}\`. Do not edit. -->`;
}

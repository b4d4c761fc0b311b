export type CsvCell = string | number | boolean | null | undefined;

/**
 * Rows as text (RFC 4180): comma, CRLF, quotes doubled. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers are left as they are.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map(row => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  const text = String(cell);
  const isFormula = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives a text to whoever reads the page, as a file. */
export function download(fileName: string, text: string, type = 'text/csv'): void {
  // The mark at its start tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

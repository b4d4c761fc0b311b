import { IMPORT_COLUMNS, IMPORT_COLUMNS_REQUIRED } from '@tenantry/contracts/commercial/onboarding-file';

/** A CSV file as it is shown and corrected: its header, and rows of cells with the line that each begins on. */
export interface CsvFile {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvLine[];
}

export interface CsvLine {
  /** In the file as it was chosen. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads what RFC 4180 describes: commas, quotes doubled within quotes, either kind of line end. Blank lines are none. Cells
 * may be parted by semicolons or tabs, too, as spreadsheets of many languages write them: the header says by which.
 */
export function readCsv(name: string, text: string): CsvFile {
  const plain = text.replace(/^\uFEFF/, '');
  const lines = linesOf(plain, parterOf(plain));
  const [first, ...rest] = lines;
  return { name, header: (first?.cells ?? []).map(cell => cell.trim()), rows: rest };
}

function parterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/\r?\n/, 1);
  const names = header.replace(/"[^"]*"/g, '');
  const count = (parter: string): number => names.split(parter).length;
  return [';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

function linesOf(text: string, parter: string): CsvLine[] {
  const found: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const endCell = (): void => {
    cells.push(cell);
    cell = '';
  };
  const endLine = (): void => {
    endCell();
    if (cells.some(value => value !== '')) found.push({ line: begins, cells });
    cells = [];
    begins = line;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === parter) endCell();
    else if (letter === '\n') endLine();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || cells.length > 0) endLine();
  return found;
}

export interface HeaderFaults {
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  readonly twice: readonly string[];
}

/** What is wrong with the names of columns; undefined: nothing is. */
export function headerFaults({ header }: CsvFile): HeaderFaults | undefined {
  const known: readonly string[] = IMPORT_COLUMNS;
  const faults = {
    unknown: [...new Set(header.filter(name => !known.includes(name)))],
    missing: IMPORT_COLUMNS_REQUIRED.filter(name => !header.includes(name)),
    twice: [...new Set(header.filter((name, at) => known.includes(name) && header.indexOf(name) < at))],
  };
  return Object.values(faults).some(names => names.length > 0) ? faults : undefined;
}

/** The file with its corrections. Nothing is changed on the way: this goes to the control plane, and to no spreadsheet. */
export function writeCsv({ header, rows }: CsvFile): string {
  const written = (cells: readonly string[]) =>
    cells.map(cell => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  return [header, ...rows.map(({ cells }) => cells)].map(cells => `${written(cells)}\r\n`).join('');
}

/** Rows as `writeCsv` writes them: on which line each begins then. */
export function writtenLines({ header, rows }: CsvFile): readonly number[] {
  const height = (cells: readonly string[]) => cells.join('').split('\n').length;
  let line = 1 + height(header);
  return rows.map(({ cells }) => {
    const begins = line;
    line += height(cells);
    return begins;
  });
}

export function withCell(file: CsvFile, row: number, column: string, value: string): CsvFile {
  const at = file.header.indexOf(column);
  const header = at < 0 ? [...file.header, column] : file.header;
  const place = at < 0 ? file.header.length : at;
  const rows = file.rows.map((line, nth) => {
    if (nth !== row) return line;
    const cells = Array.from(
      { length: Math.max(line.cells.length, place + 1) },
      (_, one) => line.cells[one] ?? '',
    );
    cells[place] = value;
    return { ...line, cells };
  });
  return { ...file, header, rows };
}

export function withoutRow(file: CsvFile, row: number): CsvFile {
  return withRows(file, nth => nth !== row);
}

/** The rows of these places alone, or all but them. */
export function withRows(file: CsvFile, wanted: (row: number) => boolean): CsvFile {
  return { ...file, rows: file.rows.filter((_, nth) => wanted(nth)) };
}

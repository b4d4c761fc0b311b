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

/** Reads what RFC 4180 describes: commas, quotes doubled within quotes, either kind of line end. Blank lines are none. */
export function readCsv(name: string, text: string): CsvFile {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const [first, ...rest] = lines;
  return { name, header: (first?.cells ?? []).map(cell => cell.trim()), rows: rest };
}

function linesOf(text: string): CsvLine[] {
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
    else if (letter === ',') endCell();
    else if (letter === '\n') endLine();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || cells.length > 0) endLine();
  return found;
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
  return { ...file, rows: file.rows.filter((_, nth) => nth !== row) };
}

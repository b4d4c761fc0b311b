import type { RowForm } from './protocol.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows as one JSON array, so that a thread is told of them in one text. */
export function jsonOf(rows: readonly Row[], form: RowForm): string {
  switch (form) {
    case 'text':
      return `[${rows.map(row => Object.values(row)[0]).join(',')}]`;
    case 'object':
      return JSON.stringify(rows);
    case 'split':
      return `[${rows.map(joined).join(',')}]`;
  }
}

/** The columns, then the rest: what the rest says, too, is what is meant, as in files of before it was split. */
function joined(row: Row): string {
  let text = '';
  let rest: unknown = '{}';
  for (const name in row) {
    const value = row[name];
    if (name === 'document') rest = value;
    else if (value !== null) text += `"${name}":${JSON.stringify(value)},`;
  }
  if (rest === '{}') return `{${text.slice(0, -1)}}`;
  return `{${text}${String(rest).slice(1)}`;
}

import type { StatementLine } from '../types.ts';

type Translate = (key: string, named: Record<string, unknown>) => string;

/** What a line is for, in words. `titleOf`: what its meter is called. */
export function lineTitle(line: StatementLine, t: Translate, titleOf: (key: string) => string): string {
  const of = line.kind === 'adjustment' ? (line.of ?? 'base') : line.kind;
  const key = line.key ?? '';
  const what = t(`statements.line.${of}`, { key: of === 'overage' ? titleOf(key) : key });
  return line.kind === 'adjustment' ? t('statements.line.adjustment', { what }) : what;
}

export const lineKey = (line: StatementLine, at: number): string =>
  [line.kind, line.of, line.key, line.period?.index, at].filter(part => part !== undefined).join('.');

/** A whole number of 10^-scale units as decimal text, exactly: 12345 of scale 2 is 123.45. */
export function inUnits(quantity: string, scale: number): string {
  if (scale === 0 || !/^-?\d+$/.test(quantity)) return quantity;
  const negative = quantity.startsWith('-');
  const digits = (negative ? quantity.slice(1) : quantity).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}

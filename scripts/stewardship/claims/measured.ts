import type { EvidenceCopy } from '../evidence-copy.ts';
import { type Figure, figuresOf } from './figures.ts';
import { between, type Unit, unitOfKeys } from './units.ts';

/** A number that evidence holds. */
export interface Measured {
  readonly value: number;
  readonly unit: Unit | undefined;
  /** Of the machine: said of it alone, beside one of its own words. */
  readonly isMachine?: boolean;
}

const OF_MACHINE = /^(?:cores?|cpus?|processors?|[GM]i?B|GHz)$/i;

/** Every number of a line of evidence, with the unit that its key names, and of the machine that it ran on. */
export function measuredIn({ machine, lines }: EvidenceCopy, id: string): readonly Measured[] {
  const line = lines.find(one => one.id === id);
  if (!line) return [];
  return [
    ...numbersOf(line.figures, []),
    ...numbersOf(machine, []).map(one => ({ ...one, isMachine: true })),
    { value: line.seconds, unit: 's' },
    ...figuresOf(`${line.shows} ; ${line.command}`),
  ];
}

/** Whether a figure is what was measured, in whatever unit, as far as it was written out. */
export function isFound(figure: Figure, all: readonly Measured[]): boolean {
  return all.some(({ value, unit, isMachine }) => {
    // A count is no share: what evidence gives no unit is no per cent.
    if (figure.unit === '%' && unit !== '%' && unit !== 'ratio') return false;
    if (isMachine && !OF_MACHINE.test(figure.noun ?? '')) return false;
    const factor = unit && figure.unit && unit !== figure.unit ? between(unit, figure.unit) : 1;
    if (factor === undefined) return false;
    return Math.abs(value * factor - figure.value) <= figure.tolerance * (1 + 1e-9) + 1e-9;
  });
}

function numbersOf(value: unknown, keys: readonly string[]): readonly Measured[] {
  if (typeof value === 'number') return [{ value, unit: unitOfKeys(keys) }];
  if (typeof value === 'string') {
    return /^-?\d+(\.\d+)?$/.test(value) ? minor(Number(value), keys) : figuresOf(value);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : figuresOf(key)),
    ...numbersOf(inner, Array.isArray(value) ? keys : [key, ...keys]),
  ]);
}

/** Money is kept in its minor unit, and written in the other. */
function minor(value: number, keys: readonly string[]): readonly Measured[] {
  const own = { value, unit: unitOfKeys(keys) };
  return /Minor$/.test(keys[0] ?? '') ? [own, { value: value / 100, unit: undefined }] : [own];
}

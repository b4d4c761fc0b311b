import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import { estimateRoi } from './roi.ts';
import type { RoiBenefit, RoiCost, RoiInputs, RoiSensitivity, roiSensitivityItemSchema } from './roi-api.ts';

/** By how much each number is moved, in percent. */
export const MOVED_PERCENT = 20;

type Item = z.output<typeof roiSensitivityItemSchema>;
type Line = RoiBenefit | RoiCost;

const NUMBERS = [
  'unitsPerMonth',
  'minutesPerUnit',
  'hourlyCost',
  'marginPerUnit',
  'amountPerMonth',
  'amount',
  'hoursPerMonth',
] as const;

/** What a number may be when it is moved: the answer names what it was reckoned with. */
interface Shape {
  readonly most?: number;
  readonly places: number;
}
const DECIMAL: Shape = { places: 6 };
const PERCENT: Shape = { most: 100, places: 6 };
const WHOLE_MONTHS: Shape = { most: 120, places: 0 };

/**
 * Which number moves the result most: each is made a fifth less and a fifth more, all others stay, and the net of the
 * base case is reckoned anew. The one that moves it most stands first; of equal ones, the one that was given first.
 */
export function roiSensitivity(inputs: RoiInputs): RoiSensitivity {
  const baseNet = netOf(inputs);
  const items = [
    ...inputs.benefits.flatMap((line, nth) => ofLine(inputs, 'benefits', line, nth, baseNet)),
    ...inputs.costs.flatMap((line, nth) => ofLine(inputs, 'costs', line, nth, baseNet)),
    ...inputs.risks.map((risk, nth) =>
      itemOf(`/risks/${nth}/likelihoodPercent`, risk.title, String(risk.likelihoodPercent), PERCENT, text =>
        netOf({
          ...inputs,
          risks: inputs.risks.map((one, at) =>
            at === nth ? { ...one, likelihoodPercent: Number(text) } : one,
          ),
        }),
      ),
    ),
    itemOf('/months', 'months', String(inputs.months), WHOLE_MONTHS, text =>
      netOf({ ...inputs, months: Math.max(1, Number(text)) }),
    ),
  ];
  return {
    currency: inputs.currency,
    movedPercent: MOVED_PERCENT,
    netMinor: baseNet.toString(),
    items: items.filter(({ spreadMinor }) => spreadMinor !== '0').sort((a, b) => compare(b, a)),
  };
}

function ofLine(
  inputs: RoiInputs,
  list: 'benefits' | 'costs',
  line: Line,
  nth: number,
  baseNet: bigint,
): Item[] {
  // A line knows nothing of the others: it alone is reckoned anew, and what it was is taken out of the sum.
  const was = sumOf(inputs, list, line);
  const sign = list === 'benefits' ? 1n : -1n;
  const netWith = (changed: Line) => baseNet + sign * (sumOf(inputs, list, changed) - was);
  const given = new Map<string, unknown>(Object.entries(line));
  const numbers = NUMBERS.flatMap(name => {
    const value = given.get(name);
    return typeof value === 'string'
      ? [
          itemOf(`/${list}/${nth}/${name}`, line.title, value, DECIMAL, text =>
            netWith({ ...line, [name]: text }),
          ),
        ]
      : [];
  });
  if (!('realised' in line)) return numbers;
  const { realised, rampMonths } = line;
  return [
    ...numbers,
    itemOf(`/${list}/${nth}/realised/base`, line.title, String(realised.base), PERCENT, text =>
      netWith({ ...line, realised: { ...realised, base: Number(text) } }),
    ),
    itemOf(`/${list}/${nth}/rampMonths`, line.title, String(rampMonths), WHOLE_MONTHS, text =>
      netWith({ ...line, rampMonths: Number(text) }),
    ),
  ];
}

function itemOf(
  input: string,
  title: string,
  value: string,
  { most, places }: Shape,
  netAt: (text: string) => bigint,
): Item {
  const moved = (percent: number) => {
    const exact = new Decimal(value).times(100 + percent).div(100);
    const bounded = most === undefined ? exact : Decimal.min(exact, most);
    return bounded.toDecimalPlaces(places).toFixed();
  };
  const [less, more] = [moved(-MOVED_PERCENT), moved(MOVED_PERCENT)];
  const [ofLess, ofMore] = [netAt(less), netAt(more)];
  const spread = ofMore > ofLess ? ofMore - ofLess : ofLess - ofMore;
  return {
    input,
    title,
    value,
    less: { value: less, netMinor: ofLess.toString() },
    more: { value: more, netMinor: ofMore.toString() },
    spreadMinor: spread.toString(),
  };
}

function compare(a: Item, b: Item): number {
  const difference = BigInt(a.spreadMinor) - BigInt(b.spreadMinor);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

const netOf = (inputs: RoiInputs): bigint => BigInt(estimateRoi(inputs).cases.base.netMinor);

function sumOf(inputs: RoiInputs, list: 'benefits' | 'costs', line: Line): bigint {
  const none = { ...inputs, benefits: [], costs: [] };
  const only =
    list === 'benefits' && isBenefit(line)
      ? { ...none, benefits: [line] }
      : isBenefit(line)
        ? none
        : { ...none, costs: [line] };
  const { benefitsMinor, costsMinor } = estimateRoi(only).cases.base;
  return BigInt(list === 'benefits' ? benefitsMinor : costsMinor);
}

const isBenefit = (line: Line): line is RoiBenefit => 'realised' in line;

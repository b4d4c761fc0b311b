import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatMinor } from '@tenantry/contracts/commercial/money';
import { estimateRoi } from '@tenantry/contracts/commercial/roi';
import {
  ROI_CASES,
  type RoiCase,
  type RoiInputs,
  roiBenefitSchema,
  roiCostSchema,
  roiInputsSchema,
} from '@tenantry/contracts/commercial/roi-api';
import { MOVED_PERCENT, roiSensitivity } from '@tenantry/contracts/commercial/roi-sensitivity';
import { table } from '../../contracts/generate/markdown.ts';
import type { Sections } from '../page-sections.ts';

/** What the worked example of docs/commercial/roi-methodology.md is made from; it can be sent to the API as it is. */
export const ROI_SAMPLE = 'docs/commercial/roi-inputs.sample.json';

/** Everything on that page that follows from the code: formulas, presets, and the answer to the sample. */
export async function roiSections(root: string): Promise<Sections> {
  const text = (await readFile(join(root, ROI_SAMPLE), 'utf8')).trimEnd();
  const inputs = roiInputsSchema.parse(JSON.parse(text));
  return new Map([
    ['roi-formulas', formulas(inputs)],
    ['roi-presets', presets()],
    ['roi-inputs', ['```json', ...text.split('\n'), '```']],
    ['roi-cases', cases(inputs)],
    ['roi-lines', lines(inputs)],
    ['roi-years', years(inputs)],
    ['roi-sensitivity', sensitivity(inputs)],
  ]);
}

function formulas(inputs: RoiInputs): string[] {
  return table(
    ['figure', 'formula'],
    estimateRoi(inputs).formulas.map(({ name, formula }) => [name, formula]),
  );
}

/** What holds where nobody types anything else: read from the schemas that the API parses by. */
function presets(): string[] {
  const named = { key: 'a', title: 'A' };
  const benefit = roiBenefitSchema.parse({ ...named, kind: 'spend', amountPerMonth: '1' });
  const cost = roiCostSchema.parse({ ...named, kind: 'monthly', amountPerMonth: '1' });
  const whole = roiInputsSchema.parse({ currency: 'EUR' });
  const three = (of: Readonly<Record<RoiCase, number>>) => ROI_CASES.map(name => `${of[name]} %`);
  const same = (value: string) => ROI_CASES.map(() => value);
  return table(
    ['preset', 'field', ...ROI_CASES],
    [
      ['of a benefit comes true', '`realised`', ...three(benefit.realised)],
      ['months until all of a benefit is reached', '`rampMonths`', ...same(String(benefit.rampMonths))],
      ['a cost is more than planned', '`overrun`', ...three(cost.overrun)],
      ['months', '`months`', ...same(String(whole.months))],
      ['discount a year', '`discountPercent`', ...same(`${whole.discountPercent} %`)],
    ],
  );
}

function cases(inputs: RoiInputs): string[] {
  const { cases: of, currency } = estimateRoi(inputs);
  const row = (title: string, value: (one: (typeof of)[RoiCase]) => string) => [
    title,
    ...ROI_CASES.map(name => value(of[name])),
  ];
  return table(
    ['over all months', ...ROI_CASES],
    [
      row('benefits', ({ benefitsMinor }) => money(benefitsMinor, currency)),
      row('costs', ({ costsMinor }) => money(costsMinor, currency)),
      row('net', ({ netMinor }) => money(netMinor, currency)),
      row('present value of the net', ({ presentValueMinor }) => money(presentValueMinor, currency)),
      row('return', ({ roiPercent }) => (roiPercent === null ? 'none: nothing is paid' : `${roiPercent} %`)),
      row('payback', ({ paybackMonth }) => (paybackMonth === null ? 'in no month' : `month ${paybackMonth}`)),
      row('risk factor', ({ riskFactor }) => String(riskFactor)),
    ],
  );
}

function lines(inputs: RoiInputs): string[] {
  const { benefits, costs, currency } = estimateRoi(inputs);
  return table(
    ['line', 'reckoned as', ...ROI_CASES],
    [...benefits, ...costs].map(({ key, formula, total }) => [
      `\`${key}\``,
      formula,
      ...ROI_CASES.map(name => money(total[name], currency)),
    ]),
  );
}

function years(inputs: RoiInputs): string[] {
  const { years: of, currency } = estimateRoi(inputs);
  return table(
    ['year', ...ROI_CASES.flatMap(name => [`benefits, ${name}`, `costs, ${name}`])],
    of.map(({ year, benefits, costs }) => [
      String(year),
      ...ROI_CASES.flatMap(name => [money(benefits[name], currency), money(costs[name], currency)]),
    ]),
  );
}

function sensitivity(inputs: RoiInputs): string[] {
  const { items, currency } = roiSensitivity(inputs);
  return table(
    [
      'number',
      'given',
      `${MOVED_PERCENT} % less: net, base`,
      `${MOVED_PERCENT} % more: net, base`,
      'between the two',
    ],
    items.map(({ input, value, less, more, spreadMinor }) => [
      `\`${input}\``,
      value,
      `${money(less.netMinor, currency)} at ${less.value}`,
      `${money(more.netMinor, currency)} at ${more.value}`,
      money(spreadMinor, currency),
    ]),
  );
}

const money = (minor: string, currency: string) => formatMinor(BigInt(minor), currency);

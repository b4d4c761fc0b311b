import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
type Inputs = Schemas['RoiInputs'];
type Benefit = Schemas['RoiBenefit'];
type Cost = Schemas['RoiCost'];

/** An estimate as it is typed: every number is text until it is sent, so that half a number is no other number. */
export interface RoiDraft {
  readonly currency: string;
  readonly months: string;
  readonly discountPercent: string;
  readonly benefits: readonly RoiDraftLine<BenefitKind>[];
  readonly costs: readonly RoiDraftLine<CostKind>[];
  readonly risks: readonly Schemas['RoiRisk'][];
  readonly flexibility: readonly string[];
}

export type BenefitKind = Benefit['kind'];
export type CostKind = Cost['kind'];

export interface RoiDraftLine<Kind extends string = string> {
  readonly kind: Kind;
  readonly key: string;
  readonly title: string;
  readonly source: string;
  readonly numbers: Readonly<Record<string, string>>;
  /** realised or overrun, and months until it is reached: kept as they came. */
  readonly realised?: Schemas['RoiRealised'];
  readonly overrun?: Schemas['RoiOverrun'];
  readonly rampMonths?: number;
}

export const BENEFIT_NUMBERS: Readonly<Record<BenefitKind, readonly string[]>> = {
  time: ['unitsPerMonth', 'minutesPerUnit', 'hourlyCost'],
  revenue: ['unitsPerMonth', 'marginPerUnit'],
  spend: ['amountPerMonth'],
};
export const COST_NUMBERS: Readonly<Record<CostKind, readonly string[]>> = {
  once: ['amount'],
  monthly: ['amountPerMonth'],
  hours: ['hoursPerMonth', 'hourlyCost'],
};

export const emptyDraft = (currency = 'EUR'): RoiDraft => ({
  currency,
  months: '36',
  discountPercent: '0',
  benefits: [],
  costs: [],
  risks: [],
  flexibility: [],
});

/** A line with nothing in it. Its key is none of those that are there, nor of the other list: each is had once over all. */
export function newLine<Kind extends string>(kind: Kind, lines: readonly RoiDraftLine[]): RoiDraftLine<Kind> {
  const keys = new Set(lines.map(({ key }) => key));
  let nth = lines.length + 1;
  while (keys.has(`${kind}-${nth}`)) nth += 1;
  return { kind, key: `${kind}-${nth}`, title: '', source: '', numbers: {} };
}

export function draftOf(inputs: Inputs | Schemas['RoiInputsOutput']): RoiDraft {
  return {
    currency: inputs.currency,
    months: String(inputs.months ?? 36),
    discountPercent: String(inputs.discountPercent ?? 0),
    benefits: (inputs.benefits ?? []).map(line => lineOf(line, BENEFIT_NUMBERS[line.kind])),
    costs: (inputs.costs ?? []).map(line => lineOf(line, COST_NUMBERS[line.kind])),
    risks: inputs.risks ?? [],
    flexibility: inputs.flexibility ?? [],
  };
}

type AnyLine = Benefit | Cost | Schemas['RoiBenefitOutput'] | Schemas['RoiCostOutput'];

function lineOf<Line extends AnyLine>(line: Line, names: readonly string[]): RoiDraftLine<Line['kind']> {
  const given = new Map(Object.entries(line));
  return {
    kind: line.kind,
    key: line.key,
    title: line.title,
    source: line.source ?? '',
    numbers: Object.fromEntries(names.map(name => [name, typedOf(String(given.get(name) ?? ''))])),
    ...('realised' in line && line.realised && { realised: line.realised }),
    ...('overrun' in line && line.overrun && { overrun: line.overrun }),
    ...('rampMonths' in line && line.rampMonths !== undefined && { rampMonths: line.rampMonths }),
  };
}

/** What is sent. Lines without a title or a number are not begun yet: they are left out, and stay in the draft. */
export function inputsOf(draft: RoiDraft): Inputs {
  return {
    currency: draft.currency,
    months: Number(draft.months),
    discountPercent: Number(plainDecimal(draft.discountPercent)),
    benefits: draft.benefits.filter(isBegun).map(benefitOf),
    costs: draft.costs.filter(isBegun).map(costOf),
    risks: [...draft.risks],
    flexibility: [...draft.flexibility],
  };
}

export const isBegun = ({ title, numbers }: RoiDraftLine): boolean =>
  title.trim() !== '' && Object.values(numbers).some(text => text.trim() !== '');

/** Digits in groups of three by one kind of separator: thousands, since nobody writes a number of three places so. */
const THOUSANDS = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/;
const bareOf = (text: string): string => text.trim().replace(/[\s\u00A0\u202F']/g, '');

/**
 * "1.250,50" and "1,250.50" are both 1250.50, and "1.250" and "1,250" are 1250; anything that is no number is left for
 * the control plane to refuse.
 */
export function decimal(text: string): string {
  const bare = bareOf(text);
  return THOUSANDS.test(bare) ? bare.replace(/[.,]/g, '') : plainDecimal(bare);
}

/** The same for what has no thousands, such as per cent: "1.250" is 1.25. */
export function plainDecimal(text: string): string {
  const bare = bareOf(text);
  const [comma, point] = [bare.lastIndexOf(','), bare.lastIndexOf('.')];
  if (comma < 0) return bare === '' ? '0' : bare;
  if (point > comma) return bare.replaceAll(',', '');
  return bare.replaceAll('.', '').replace(',', '.');
}

/** A number of the control plane as it is typed: one of three places is not to be read as thousands. */
const typedOf = (given: string): string => (THOUSANDS.test(given) ? `${given}0` : given);

function benefitOf(line: RoiDraftLine<BenefitKind>): Benefit {
  const { numbers, realised, rampMonths } = line;
  const number = (name: string) => decimal(numbers[name] ?? '');
  const common = {
    ...namesOf(line),
    ...(realised && { realised }),
    ...(rampMonths !== undefined && { rampMonths }),
  };
  switch (line.kind) {
    case 'time':
      return {
        kind: 'time',
        ...common,
        unitsPerMonth: number('unitsPerMonth'),
        minutesPerUnit: number('minutesPerUnit'),
        hourlyCost: number('hourlyCost'),
      };
    case 'revenue':
      return {
        kind: 'revenue',
        ...common,
        unitsPerMonth: number('unitsPerMonth'),
        marginPerUnit: number('marginPerUnit'),
      };
    case 'spend':
      return { kind: 'spend', ...common, amountPerMonth: number('amountPerMonth') };
  }
}

function costOf(line: RoiDraftLine<CostKind>): Cost {
  const { numbers, overrun } = line;
  const number = (name: string) => decimal(numbers[name] ?? '');
  const common = { ...namesOf(line), ...(overrun && { overrun }) };
  switch (line.kind) {
    case 'once':
      return { kind: 'once', ...common, amount: number('amount') };
    case 'monthly':
      return { kind: 'monthly', ...common, amountPerMonth: number('amountPerMonth') };
    case 'hours':
      return {
        kind: 'hours',
        ...common,
        hoursPerMonth: number('hoursPerMonth'),
        hourlyCost: number('hourlyCost'),
      };
  }
}

const namesOf = ({ key, title, source }: RoiDraftLine) => ({
  key,
  title: title.trim(),
  ...(source.trim() !== '' && { source: source.trim() }),
});

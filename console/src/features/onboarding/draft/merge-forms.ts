import { apiFormOf, FORM_STEPS, type WizardForm } from './wizard-form.ts';

/** One thing that can be another's: a field, or the contacts or the quota as a whole. */
export type FieldPath = string;

/** A field that two people gave another value. */
export interface Collision {
  readonly path: FieldPath;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function fieldsOf(form: WizardForm): Map<FieldPath, unknown> {
  return new Map(
    FORM_STEPS.flatMap(step => Object.entries(form[step]).map(([name, value]) => [`${step}.${name}`, value])),
  );
}

/** @returns the form with one field replaced */
export function withField(form: WizardForm, path: FieldPath, value: unknown): WizardForm {
  const [step, name] = path.split('.');
  const part = FORM_STEPS.find(known => known === step);
  if (part === undefined || name === undefined) return form;
  return { ...form, [part]: { ...form[part], [name]: value } };
}

/**
 * Mine and theirs, both made from `base`. A field that one of us changed is as that one wants it; one that both changed
 * stays mine until somebody says which it is to be: so do those of `open`, as they are now, unless they came to the same.
 */
export function mergeForms(
  base: WizardForm,
  mine: WizardForm,
  theirs: WizardForm,
  open: readonly Collision[] = [],
): {
  readonly form: WizardForm;
  readonly collisions: readonly Collision[];
  readonly taken: readonly FieldPath[];
} {
  const [before, own, other] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  const collisions: Collision[] = [];
  const taken: FieldPath[] = [];
  let form = mine;
  for (const [path, value] of other) {
    const was = before.get(path);
    const is = own.get(path);
    if (same(value, was) || same(value, is)) continue;
    if (same(is, was)) {
      form = withField(form, path, value);
      taken.push(path);
    } else collisions.push({ path, mine: is, theirs: value });
  }
  const now = fieldsOf(form);
  const anew = new Set(collisions.map(({ path }) => path));
  const still = open
    .map(({ path }) => ({ path, mine: now.get(path), theirs: other.get(path) }))
    .filter(one => !anew.has(one.path) && !same(one.mine, one.theirs));
  return { form, collisions: [...still, ...collisions], taken };
}

/** Steps of which something else would be sent. */
export function changedSteps(base: WizardForm, form: WizardForm) {
  const [before, now] = [apiFormOf(base), apiFormOf(form)];
  return FORM_STEPS.filter(step => !same(before[step], now[step]));
}

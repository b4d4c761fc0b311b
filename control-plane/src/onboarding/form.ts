import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  companyStepSchema,
  contactsStepSchema,
  FORM_STEPS,
  type FormStep,
  type FormStepState,
  type OnboardingForm,
  type OnboardingOrder,
  onboardingOrderSchema,
  placementStepSchema,
  planStepSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { inPlainWords } from '../http/plain-faults.ts';
import { faultsOf } from '../http/problem.ts';

const STEP_SCHEMAS = {
  company: companyStepSchema,
  contacts: contactsStepSchema,
  plan: planStepSchema,
  placement: placementStepSchema,
} as const satisfies Record<FormStep, unknown>;

/** What is wrong with each step of the form, by its own content alone. */
export function checkForm(form: OnboardingForm): Record<FormStep, FieldFault[]> {
  return {
    company: checkStep(form, 'company'),
    contacts: checkStep(form, 'contacts'),
    plan: checkStep(form, 'plan'),
    placement: checkStep(form, 'placement'),
  };
}

/** A sign-up that has not been yet is a slip of the pen. */
export function signUpFaults({ company }: OnboardingForm, now: number): FieldFault[] {
  const day = company?.signedUpAt;
  if (typeof day !== 'string' || !(Date.parse(day) > now)) return [];
  return [{ field: '/company/signedUpAt', code: 'in_future', message: 'a day that has been' }];
}

function checkStep(form: OnboardingForm, step: FormStep): FieldFault[] {
  const parsed = STEP_SCHEMAS[step].safeParse(withoutBlanks(form[step] ?? {}), inPlainWords);
  if (parsed.success) return [];
  return faultsOf(parsed.error, 'body').map(fault => ({ ...fault, field: `/${step}${fault.field}` }));
}

/** The form as an order, with a plan even if none was chosen. Only for one without faults. @throws z.ZodError */
export function orderOf(form: OnboardingForm, defaultPlanId: string): OnboardingOrder {
  const steps = Object.fromEntries(FORM_STEPS.map(step => [step, Object(withoutBlanks(form[step] ?? {}))]));
  return onboardingOrderSchema.parse({ ...steps, plan: { planId: defaultPlanId, ...steps['plan'] } });
}

/** `review` is complete once the others are: what is reviewed is submitted as it is. */
export function formStates(faults: Readonly<Record<FormStep, readonly FieldFault[]>>): FormStepState[] {
  const states: FormStepState[] = FORM_STEPS.map(step => ({
    step,
    complete: faults[step].length === 0,
    faults: [...faults[step]],
  }));
  return [...states, { step: 'review', complete: states.every(({ complete }) => complete), faults: [] }];
}

/** A field that was emptied is one that was never filled in. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== '' && field !== undefined)
      .map(([name, field]) => [name, withoutBlanks(field)]),
  );
}

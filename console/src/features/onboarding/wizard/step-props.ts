import type { WizardForm } from '../draft/wizard-form.ts';

/** What each step of the form is given. */
export interface StepProps {
  readonly form: WizardForm;
  /** What is wrong with a field, when it is to be told. */
  readonly errorAt: (field: string) => string | undefined;
}

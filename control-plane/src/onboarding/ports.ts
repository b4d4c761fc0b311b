import type { SagaStep } from '@tenantry/contracts/commercial/onboarding';

/** What onboarding asks of the usage ledger. */
export interface UsageRecorder {
  /**
   * Records that a tenant signed up, also when that was long ago. Equal content every time it is called for a submission, so that the ledger can
   * tell a repetition. @throws when it could not be recorded, or it is not known whether it was
   */
  recordSignup(signup: {
    readonly tenantId: string;
    readonly submissionId: string;
    readonly at: string;
    readonly origin: 'form' | 'import';
  }): Promise<void>;
  /** When the tenant first used something, its sign-up aside; undefined: not yet. */
  firstUsageAt(tenantId: string): Promise<string | undefined>;
}

/** What a step came to. */
export type StepOutcome =
  | { readonly is: 'done' }
  /** All is well, and it takes its time. */
  | { readonly is: 'waiting'; readonly message: string }
  /**
   * A person must do something; it is tried again, too, in case that they did. `final`: it will never be otherwise,
   * so the form may be opened again.
   */
  | { readonly is: 'blocked'; readonly code: string; readonly message: string; readonly final?: boolean };

export type Steps = Readonly<Record<SagaStep, () => Promise<StepOutcome>>>;

import type { Principal } from '../access/principal.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { firstEntryTime } from './ledger-entries.ts';
import type { Recorder } from './recorder.ts';
import type { EventCollection } from './stored-event.ts';

const SIGNUP = 'signup';
const ONBOARDING: Principal = { id: 'system:onboarding', name: 'onboarding', roles: ['ingest'] };

/** What onboarding asks of the ledger: to record that a tenant signed up, and when it first used something. */
export class SignupLedger {
  readonly #recorder: Recorder;
  readonly #events: EventCollection;

  constructor(recorder: Recorder, events: EventCollection) {
    this.#recorder = recorder;
    this.#events = events;
  }

  /** Once for each submission, however often it is called. @throws when it is not recorded, or that is not known */
  async recordSignup(signup: {
    readonly tenantId: string;
    readonly submissionId: string;
    readonly at: string;
  }): Promise<void> {
    const event = {
      id: signup.submissionId,
      source: 'tenantry:onboarding',
      type: SIGNUP,
      time: signup.at,
      tenantId: signup.tenantId,
    };
    const [result] = await this.#recorder.record([{ event, raw: event }], ONBOARDING);
    if (result?.outcome === 'accepted' || result?.outcome === 'duplicate') return;
    if (result?.outcome === 'retry')
      throw new StoreUnavailable('whether the sign-up is recorded is not known');
    throw new Error(`the sign-up of ${signup.tenantId} was ${result?.outcome}: ${result?.reason}`);
  }

  /** When the tenant first used something, its sign-up aside. */
  firstUsageAt(tenantId: string): Promise<string | undefined> {
    return firstEntryTime(this.#events, tenantId, [SIGNUP]);
  }
}

import type { Principal } from '../access/principal.ts';
import type { Clock } from '../clock.ts';
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
  readonly #clock: Clock;
  readonly #backfillWindow: number;

  constructor(
    recorder: Recorder,
    events: EventCollection,
    options: { readonly clock: Clock; readonly backfillWindow: number },
  ) {
    this.#recorder = recorder;
    this.#events = events;
    this.#clock = options.clock;
    this.#backfillWindow = options.backfillWindow;
  }

  /**
   * Once for each submission, however often it is called. The ledger takes nothing of long ago, since its periods are
   * closed: such a sign-up has the time of receipt, and its own in its data. So it is counted where it became known, and
   * whoever wants none of these filters by `backdated`.
   * @throws when it is not recorded, or that is not known
   */
  async recordSignup(signup: {
    readonly tenantId: string;
    readonly submissionId: string;
    readonly at: string;
    readonly origin?: 'form' | 'import';
  }): Promise<void> {
    const { origin = 'form' } = signup;
    const backdated = Date.parse(signup.at) < this.#clock.now() - this.#backfillWindow;
    const event = {
      id: signup.submissionId,
      source: 'tenantry:onboarding',
      type: SIGNUP,
      tenantId: signup.tenantId,
      ...(backdated ? { data: { signedUpAt: signup.at } } : { time: signup.at }),
      // What a form gives now has none of it, as it never had.
      ...((backdated || origin === 'import') && {
        dimensions: { origin, backdated: String(backdated) },
      }),
    };
    const [result] = await this.#recorder.record([{ event, raw: event }], ONBOARDING);
    if (result?.outcome === 'accepted' || result?.outcome === 'duplicate') return;
    // Nobody else has this source: it was recorded before, when it was not yet of long ago.
    if (result?.outcome === 'conflict') return;
    if (result?.outcome === 'retry')
      throw new StoreUnavailable('whether the sign-up is recorded is not known');
    throw new Error(`the sign-up of ${signup.tenantId} was ${result?.outcome}: ${result?.reason}`);
  }

  /** When the tenant first used something, its sign-up aside. */
  firstUsageAt(tenantId: string): Promise<string | undefined> {
    return firstEntryTime(this.#events, tenantId, [SIGNUP]);
  }
}

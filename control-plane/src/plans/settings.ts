import { type SettingsInput, settingsInputSchema } from '@tenantry/contracts/commercial/settings';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates, ChangeNote, Versioned } from '../storage/aggregates.ts';
import type { By, PlanService } from './service.ts';

const settingsAggregate: AggregateSpec<SettingsInput> = { kind: 'settings', state: settingsInputSchema };
const ID = 'commercial';
/** Before anybody changed them. */
const INITIAL: SettingsInput = { defaultPlanId: 'community', planSelection: [] };

export interface SettingsInForce {
  /** 0 while nobody changed them. */
  readonly version: number;
  readonly state: SettingsInput;
  readonly at?: string;
}

/** Default plan and plan selection. */
export class SettingsService {
  readonly #settings: Aggregates<SettingsInput>;
  readonly #plans: PlanService;

  constructor(context: Context, plans: PlanService) {
    this.#settings = context.aggregates(settingsAggregate);
    this.#plans = plans;
  }

  async get(): Promise<SettingsInForce> {
    return (await this.#settings.load(ID)) ?? { version: 0, state: INITIAL };
  }

  /** @throws Problem precondition_failed, invalid_state when a plan or version is not published */
  async replace(settings: SettingsInput, ifMatch: string | undefined, by: By): Promise<SettingsInForce> {
    await this.#check(settings);
    const before = await this.get();
    requireMatch(ifMatch, before.version);
    const after = await this.#write(before, settings, by);
    if (after === 'exists') throw new Problem('precondition_failed', 'somebody changed them just now');
    return after;
  }

  #write(
    before: SettingsInForce,
    after: SettingsInput,
    by: By,
  ): Promise<Versioned<SettingsInput> | 'exists'> {
    const note: ChangeNote = {
      ...by,
      action: 'settings.replace',
      events: [{ type: 'settings.replaced', data: {} }],
    };
    const { version, state, at } = before;
    return at === undefined
      ? this.#settings.create(ID, after, note)
      : this.#settings.change(ID, { version, state, at }, after, note);
  }

  async #check({ defaultPlanId, planSelection }: SettingsInput): Promise<void> {
    await this.#mustBePublished('/defaultPlanId', defaultPlanId);
    for (const [at, { planId, version, offered }] of planSelection.entries()) {
      if (offered) await this.#mustBePublished(`/planSelection/${at}`, planId, version);
    }
    const chosen = planSelection.find(({ planId }) => planId === defaultPlanId);
    if (chosen?.offered === false) {
      throw refused('/defaultPlanId', 'the default plan is offered');
    }
  }

  async #mustBePublished(field: string, planId: string, version?: number): Promise<void> {
    try {
      await this.#plans.published(planId, version);
    } catch (error) {
      if (error instanceof Problem) throw refused(field, error.message);
      throw error;
    }
  }
}

function refused(field: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code: 'not_published', message }] });
}

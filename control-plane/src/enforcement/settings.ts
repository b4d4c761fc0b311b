import {
  DEFAULT_ENFORCEMENT_SETTINGS,
  type EnforcementSettings,
  enforcementSettingsSchema,
} from '@tenantry/contracts/commercial/enforcement-settings';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates, Versioned } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';

const aggregate: AggregateSpec<EnforcementSettings> = {
  kind: 'enforcement_settings',
  state: enforcementSettingsSchema,
};
const ID = 'installation';

/** How plans are enforced, for the whole installation. */
export class EnforcementSettingsService {
  readonly #settings: Aggregates<EnforcementSettings>;

  constructor(context: Context) {
    this.#settings = context.aggregates(aggregate);
  }

  /** Version 0 while nobody changed them. */
  async get(): Promise<Versioned<EnforcementSettings>> {
    return (await this.#settings.load(ID)) ?? { version: 0, state: DEFAULT_ENFORCEMENT_SETTINGS, at: '' };
  }

  /** @throws Problem precondition_failed */
  async replace(
    after: EnforcementSettings,
    ifMatch: string | undefined,
    who: Who,
  ): Promise<Versioned<EnforcementSettings>> {
    const before = await this.get();
    requireMatch(ifMatch, before.version);
    const { mode, suspensionsPerHour } = after;
    const note = {
      ...who,
      action: 'enforcement.replace_settings',
      events: [{ type: 'enforcement.settings_replaced', data: { mode, suspensionsPerHour } }] as const,
    };
    const changed =
      before.version === 0
        ? await this.#settings.create(ID, after, note)
        : await this.#settings.change(ID, before, after, note);
    if (changed === 'exists') throw new Problem('precondition_failed', 'somebody changed them just now');
    return changed;
  }
}

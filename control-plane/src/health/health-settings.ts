import {
  type HealthSettings,
  healthSettingsInputSchema,
  INITIAL_HEALTH_SETTINGS,
} from '@tenantry/contracts/commercial/health-settings';
import { LookupCache } from '../access/lookup-cache.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates, ChangeNote } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';

const settingsAggregate: AggregateSpec<HealthSettings> = {
  kind: 'health_settings',
  state: healthSettingsInputSchema,
};
const ID = 'health';
/** How old the settings may be that a score is made by, in milliseconds. */
const TTL = 5_000;

export interface HealthSettingsInForce {
  /** 0: as shipped. */
  readonly version: number;
  readonly state: HealthSettings;
  readonly at?: string;
}

const NEVER_REPLACED: HealthSettingsInForce = { version: 0, state: INITIAL_HEALTH_SETTINGS };

/** Weights and bounds: each change is a version, which stays to be read by those whose scores name it. */
export class HealthSettingsService {
  readonly #settings: Aggregates<HealthSettings>;
  readonly #recent: LookupCache<HealthSettingsInForce>;

  constructor(context: Context) {
    this.#settings = context.aggregates(settingsAggregate);
    this.#recent = new LookupCache<HealthSettingsInForce>(id => this.#settings.load(id), {
      clock: context.clock,
      ...{ ttl: TTL, maxFound: 1, maxMissing: 1 },
    });
  }

  async get(): Promise<HealthSettingsInForce> {
    return (await this.#settings.load(ID)) ?? NEVER_REPLACED;
  }

  /** At most some seconds old: for a sweep that would ask ten thousand times. */
  async recent(): Promise<HealthSettingsInForce> {
    return (await this.#recent.get(ID)) ?? NEVER_REPLACED;
  }

  /** @throws Problem not_found */
  async atVersion(version: number): Promise<HealthSettingsInForce> {
    if (version === 0) return NEVER_REPLACED;
    const [change] = await this.#settings.history(ID, version - 1, 1);
    if (change === undefined) throw notFound('such version of the settings of health');
    return { version, state: change.after, at: change.at };
  }

  /** @throws Problem precondition_failed */
  async replace(
    settings: HealthSettings,
    ifMatch: string | undefined,
    who: Who,
  ): Promise<HealthSettingsInForce> {
    const before = await this.get();
    requireMatch(ifMatch, before.version);
    const note: ChangeNote = {
      ...who,
      action: 'health_settings.replace',
      events: [{ type: 'health.settings_replaced', data: { version: before.version + 1 } }],
    };
    const { version, state, at } = before;
    const after =
      at === undefined
        ? await this.#settings.create(ID, settings, note)
        : await this.#settings.change(ID, { version, state, at }, settings, note);
    if (after === 'exists') throw new Problem('precondition_failed', 'somebody changed them just now');
    this.#recent.forget(ID);
    return after;
  }
}

import {
  type AlertOverrides,
  type AlertRuleSettings,
  alertOverridesSchema,
  faultsOfThresholds,
  mergeAlertSettings,
} from '@tenantry/contracts/commercial/alert';
import { LookupCache } from '../access/lookup-cache.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates, Versioned } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';

const alertRulesAggregate: AggregateSpec<AlertOverrides> = {
  kind: 'alert_rules',
  state: alertOverridesSchema,
};

/** Where settings are said: for everybody, for a plan, for a tenant. */
export type Layer =
  | { readonly of: 'defaults' }
  | { readonly of: 'plan'; readonly planId: string }
  | { readonly of: 'tenant'; readonly tenantId: string };

const DEFAULTS: Layer = { of: 'defaults' };

/** How old what another replica has changed may be here, in milliseconds. */
const TTL = 5_000;
const MAX_LAYERS = 20_000;

export interface LayerInForce {
  /** 0 while nobody said anything. */
  readonly version: number;
  readonly state: AlertOverrides;
  readonly at?: string;
}

/** The settings of rules, layer upon layer: shipped, defaults, plan, tenant. */
export class RuleBook {
  readonly #rules: Aggregates<AlertOverrides>;
  readonly #kept: LookupCache<AlertOverrides>;

  constructor(context: Context) {
    this.#rules = context.aggregates(alertRulesAggregate);
    this.#kept = new LookupCache(async id => (await this.#rules.load(id))?.state, {
      clock: context.clock,
      ttl: TTL,
      maxFound: MAX_LAYERS,
      maxMissing: MAX_LAYERS,
    });
    context.addProjection(async ({ kind, aggregateId }) => {
      if (kind === alertRulesAggregate.kind) this.#kept.forget(aggregateId);
    });
  }

  /** What holds for a tenant, or for the installation when none is named; at most {@link TTL} old. */
  async settingsFor(
    tenant: { tenantId: string; planId: string | undefined } | undefined,
  ): Promise<AlertRuleSettings> {
    const layers: Layer[] = [DEFAULTS];
    if (tenant?.planId !== undefined) layers.push({ of: 'plan', planId: tenant.planId });
    if (tenant !== undefined) layers.push({ of: 'tenant', tenantId: tenant.tenantId });
    const said = await Promise.all(layers.map(layer => this.#kept.get(idOf(layer))));
    return mergeAlertSettings(...said.map(overrides => overrides ?? {}));
  }

  /** What was said on a layer, by the change that decides. */
  async get(layer: Layer): Promise<LayerInForce> {
    return (await this.#rules.load(idOf(layer))) ?? { version: 0, state: {} };
  }

  /** What holds on a layer with those below. A tenant's has its plan's between, when that is given. */
  async merged(layer: Layer, planId?: string): Promise<AlertRuleSettings> {
    return mergeAlertSettings(...(await this.#below(layer, planId)), (await this.get(layer)).state);
  }

  /**
   * Says what differs on a layer, in the place of what was said there before.
   * @throws Problem precondition_failed; invalid_state when levels would be in the wrong order
   */
  async set(
    layer: Layer,
    overrides: AlertOverrides,
    options: { readonly ifMatch: string | undefined; readonly planId?: string | undefined },
    who: Who,
  ): Promise<LayerInForce> {
    refuseDisorder(mergeAlertSettings(...(await this.#below(layer, options.planId)), overrides));
    const before = await this.get(layer);
    requireMatch(options.ifMatch, before.version);
    const after = await this.#write(layer, before, overrides, who);
    if (after === 'exists') throw new Problem('precondition_failed', 'somebody changed them just now');
    return after;
  }

  async #below(layer: Layer, planId: string | undefined): Promise<AlertOverrides[]> {
    if (layer.of === 'defaults') return [];
    const below = [(await this.get(DEFAULTS)).state];
    if (layer.of === 'tenant' && planId !== undefined)
      below.push((await this.get({ of: 'plan', planId })).state);
    return below;
  }

  #write(
    layer: Layer,
    before: LayerInForce,
    after: AlertOverrides,
    who: Who,
  ): Promise<Versioned<AlertOverrides> | 'exists'> {
    const planId = layer.of === 'plan' ? layer.planId : null;
    const tenantId = layer.of === 'tenant' ? layer.tenantId : null;
    const note = {
      ...who,
      action: 'alert_rules.set',
      ...(tenantId !== null && { tenantId }),
      events: [{ type: 'alert_rules.changed' as const, data: { layer: layer.of, planId, tenantId } }],
    };
    const { version, state, at } = before;
    return at === undefined
      ? this.#rules.create(idOf(layer), after, note)
      : this.#rules.change(idOf(layer), { version, state, at }, after, note);
  }
}

function idOf(layer: Layer): string {
  switch (layer.of) {
    case 'defaults':
      return 'defaults';
    case 'plan':
      return `plan:${layer.planId}`;
    case 'tenant':
      return `tenant:${layer.tenantId}`;
  }
}

function refuseDisorder(settings: AlertRuleSettings): void {
  const faults = faultsOfThresholds(settings);
  if (faults.length === 0) return;
  const errors = faults.map(({ rule, level, message }) => ({
    field: `/${rule}/${level}`,
    code: 'out_of_order',
    message,
  }));
  throw new Problem('invalid_state', 'the levels of a rule are in the wrong order', {
    reason: 'levels_out_of_order',
    errors,
  });
}

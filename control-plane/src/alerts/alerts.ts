import type { AlertSettings } from '@tenantry/contracts/commercial/alert';
import type { Context } from '../context.ts';
import { changedByOthers, notFound } from '../http/problem.ts';
import type { Aggregates, Change, Versioned } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import type { Who } from '../tenants/who.ts';
import {
  type Alert,
  type AlertHeads,
  alertAggregate,
  alertHeadsSpec,
  alertIdOf,
  headFieldsOf,
} from './alert.ts';
import { type Decide, end, observe, type Reading } from './decisions.ts';

/** Losing more races than this in a row says that something else is wrong. */
const ATTEMPTS = 8;

const WATCH: Who = { actor: { id: 'system:alerts', name: 'Tenantry' }, requestId: 'alerts' };

/** Alerts. Each change of one is one insert; whoever loses a race reads and decides again, and finds nothing to do. */
export class Alerts {
  readonly #alerts: Aggregates<Alert>;
  readonly #clock: Context['clock'];
  readonly heads: AlertHeads;

  private constructor(context: Context, heads: AlertHeads) {
    this.#alerts = context.aggregates(alertAggregate);
    this.#clock = context.clock;
    this.heads = heads;
  }

  static async open(context: Context): Promise<Alerts> {
    const heads = await context.store.collection(alertHeadsSpec);
    context.addProjection(headProjection(context.changes, alertAggregate, heads, headFieldsOf));
    return new Alerts(context, heads);
  }

  /** Takes a reading in; answers the alert when its level changed by it. */
  observe(reading: Reading, settings: AlertSettings): Promise<Versioned<Alert> | undefined> {
    return this.#decide(alertIdOf(reading), observe(reading, settings), WATCH);
  }

  /** Says that what an alert is about is over. */
  end(alertId: string, foundAt: number): Promise<Versioned<Alert> | undefined> {
    return this.#decide(alertId, end(foundAt), WATCH);
  }

  /** @throws Problem not_found, and what the decision refuses */
  async change(alertId: string, decide: Decide, who: Who): Promise<Versioned<Alert>> {
    const there = await this.load(alertId);
    return (await this.#decide(alertId, decide, who)) ?? there;
  }

  /** @throws Problem not_found */
  async load(alertId: string): Promise<Versioned<Alert>> {
    const found = await this.#alerts.load(alertId);
    if (found === undefined) throw notFound('such alert');
    return found;
  }

  /** Whose alerts have not recovered. */
  async tenantsWithActive(): Promise<ReadonlySet<string>> {
    const tenants = new Set<string>();
    for await (const { state } of scanAll(this.heads, { index: 'active' }))
      if (state.tenantId !== undefined) tenants.add(state.tenantId);
    return tenants;
  }

  history(alertId: string, afterVersion: number, limit: number): Promise<readonly Change<Alert>[]> {
    return this.#alerts.history(alertId, afterVersion, limit);
  }

  async #decide(alertId: string, decide: Decide, who: Who): Promise<Versioned<Alert> | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await this.#alerts.load(alertId);
      const decided = decide(current?.state, this.#clock.now());
      if (decided === undefined) return undefined;
      const { state, action, reason, events } = decided;
      const note = {
        ...who,
        action,
        events,
        ...(state.tenantId !== undefined && { tenantId: state.tenantId }),
        ...(reason !== undefined && { reason }),
      };
      const made =
        current === undefined
          ? await this.#alerts.create(alertId, state, note)
          : await this.#alerts.change(alertId, current, state, note);
      if (made !== 'exists') return made;
    }
    throw changedByOthers('others keep changing this alert: come again');
  }
}

import {
  ALERT_RULE_TABLE,
  ALERT_RULES,
  type AlertRule,
  type AlertRuleSettings,
  nextLevel,
} from '@tenantry/contracts/commercial/alert';
import type { Context } from '../context.ts';
import { scanAll } from '../storage/documents.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import { type AlertHead, alertIdOf, NO_TENANT } from './alert.ts';
import type { Alerts } from './alerts.ts';
import type { Reading } from './decisions.ts';
import { type Looked, type Looks, NOTHING, UNKNOWN } from './looks/look.ts';
import type { RuleBook } from './rule-book.ts';

export interface EvaluatorParts {
  readonly alerts: Alerts;
  readonly rules: RuleBook;
  readonly looks: Looks;
  readonly headOf: (tenantId: string) => TenantHead | undefined;
  /** How long the oldest event has waited to be counted, in milliseconds. */
  readonly ledgerLag: () => Promise<number>;
}

/** Looks at a tenant with every rule, and has recorded what is otherwise than it was. Done again, it records nothing. */
export class Evaluator {
  readonly #context: Context;
  readonly #parts: EvaluatorParts;

  constructor(context: Context, parts: EvaluatorParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Answers how many levels changed. */
  async evaluate(tenantId: string): Promise<number> {
    const { rules, headOf } = this.#parts;
    const head = headOf(tenantId);
    const planId = head?.plan.status === 'assigned' ? head.plan.planId : undefined;
    const settings = await rules.settingsFor({ tenantId, planId });
    const began = this.#context.clock.now();
    const looked = new Map<AlertRule, Looked>();
    for (const rule of ALERT_RULES) {
      if (rule === 'ledger_lag') continue;
      const wanted = settings[rule].enabled;
      looked.set(rule, wanted ? await this.#look(rule, { tenantId, head, settings }) : NOTHING);
    }
    return this.#record(tenantId, looked, settings, began);
  }

  /** The rules about the installation as a whole. */
  async evaluateInstallation(): Promise<number> {
    const settings = await this.#parts.rules.settingsFor(undefined);
    const began = this.#context.clock.now();
    if (!settings.ledger_lag.enabled)
      return this.#record(NO_TENANT, new Map([['ledger_lag', NOTHING]]), settings, began);
    const seconds = Math.round((await this.#parts.ledgerLag()) / 1_000);
    const reading: Reading = { rule: 'ledger_lag', value: seconds, figures: {}, at: began };
    const looked = new Map<AlertRule, Looked>([['ledger_lag', { readings: [reading], complete: true }]]);
    return this.#record(NO_TENANT, looked, settings, began);
  }

  /** A rule that cannot look now keeps none of the others from it, and recovers nothing. */
  async #look(
    rule: AlertRule,
    watched: { tenantId: string; head: TenantHead | undefined; settings: AlertRuleSettings },
  ): Promise<Looked> {
    const look = this.#parts.looks[rule];
    if (look === undefined) return UNKNOWN;
    try {
      return await look(watched);
    } catch (error) {
      const { tenantId } = watched;
      this.#context.logger.warn({ err: error, rule, tenantId }, 'a rule of alerts could not look');
      return UNKNOWN;
    }
  }

  async #record(
    tenant: string,
    looked: ReadonlyMap<AlertRule, Looked>,
    settings: AlertRuleSettings,
    began: number,
  ): Promise<number> {
    const { alerts } = this.#parts;
    const active = await this.#activeOf(tenant);
    const seen = new Set<string>();
    let count = 0;
    for (const reading of [...looked.values()].flatMap(({ readings }) => readings)) {
      const alertId = alertIdOf(reading);
      seen.add(alertId);
      // Good, and nothing is raised: by far the most are so, and cost no look at the alert.
      if (!active.has(alertId) && this.#isGood(reading, settings)) continue;
      if ((await alerts.observe(reading, settings[reading.rule])) !== undefined) count++;
    }
    for (const { id, state } of active.values()) {
      if (seen.has(id) || looked.get(state.rule)?.complete !== true) continue;
      if ((await alerts.end(id, began)) !== undefined) count++;
    }
    return count;
  }

  #isGood(reading: Reading, settings: AlertRuleSettings): boolean {
    const { worse } = ALERT_RULE_TABLE[reading.rule];
    return nextLevel(undefined, reading, settings[reading.rule], worse, reading.at) === 'ok';
  }

  async #activeOf(tenant: string): Promise<ReadonlyMap<string, AlertHead>> {
    const active = new Map<string, AlertHead>();
    const scan = { index: 'activeOf', equals: [tenant] } as const;
    for await (const head of scanAll(this.#parts.alerts.heads, scan)) active.set(head.id, head);
    return active;
  }
}

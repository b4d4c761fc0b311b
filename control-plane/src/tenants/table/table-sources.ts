import { type AlertLevel, rankOf } from '@tenantry/contracts/commercial/alert';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import { monthlyOf } from '@tenantry/contracts/commercial/revenue';
import { type Availability, SPARK_DAYS, type TouchKind } from '@tenantry/contracts/commercial/tenant-table';
import type { AlertHeads } from '../../alerts/alert.ts';
import type { Audit } from '../../audit/audit.ts';
import { type Clock, isoTime } from '../../clock.ts';
import type { EntitlementService } from '../../entitlements/service.ts';
import { type HealthIndex, type HealthRow, healthRowsView, numberOf } from '../../health/health-heads.ts';
import { Problem } from '../../http/problem.ts';
import { specsOf } from '../../invoices/specs-of.ts';
import type { PlanService } from '../../plans/service.ts';
import { type Collection, type Store, scanAll } from '../../storage/documents.ts';
import type { SubscriptionHead } from '../../subscriptions/subscription.ts';
import type { UsageReader } from '../../usage/usage-reader.ts';
import { SPAN_MS, startOf } from '../../usage/window.ts';
import { sparkOf } from './spark.ts';
import type { AlertsPart, HealthPart, TouchPart, UsePart, ValuePart } from './table-row.ts';

/** A person's last deed is looked for among so many entries; before them, nobody remembers it anyway. */
const ENTRIES_LOOKED_AT = 60;

export interface SourceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly alerts: AlertHeads;
  readonly subscriptions: Collection<SubscriptionHead, 'plan' | 'due'>;
  readonly plans: Pick<PlanService, 'specOf'>;
  readonly entitlements: Pick<EntitlementService, 'all'>;
  readonly usage: Pick<UsageReader, 'series'>;
  readonly audit: Pick<Audit, 'entries'>;
}

/** Where each part of a row is read: of everybody at once, and of one tenant. */
export class TableSources {
  readonly #parts: SourceParts;
  readonly #health: Collection<HealthRow, HealthIndex>;
  /** Published plan versions never change. */
  readonly #specs = new Map<string, PlanSpec>();

  private constructor(parts: SourceParts, health: Collection<HealthRow, HealthIndex>) {
    this.#parts = parts;
    this.#health = health;
  }

  static async open(parts: SourceParts): Promise<TableSources> {
    return new TableSources(parts, await parts.store.collection(healthRowsView));
  }

  async allHealth(): Promise<Map<string, HealthPart>> {
    const found = new Map<string, HealthPart>();
    for await (const row of scanAll(this.#health, {})) found.set(row.id, healthPart(row));
    return found;
  }

  async health(tenantId: string): Promise<HealthPart | undefined> {
    const row = await this.#health.get(tenantId);
    return row && healthPart(row);
  }

  async allAlerts(): Promise<Map<string, AlertsPart>> {
    const found = new Map<string, AlertsPart>();
    for await (const { state } of scanAll(this.#parts.alerts, { index: 'active' })) {
      if (state.tenantId !== undefined)
        found.set(state.tenantId, withAlert(found.get(state.tenantId), state));
    }
    return found;
  }

  async alerts(tenantId: string): Promise<AlertsPart> {
    let part: AlertsPart | undefined;
    const heads = scanAll(this.#parts.alerts, { index: 'activeOf', equals: [tenantId] });
    for await (const { state } of heads) part = withAlert(part, state);
    return part ?? { level: null, count: 0 };
  }

  async allValues(): Promise<Map<string, ValuePart>> {
    const found = new Map<string, ValuePart>();
    for await (const head of scanAll(this.#parts.subscriptions, {}))
      found.set(head.id, await this.#valueOf(head));
    return found;
  }

  async value(tenantId: string): Promise<ValuePart | undefined> {
    const head = await this.#parts.subscriptions.get(tenantId);
    return head && this.#valueOf(head);
  }

  /** Usage that cannot be told (a meter that is being built, a history that is pruned) is none, and no fault. */
  async use(tenantId: string): Promise<UsePart> {
    const { meters } = await this.#parts.entitlements
      .all(tenantId)
      .catch(error => noneWhen(error, { meters: [] }));
    let allowance: UsePart['allowance'];
    for (const { meter, used, limit, reset } of meters) {
      if (limit === null || limit === '0') continue;
      const percent = Number((BigInt(used) * 100n) / BigInt(limit));
      if (allowance === undefined || percent > allowance.percent)
        allowance = { meter, percent, resetsAt: reset };
    }
    const [first] = meters;
    return { allowance, main: first && (await this.#daily(tenantId, first.meter)) };
  }

  async touch(tenantId: string): Promise<TouchPart | undefined> {
    const entries = await this.#parts.audit.entries.scan({
      index: 'tenant',
      equals: [tenantId],
      descending: true,
      limit: ENTRIES_LOOKED_AT,
    });
    const entry = entries.find(({ actorId, outcome }) => outcome === 'done' && isPerson(actorId));
    if (entry === undefined) return undefined;
    return { at: entry.at, kind: touchKindOf(entry.target?.split('/')[0] ?? ''), by: entry.actorName };
  }

  async #daily(tenantId: string, meter: string): Promise<UsePart['main']> {
    const to = startOf('day', this.#parts.clock.now()) + SPAN_MS.day;
    const interval = { from: to - SPARK_DAYS * SPAN_MS.day, to };
    const series = await this.#parts.usage
      .series(tenantId, meter, interval, 'day')
      .catch(error => noneWhen(error, undefined));
    if (series === undefined) return undefined;
    const quantities = series.points.map(({ quantity }) => quantity);
    return {
      meter,
      spark: sparkOf(quantities),
      total: String(quantities.reduce((sum, one) => sum + one, 0n)),
    };
  }

  async #valueOf({ state }: SubscriptionHead): Promise<ValuePart> {
    const specOf = await specsOf(this.#parts.plans, [state], this.#specs);
    const monthly = monthlyOf(state, isoTime(this.#parts.clock.now()), specOf);
    return { monthlyMinor: String(monthly), currency: state.currency };
  }
}

export function isPerson(actorId: string): boolean {
  return !actorId.startsWith('system:');
}

export function touchKindOf(kind: string): TouchKind {
  return kind === 'tenant_note' ? 'note' : kind === 'task' ? 'task' : 'change';
}

const AVAILABILITY_OF: Readonly<Record<string, Availability>> = {
  serves: 'serves',
  serves_with_faults: 'degraded',
  partly_down: 'partly_down',
  down: 'down',
  stopped_on_purpose: 'stopped',
};

function healthPart({ state, rank, rank7, rank30, evaluation }: HealthRow): HealthPart {
  const workload = evaluation.factors.find(({ factor }) => factor === 'workload');
  return {
    state,
    score: numberOf(rank),
    change7: numberOf(rank7),
    change30: numberOf(rank30),
    availability: AVAILABILITY_OF[workload?.code ?? ''] ?? 'unknown',
  };
}

function withAlert(
  part: AlertsPart = { level: null, count: 0 },
  { level }: { readonly level: AlertLevel },
): AlertsPart {
  if (level === 'ok') return part;
  const worse = part.level === null || rankOf(level) > rankOf(part.level);
  return { level: worse ? level : part.level, count: part.count + 1 };
}

function noneWhen<None>(error: unknown, none: None): None {
  const codes: readonly string[] = ['not_found', 'conflict', 'history_pruned'];
  if (error instanceof Problem && codes.includes(error.code)) return none;
  throw error;
}

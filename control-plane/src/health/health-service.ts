import type { HealthState } from '@tenantry/contracts/commercial/health';
import type { TenantHealthBody } from '@tenantry/contracts/commercial/health-api';
import type { Clock } from '../clock.ts';
import { notFound } from '../http/problem.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { toTenantHealth } from './convert.ts';
import { DAY_MS } from './facts.ts';
import { dayOf, type HealthDays } from './health-days.ts';
import type { HealthHead, HealthHeads } from './health-heads.ts';
import { historyOf } from './health-history.ts';
import type { HealthList } from './health-list.ts';
import type { HealthRecords } from './health-records.ts';
import type { HealthSettingsService } from './health-settings.ts';
import type { HealthStateRecord } from './health-state.ts';
import type { HealthPorts } from './ports.ts';
import type { HealthScorer } from './scorer.ts';
import type { SettingsPreview } from './settings-preview.ts';
import type { Tasks } from './tasks/tasks.ts';

/** How a tenant does, for other domains. */
export interface HealthStanding {
  readonly state: HealthState;
  readonly score: number | null;
  readonly coverage: number;
  /** Since when it is in this state: RFC 3339, UTC. */
  readonly since: string;
  /** When it was last evaluated. */
  readonly checkedAt: string;
}

export interface HealthServiceParts {
  readonly clock: Clock;
  readonly ports: Pick<HealthPorts, 'tenant'>;
  readonly scorer: HealthScorer;
  readonly heads: HealthHeads;
  readonly days: HealthDays;
  readonly states: Aggregates<HealthStateRecord>;
  readonly records: HealthRecords;
  readonly settings: HealthSettingsService;
  readonly list: HealthList;
  readonly preview: SettingsPreview;
  readonly tasks: Pick<Tasks, 'openFor'>;
  /** Evaluates everybody, one after the other, in the background. */
  lookAtAll(): void;
}

/** Reading health, and evaluating a tenant out of its turn. */
export class HealthService {
  readonly #parts: HealthServiceParts;
  readonly records: HealthRecords;
  readonly settings: HealthSettingsService;
  readonly list: HealthList;
  readonly preview: SettingsPreview;
  readonly lookAtAll: () => void;

  constructor(parts: HealthServiceParts) {
    this.#parts = parts;
    this.records = parts.records;
    this.settings = parts.settings;
    this.list = parts.list;
    this.preview = parts.preview;
    this.lookAtAll = () => parts.lookAtAll();
  }

  now(): number {
    return this.#parts.clock.now();
  }

  /** As it was evaluated last; undefined when it never was, or the tenant is gone. */
  async stateOf(tenantId: string): Promise<HealthStanding | undefined> {
    const head = await this.#parts.heads.get(tenantId);
    if (head === undefined) return undefined;
    const { evaluation, since, checkedAt } = head;
    const { state, score, coverage } = evaluation;
    return { state, score, coverage, since, checkedAt };
  }

  /** Evaluated first, when it never was. @throws Problem not_found */
  async get(tenantId: string): Promise<TenantHealthBody> {
    const head = await this.#parts.heads.get(tenantId);
    return head === undefined ? this.evaluated(tenantId) : this.#bodyOf(head);
  }

  /** @throws Problem not_found */
  async evaluated(tenantId: string): Promise<TenantHealthBody> {
    const head = await this.#parts.scorer.evaluate(tenantId);
    if (head === undefined) throw notFound('tenant with that id that lives');
    return this.#bodyOf(head);
  }

  /** @throws Problem not_found */
  async mustBeThere(tenantId: string): Promise<void> {
    if ((await this.#parts.ports.tenant(tenantId)) === undefined) {
      throw notFound('tenant with that id that lives');
    }
  }

  /** Also of one that left: what was known before is what there is to learn from. @throws Problem not_found */
  async history(tenantId: string, days: { readonly from: string; readonly to: string }) {
    if ((await this.#parts.states.load(tenantId)) === undefined) await this.mustBeThere(tenantId);
    return historyOf(this.#parts, tenantId, days);
  }

  async #bodyOf(head: HealthHead): Promise<TenantHealthBody> {
    const now = this.now();
    const { suggestedAction } = head.evaluation;
    const [record, before, suggestedTaskId] = await Promise.all([
      this.records.of(head.id),
      this.#parts.scorer.before(head.id, [7, 30], now),
      suggestedAction && this.#parts.tasks.openFor(head.id, suggestedAction.action),
    ]);
    return toTenantHealth(head, record, before, {
      suggestedTaskId: suggestedTaskId ?? null,
      dayAgo: days => dayOf(now - days * DAY_MS),
    });
  }
}

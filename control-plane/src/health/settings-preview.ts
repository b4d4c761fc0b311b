import {
  evaluateHealth,
  type HealthEvaluation,
  type HealthState,
} from '@tenantry/contracts/commercial/health';
import {
  HEALTH_PREVIEW_NAMED,
  HEALTH_PREVIEW_SAMPLE,
  type HealthSettingsPreview,
} from '@tenantry/contracts/commercial/health-preview';
import type { HealthSettings } from '@tenantry/contracts/commercial/health-settings';
import type { Clock } from '../clock.ts';
import { WorkLine } from '../http/work-line.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import { gatherFacts, type HealthFacts } from './facts.ts';
import { type HealthRecords, overrideAt } from './health-records.ts';
import type { HealthSettingsService } from './health-settings.ts';
import type { HealthStateRecord } from './health-state.ts';
import { ageInDays, hardFactsOf, measureAll } from './measure/measure.ts';
import type { HealthPorts } from './ports.ts';

/** Customers that are read side by side: more only wait for the same store. */
const AT_ONCE = 8;
/** What was reckoned until then is the answer: whoever asked waits for it. */
const MOST_MS = 10_000;
/** Each reads some hundred customers for up to ten seconds. */
const LINE = { atOnce: 1, waiting: 2, comeAgain: 10 };
const WORST_FIRST: readonly HealthState[] = ['at_risk', 'watch', 'unknown', 'healthy'];

export interface SettingsPreviewParts {
  readonly clock: Clock;
  readonly ports: HealthPorts;
  readonly states: Pick<Aggregates<HealthStateRecord>, 'load'>;
  readonly records: HealthRecords;
  readonly settings: HealthSettingsService;
  readonly roll: Pick<TenantRoll, 'values'>;
}

type Change = HealthSettingsPreview['changes'][number];

/**
 * Reckons what settings would make of the customers there are, and records nothing. Present and given settings are
 * applied to the same facts, so that nothing but the settings tells the two apart.
 */
export class SettingsPreview {
  readonly #parts: SettingsPreviewParts;
  readonly #line = new WorkLine(LINE);

  constructor(parts: SettingsPreviewParts) {
    this.#parts = parts;
  }

  /** @throws Problem unavailable when too many wait */
  of(given: HealthSettings): Promise<HealthSettingsPreview> {
    return this.#line.run(() => this.#reckon(given));
  }

  async #reckon(given: HealthSettings): Promise<HealthSettingsPreview> {
    const { roll, settings } = this.#parts;
    const { state: present, version } = await settings.get();
    const tenants = [...roll.values()]
      .filter(({ phase }) => phase === 'live')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const waiting = [...evenly(tenants, HEALTH_PREVIEW_SAMPLE)];
    const before = noStates();
    const after = noStates();
    const changes: Change[] = [];
    let evaluated = 0;
    const end = performance.now() + MOST_MS;
    const work = async (): Promise<void> => {
      for (let tenant = waiting.pop(); tenant !== undefined; tenant = waiting.pop()) {
        if (performance.now() > end) return;
        const facts = await this.#factsOf(tenant.id);
        if (facts === undefined) continue;
        const was = facts.by(present, version);
        const is = facts.by(given, version + 1);
        evaluated++;
        before[was.state]++;
        after[is.state]++;
        if (was.state === is.state) continue;
        changes.push({
          tenantId: tenant.id,
          displayName: tenant.displayName,
          before: was.state,
          after: is.state,
          scoreBefore: was.score,
          scoreAfter: is.score,
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return {
      ...{ tenants: tenants.length, evaluated, changed: changes.length, before, after },
      changes: changes.sort(worstFirst).slice(0, HEALTH_PREVIEW_NAMED),
    };
  }

  async #factsOf(
    tenantId: string,
  ): Promise<{ by(settings: HealthSettings, version: number): HealthEvaluation } | undefined> {
    const { ports, records, states, clock } = this.#parts;
    const [record, known] = await Promise.all([records.of(tenantId), states.load(tenantId)]);
    const facts: HealthFacts | undefined = await gatherFacts(ports, tenantId, record, clock.now());
    if (facts === undefined) return undefined;
    return {
      by: (settings, settingsVersion) =>
        evaluateHealth({
          measurements: measureAll(facts, settings),
          hardFacts: hardFactsOf(facts, settings),
          ageDays: ageInDays(facts),
          settings,
          settingsVersion,
          previousBand: known?.state.band ?? undefined,
          override: overrideAt(record, facts.now),
        }),
    };
  }
}

/** So many at most, spread over all of them: ids rise with age, so that old and new ones are both there. */
export function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => Math.floor((index * items.length) / most)).flatMap(
    index => items[index] ?? [],
  );
}

const noStates = (): Record<HealthState, number> => ({ unknown: 0, at_risk: 0, watch: 0, healthy: 0 });

function worstFirst(a: Change, b: Change): number {
  const rank = (state: HealthState) => WORST_FIRST.indexOf(state);
  return (
    rank(a.after) - rank(b.after) ||
    (a.scoreAfter ?? 0) - (b.scoreAfter ?? 0) ||
    (a.tenantId < b.tenantId ? -1 : 1)
  );
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TenantTableRow } from '@tenantry/contracts/commercial/tenant-table';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { StoreUnavailable } from '../../storage/documents.ts';
import { inParallel } from '../../usage/parallel.ts';
import type { TenantHead } from '../tenant-heads.ts';
import type { TenantRoll } from '../tenant-roll.ts';
import { isShown, rowHoldsUntil, rowOf, type TableFacts, type TouchPart } from './table-row.ts';
import type { TableSources } from './table-sources.ts';
import { TableVersions } from './table-versions.ts';

/** What may be otherwise of a tenant; its head is compared at every reading. */
export type Part = 'health' | 'alerts' | 'value' | 'use' | 'touch';
const QUICK: readonly Part[] = ['health', 'alerts', 'value'];

const AT_ONCE = 8;
/** Usage of a busy tenant is read again so often at most, in milliseconds. */
const CALM_USE_MS = 15_000;
/** Readings of entitlements may be so old: what was counted just now is read when they are new. */
const USE_SETTLES_MS = 1_000;
/** Of each round, in milliseconds: the rest belongs to those who call. */
const WORK_FOR = 250;
/** So many of those that wait are read before an answer; more of them are read by and by. */
const USES_FOR_AN_ANSWER = 20;
/** Rounds in which everybody is looked at again, since hints are lost. */
const ROUNDS_TO_ALL = 600;
/** So many rows, if they are more than half of all, are answered as the whole. */
const FAR_BEHIND = 200;
const DAY_MS = 86_400_000;

interface Entry {
  readonly facts: TableFacts;
  row: TenantTableRow;
  /** At which version of the table it became what it is. */
  version: number;
  /** Until when it stays so if nobody does anything. */
  until: number;
  useReadAt: number;
}

export interface TableState {
  readonly version: string;
  /** Whether `rows` are all there are. */
  readonly whole: boolean;
  readonly rows: readonly TenantTableRow[];
  readonly removed: readonly string[];
  readonly total: number;
  readonly pending: number;
}

/**
 * Every tenant as one row, in memory: about 2 KB each. Nothing is read until somebody asks; from then on it is kept
 * current by what this process hears, and by looking at everybody again within ten minutes. Whoever asks waits until
 * what was heard before is in it. Nothing is decided by it.
 */
export class TenantTable {
  readonly #roll: Pick<TenantRoll, 'values' | 'get'>;
  readonly #sources: TableSources;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #versions = new TableVersions();
  readonly #entries = new Map<string, Entry>();
  #loaded: 'no' | 'loading' | 'yes' = 'no';
  readonly #dirty = new Map<string, Set<Part>>();
  /** Tenants whose use, or last touch, is to be read, and from when on. */
  readonly #slow = new Map<string, { dueAt: number; touch: boolean }>();
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #ring: Iterator<string> | undefined;
  #day = 0;

  constructor(parts: {
    readonly roll: Pick<TenantRoll, 'values' | 'get'>;
    readonly sources: TableSources;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#roll = parts.roll;
    this.#sources = parts.sources;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  /** Says that a part of a tenant may be otherwise. */
  mark(tenantId: string, part: Part): void {
    if (this.#loaded === 'no') return;
    if (part === 'use' || part === 'touch') this.#markSlow(tenantId, part === 'touch');
    else this.#dirty.set(tenantId, (this.#dirty.get(tenantId) ?? new Set()).add(part));
  }

  /** A person did something, just now. */
  touched(tenantId: string, touch: TouchPart): void {
    const entry = this.#entries.get(tenantId);
    if (entry === undefined || (entry.facts.touch?.at ?? '') > touch.at) return;
    entry.facts.touch = touch;
    this.#settle(entry);
  }

  /**
   * All rows, or those that are otherwise since a version that `read` answered before.
   * @throws StoreUnavailable
   */
  async read(since?: string): Promise<TableState> {
    await this.#current();
    const from = this.#worthDifference(this.#versions.numberIn(since));
    const rows: TenantTableRow[] = [];
    let pending = 0;
    for (const { row, version, facts } of this.#entries.values()) {
      if (facts.use === undefined) pending++;
      if (from === undefined || version > from) rows.push(row);
    }
    return {
      version: this.#versions.text,
      whole: from === undefined,
      rows,
      removed: from === undefined ? [] : this.#versions.removedAfter(from),
      total: this.#entries.size,
      pending,
    };
  }

  /** Reads what waits, for a while; the task does it by itself. */
  async round(workFor = WORK_FOR): Promise<void> {
    if (this.#loaded === 'no') return;
    const until = performance.now() + workFor;
    await this.#current();
    this.#lookAround();
    const now = this.#clock.now();
    for (const [tenantId, { dueAt }] of this.#slow) {
      if (performance.now() >= until) return;
      if (dueAt > now) continue;
      await this.#readSlow(tenantId);
      await nextTurn();
    }
  }

  /** Nothing for one that is far behind: the whole answer is made once for all of them, a difference for each. */
  #worthDifference(from: number | undefined): number | undefined {
    if (from === undefined) return undefined;
    let changed = 0;
    for (const { version } of this.#entries.values()) if (version > from) changed++;
    return changed > FAR_BEHIND && changed > this.#entries.size / 2 ? undefined : from;
  }

  /** Resolves when everything that was marked before the call is in the rows. One run serves all who wait for it. */
  #current(): Promise<void> {
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#running = this.#catchUp();
        return this.#running;
      });
    return this.#next;
  }

  async #catchUp(): Promise<void> {
    if (this.#loaded === 'no') await this.#load();
    this.#takeHeads();
    await this.#readDirty();
    const failures: unknown[] = [];
    await inParallel(this.#fewSlow(), AT_ONCE, failures, tenantId => this.#readSlow(tenantId));
  }

  /** Tenants whose use is to be read now, unless they are many: then nobody's answer waits for them. */
  #fewSlow(): readonly string[] {
    const now = this.#clock.now();
    const due: string[] = [];
    for (const [tenantId, { dueAt }] of this.#slow) {
      if (dueAt <= now) due.push(tenantId);
      if (due.length > USES_FOR_AN_ANSWER) return [];
    }
    return due;
  }

  async #load(): Promise<void> {
    this.#loaded = 'loading';
    try {
      const [health, alerts, values] = await Promise.all([
        this.#sources.allHealth(),
        this.#sources.allAlerts(),
        this.#sources.allValues(),
      ]);
      for (const head of this.#roll.values()) {
        if (!isShown(head)) continue;
        const { id } = head;
        this.#add({
          head,
          health: health.get(id),
          alerts: alerts.get(id),
          value: values.get(id),
        });
      }
      this.#loaded = 'yes';
    } catch (error) {
      this.#loaded = 'no';
      throw error;
    }
  }

  /** Who came, who went, whose head is another one, and of whom time alone changed something. */
  #takeHeads(): void {
    const now = this.#clock.now();
    for (const head of this.#roll.values()) {
      const entry = this.#entries.get(head.id);
      if (entry === undefined) {
        if (isShown(head)) this.#come(head);
      } else if (!isShown(head)) this.#leave(head.id);
      else if (entry.facts.head !== head || entry.until <= now) {
        if (entry.until <= now) this.#markSlow(head.id, false);
        entry.facts.head = head;
        this.#settle(entry);
      }
    }
  }

  #come(head: TenantHead): void {
    this.#add({ head });
    for (const part of QUICK) this.mark(head.id, part);
  }

  #add(facts: TableFacts): void {
    const now = this.#clock.now();
    this.#entries.set(facts.head.id, {
      facts,
      row: rowOf(facts, now),
      version: this.#versions.next(),
      until: rowHoldsUntil(facts, now),
      useReadAt: 0,
    });
    this.#slow.set(facts.head.id, { dueAt: 0, touch: true });
  }

  #leave(tenantId: string): void {
    this.#entries.delete(tenantId);
    this.#slow.delete(tenantId);
    this.#dirty.delete(tenantId);
    this.#versions.remove(tenantId);
  }

  /** Makes the row anew; it has a new version only when it is another one. */
  #settle(entry: Entry): void {
    const now = this.#clock.now();
    const row = rowOf(entry.facts, now);
    entry.until = rowHoldsUntil(entry.facts, now);
    if (isSame(row, entry.row)) return;
    entry.row = row;
    entry.version = this.#versions.next();
  }

  async #readDirty(): Promise<void> {
    const due = [...this.#dirty];
    // Taken off first: what is marked during the reading is read again.
    this.#dirty.clear();
    const failures: unknown[] = [];
    await inParallel(due, AT_ONCE, failures, async ([tenantId, parts]) => {
      try {
        await this.#readQuick(tenantId, parts);
      } catch (error) {
        for (const part of parts) this.mark(tenantId, part);
        if (error instanceof StoreUnavailable) throw error;
        // Nobody else's row waits for one that cannot be read.
        this.#logger.warn({ err: error, tenantId }, 'the row of a tenant could not be read for the table');
      }
    });
    if (failures.length > 0) throw failures[0];
  }

  async #readQuick(tenantId: string, parts: ReadonlySet<Part>): Promise<void> {
    const [health, alerts, value] = await Promise.all([
      parts.has('health') ? this.#sources.health(tenantId) : undefined,
      parts.has('alerts') ? this.#sources.alerts(tenantId) : undefined,
      parts.has('value') ? this.#sources.value(tenantId) : undefined,
    ]);
    const entry = this.#entries.get(tenantId);
    if (entry === undefined) return;
    if (parts.has('health')) entry.facts.health = health;
    if (parts.has('alerts')) entry.facts.alerts = alerts;
    if (parts.has('value')) entry.facts.value = value;
    this.#settle(entry);
  }

  #markSlow(tenantId: string, touch: boolean): void {
    const entry = this.#entries.get(tenantId);
    if (entry === undefined) return;
    const now = this.#clock.now();
    const known = this.#slow.get(tenantId);
    const dueAt = known?.dueAt ?? Math.max(now + USE_SETTLES_MS, entry.useReadAt + CALM_USE_MS);
    this.#slow.set(tenantId, { dueAt, touch: touch || (known?.touch ?? false) });
  }

  async #readSlow(tenantId: string): Promise<void> {
    const wanted = this.#slow.get(tenantId);
    const entry = this.#entries.get(tenantId);
    this.#slow.delete(tenantId);
    if (wanted === undefined || entry === undefined) return;
    try {
      const [use, touch] = await Promise.all([
        this.#sources.use(tenantId),
        wanted.touch ? this.#sources.touch(tenantId) : undefined,
      ]);
      entry.facts.use = use;
      entry.useReadAt = this.#clock.now();
      if (touch !== undefined && touch.at > (entry.facts.touch?.at ?? '')) entry.facts.touch = touch;
      this.#settle(entry);
    } catch (error) {
      this.#logger.warn({ err: error, tenantId }, 'the use of a tenant could not be read for the table');
      this.#slow.set(tenantId, { ...wanted, dueAt: this.#clock.now() + CALM_USE_MS });
    }
  }

  /** A few more of everybody, and all of them on a new day: its sparklines are of other days. */
  #lookAround(): void {
    const day = Math.floor(this.#clock.now() / DAY_MS);
    if (day !== this.#day) for (const tenantId of this.#entries.keys()) this.#markSlow(tenantId, false);
    this.#day = day;
    for (let left = Math.ceil(this.#entries.size / ROUNDS_TO_ALL); left > 0; left--) {
      this.#ring ??= this.#entries.keys();
      const { value, done } = this.#ring.next();
      if (done === true) this.#ring = undefined;
      else {
        for (const part of QUICK) this.mark(value, part);
        this.#markSlow(value, true);
      }
    }
  }
}

function isSame(a: TenantTableRow, b: TenantTableRow): boolean {
  return Object.entries(a).every(([column, value]) => Reflect.get(b, column) === value);
}

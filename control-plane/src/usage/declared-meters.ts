import type { EventName } from '@tenantry/contracts/commercial/event';
import { type Meter, meterSchema, type NewMeter, SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type {
  Actor,
  Aggregates,
  ChangeCollection,
  ChangeNote,
  DomainEvent,
  Versioned,
} from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { type MeterCatalogue, MeterSet } from './meter-catalogue.ts';

/** How old what writers and readers know of meters may be. */
const RECENT_MS = 5_000;
const KIND = 'meter';
const MAX_METERS = 500;

const declaredSchema = z.object({
  key: z.string(),
  /** The request that declared it: the same one again, after its server died, is answered the same. */
  declaredBy: z.string().optional(),
  /** What answers are read from. Absent of a new meter, until its history is counted. */
  inForce: meterSchema.optional(),
  /** What is counted to take its place. */
  building: meterSchema.optional(),
});
export type DeclaredMeter = z.infer<typeof declaredSchema>;

export interface Who {
  readonly actor: Actor;
  readonly requestId: string;
}

/** Whether a meter answers already. */
export interface MeterState {
  readonly meter: Meter;
  readonly state: 'in_force' | 'building';
}

/**
 * The catalogue: the shipped meters, and what was declared or changed. A meter is a projection of the ledger: a new one
 * counts what was sent before it, too, and a changed one is counted beside the old, which answers until then.
 */
export class DeclaredMeters implements MeterCatalogue {
  readonly #aggregates: Aggregates<DeclaredMeter>;
  readonly #changes: ChangeCollection;
  readonly #clock: Clock;
  readonly #shipped: readonly Meter[];
  #recent: { readonly at: number; readonly set: Promise<MeterSet> } | undefined;

  constructor(
    context: Pick<Context, 'aggregates' | 'changes' | 'clock'>,
    shipped: readonly Meter[] = SHIPPED_METERS,
  ) {
    this.#aggregates = context.aggregates({ kind: KIND, state: declaredSchema });
    this.#changes = context.changes;
    this.#clock = context.clock;
    this.#shipped = shipped;
  }

  recent(): Promise<MeterSet> {
    const now = this.#clock.now();
    if (this.#recent === undefined || now - this.#recent.at > RECENT_MS) return this.fresh();
    return this.#recent.set;
  }

  fresh(): Promise<MeterSet> {
    const set = this.#read();
    const recent = { at: this.#clock.now(), set };
    this.#recent = recent;
    set.catch(() => {
      if (this.#recent === recent) this.#recent = undefined;
    });
    return set;
  }

  /** Whether there is such a meter, be its history counted yet or not. */
  async isDeclared(key: string): Promise<boolean> {
    const among = ({ counted }: MeterSet) => counted.some(meter => meter.key === key);
    return among(await this.recent()) || among(await this.fresh());
  }

  /** Every meter; one that is changed twice, as it answers now and as it will. */
  async list(): Promise<readonly MeterState[]> {
    return (await this.#declared()).flatMap(({ inForce, building }) => [
      ...(inForce ? [{ meter: inForce, state: 'in_force' as const }] : []),
      ...(building ? [{ meter: building, state: 'building' as const }] : []),
    ]);
  }

  /** @throws Problem already_exists, invalid_state */
  async declare(meter: NewMeter, newId: string, who: Who): Promise<Meter> {
    if ((await this.#declared()).length >= MAX_METERS)
      throw new Problem('invalid_state', `there are ${MAX_METERS} meters already`);
    const building: Meter = { ...meter, version: 1 };
    const state = { key: meter.key, declaredBy: newId, building };
    const taken = (await this.#load(meter.key)) ?? (await this.#create(state, who));
    if (taken !== undefined && taken.state.declaredBy !== newId) {
      throw new Problem('already_exists', `meter ${meter.key} is declared`);
    }
    return building;
  }

  /** The one that was there first, if one was. */
  async #create(state: DeclaredMeter, who: Who): Promise<Versioned<DeclaredMeter> | Unchanged | undefined> {
    const created = await this.#aggregates.create(state.key, state, {
      ...who,
      action: 'meter.declare',
      events: [event('meter.declared', state.key, state.building?.version ?? 1)],
    });
    this.#recent = undefined;
    return created === 'exists' ? this.#load(state.key) : undefined;
  }

  /** Counts it otherwise from now on, and all that was, too. @throws Problem not_found, conflict */
  async change(key: string, meter: Omit<NewMeter, 'key'>, who: Who): Promise<Meter> {
    const before = await this.#load(key);
    if (before === undefined) throw notFound(`meter ${key}`);
    const { inForce, building } = before.state;
    const version = Math.max(inForce?.version ?? 0, building?.version ?? 0) + 1;
    const next: Meter = { ...meter, key, version };
    const note = { ...who, action: 'meter.change', events: [event('meter.changed', key, version)] };
    await this.#save(key, before, { ...before.state, building: next }, note);
    return next;
  }

  /** Meters whose history is to be counted. */
  async building(): Promise<readonly Meter[]> {
    return (await this.#declared()).flatMap(({ building }) => building ?? []);
  }

  /** The history of a meter is counted: it answers from now on. */
  async promote(meter: Meter): Promise<void> {
    const before = await this.#load(meter.key);
    // Changed again meanwhile, or promoted by another replica: then that one is none of ours.
    if (before?.state.building?.version !== meter.version) return;
    const actor = { id: 'system:usage', name: 'usage' };
    const events = [event('meter.in_force', meter.key, meter.version)];
    const note = { actor, requestId: 'build', action: 'meter.promote', events };
    await this.#save(meter.key, before, { ...before.state, inForce: meter, building: undefined }, note);
  }

  async #save(
    key: string,
    before: Versioned<DeclaredMeter> | Unchanged,
    state: DeclaredMeter,
    note: ChangeNote,
  ): Promise<void> {
    const after =
      before.version === 0
        ? await this.#aggregates.create(key, state, note)
        : await this.#aggregates.change(key, { at: '', ...before }, state, note);
    if (after === 'exists') throw changedByOthers(`meter ${key} was changed by others meanwhile`);
    this.#recent = undefined;
  }

  async #load(key: string): Promise<Versioned<DeclaredMeter> | Unchanged | undefined> {
    const changed = await this.#aggregates.load(key);
    if (changed !== undefined) return changed;
    const shipped = this.#shipped.find(meter => meter.key === key);
    return shipped && { version: 0, state: { key, inForce: shipped } };
  }

  async #read(): Promise<MeterSet> {
    const declared = await this.#declared();
    return new MeterSet(
      declared.flatMap(({ inForce }) => inForce ?? []),
      declared.flatMap(({ building }) => building ?? []),
    );
  }

  /** From the changes themselves: a head may be late, and whoever counts must know every meter. */
  async #declared(): Promise<readonly DeclaredMeter[]> {
    const meters = new Map<string, DeclaredMeter>(
      this.#shipped.map(meter => [meter.key, { key: meter.key, inForce: meter }]),
    );
    for await (const change of scanAll(this.#changes, { from: `${KIND}/`, before: `${KIND}0` })) {
      meters.set(change.aggregateId, declaredSchema.parse(change.after));
    }
    return [...meters.values()];
  }
}

function event(type: EventName, key: string, version: number): DomainEvent {
  return { type, data: { key, version } };
}

/** A shipped meter that nobody has changed. */
interface Unchanged {
  readonly version: 0;
  readonly state: DeclaredMeter;
}

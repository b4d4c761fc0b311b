import { type Meter, SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';

/** The meters at one moment. */
export class MeterSet {
  /** Those that are counted: the one in force of each key, and one that is being built to follow it. */
  readonly counted: readonly Meter[];
  readonly #inForce: ReadonlyMap<string, Meter>;
  readonly #byType = new Map<string, Meter[]>();

  constructor(inForce: readonly Meter[], building: readonly Meter[] = []) {
    this.counted = [...inForce, ...building];
    this.#inForce = new Map(inForce.map(meter => [meter.key, meter]));
    for (const meter of this.counted) {
      for (const type of meter.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), meter]);
    }
  }

  /** What answers are read from. */
  get(key: string): Meter | undefined {
    return this.#inForce.get(key);
  }

  all(): readonly Meter[] {
    return [...this.#inForce.values()];
  }

  ofType(type: string): readonly Meter[] {
    return this.#byType.get(type) ?? [];
  }
}

/** What is counted. Read anew (`fresh`) by whoever counts; a moment old (`recent`) will do for whoever takes in. */
export interface MeterCatalogue {
  recent(): Promise<MeterSet>;
  fresh(): Promise<MeterSet>;
}

/** Only these, for ever. */
export function fixedMeters(meters: readonly Meter[] = SHIPPED_METERS): MeterCatalogue {
  const set = Promise.resolve(new MeterSet(meters));
  return { recent: () => set, fresh: () => set };
}

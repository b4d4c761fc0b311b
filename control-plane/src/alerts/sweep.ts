import type { SweepPace, SweepTurns } from '../sweep-pace.ts';

/** Looks at everybody, a few at a time, again and again. What one of them costs keeps nobody else waiting for long. */
export class Sweep {
  readonly #everybody: () => Promise<Iterable<string>>;
  readonly #look: (tenantId: string) => Promise<unknown>;
  readonly #pace: SweepPace;
  readonly #turns: SweepTurns;
  #left: string[] = [];
  /** How many there were when the round began. */
  #fleet = 0;

  constructor(
    everybody: () => Promise<Iterable<string>>,
    look: (tenantId: string) => Promise<unknown>,
    pace: SweepPace,
  ) {
    this.#everybody = everybody;
    this.#look = look;
    this.#pace = pace;
    this.#turns = pace.turns();
  }

  /** One at least, so that a small fleet is through in as many steps. */
  async step(): Promise<void> {
    if (this.#left.length === 0) {
      this.#left = this.#turns.round([...(await this.#everybody())]);
      this.#fleet = this.#left.length;
    }
    const atOnce = Math.max(1, this.#turns.due(this.#fleet));
    for (const tenantId of this.#left.splice(0, atOnce))
      await this.#pace.work(() => this.#look(tenantId), this.#fleet);
  }
}

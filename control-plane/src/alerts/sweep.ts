/** A round through everybody takes so many steps, however many there are. */
const STEPS_A_ROUND = 600;

/** Looks at everybody, a few at a time, again and again. What one of them costs keeps nobody else waiting for long. */
export class Sweep {
  readonly #everybody: () => Promise<Iterable<string>>;
  readonly #look: (tenantId: string) => Promise<unknown>;
  #left: string[] = [];
  #atOnce = 1;

  constructor(everybody: () => Promise<Iterable<string>>, look: (tenantId: string) => Promise<unknown>) {
    this.#everybody = everybody;
    this.#look = look;
  }

  async step(): Promise<void> {
    if (this.#left.length === 0) {
      this.#left = [...(await this.#everybody())];
      this.#atOnce = Math.max(1, Math.ceil(this.#left.length / STEPS_A_ROUND));
    }
    for (const tenantId of this.#left.splice(0, this.#atOnce)) await this.#look(tenantId);
  }
}

import { seededRandom } from '../../../scripts/dev/seeded-random.ts';
import type { Between } from './unreliable-store.test-support.ts';

/**
 * Lets one process at a time take one step, in an order that a seed decides. Each process has a priority that changes
 * now and then, so that one may stand still for as long as the others need for a whole pass: uniform chance hardly
 * ever finds that.
 */
export class Interleaving {
  readonly #random: () => number;
  readonly #waiting = new Map<object, (() => void)[]>();
  readonly #priorities = new Map<object, number>();
  steps = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** What stands between one process and its store. */
  between(): Between {
    const process = {};
    const pause = () =>
      new Promise<number>(resolve => {
        const mine = this.#waiting.get(process) ?? [];
        mine.push(() => resolve(0));
        this.#waiting.set(process, mine);
      });
    return { before: pause, after: pause, half: () => false };
  }

  async run<T>(whole: Promise<T>): Promise<T> {
    let settled = false;
    const end = whole.finally(() => {
      settled = true;
    });
    end.catch(() => undefined);
    while (!settled) {
      // Everybody goes on until they wait for the store.
      await new Promise(resolve => setImmediate(resolve));
      this.#step();
    }
    return end;
  }

  #step(): void {
    const ready = [...this.#waiting].filter(([, steps]) => steps.length > 0);
    if (ready.length === 0) return;
    const urgency = ([process]: readonly [object, unknown]) => {
      const priority = this.#random() < 0.05 ? undefined : this.#priorities.get(process);
      const now = priority ?? this.#random();
      this.#priorities.set(process, now);
      return now;
    };
    const ranked = ready.map(entry => ({ entry, now: urgency(entry) })).sort((a, b) => b.now - a.now);
    const steps = ranked[0]?.entry[1] ?? [];
    const [step] = steps.splice(Math.floor(this.#random() * steps.length), 1);
    this.steps++;
    step?.();
  }
}

import { JOURNEYS, STEP_OUTCOMES } from '@tenantry/contracts/api/console-journeys';
import { Counter, Histogram, type Registry } from 'prom-client';

export interface StepOver {
  readonly journey: string;
  readonly step: string;
  readonly outcome: string;
  readonly milliseconds: number;
}

const SECONDS = [0.1, 0.3, 1, 3, 10, 30, 60, 180, 600, 1_800];

/**
 * What people come to the console for, and how far they get, as /metrics shows it. Every label is of a closed list, and
 * whose step it was is told by nobody.
 */
export class ConsoleSteps {
  readonly #steps: Counter<'journey' | 'step' | 'outcome'>;
  readonly #seconds: Histogram<'journey' | 'step'>;

  constructor(registry: Registry) {
    this.#steps = new Counter({
      name: 'tenantry_console_steps_total',
      help: 'Steps of journeys in the console that were over, by how they ended',
      labelNames: ['journey', 'step', 'outcome'],
      registers: [registry],
    });
    this.#seconds = new Histogram({
      name: 'tenantry_console_step_seconds',
      help: 'How long steps of journeys took that were done, as browsers tell it',
      labelNames: ['journey', 'step'],
      buckets: SECONDS,
      registers: [registry],
    });
    // From the first scrape on, so that a rate is one from the first step on.
    for (const [journey, steps] of Object.entries(JOURNEYS))
      for (const step of steps)
        for (const outcome of STEP_OUTCOMES) this.#steps.inc({ journey, step, outcome }, 0);
  }

  record(steps: readonly StepOver[]): void {
    for (const { journey, step, outcome, milliseconds } of steps) {
      this.#steps.inc({ journey, step, outcome });
      if (outcome === 'done') this.#seconds.observe({ journey, step }, milliseconds / 1_000);
    }
  }
}

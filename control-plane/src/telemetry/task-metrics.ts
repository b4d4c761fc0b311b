import { Counter, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.01, 0.1, 1, 10, 60, 600];

/** Recurring tasks as /metrics shows them: a task is known by the name that the code gives it. */
export class TaskMetrics {
  readonly #runs: Counter<'task' | 'outcome'>;
  readonly #seconds: Histogram<'task'>;

  constructor(registry: Registry) {
    this.#runs = new Counter({
      name: 'tenantry_task_runs_total',
      help: 'Runs of recurring tasks by how they ended: done or failed. A task that failed comes again',
      labelNames: ['task', 'outcome'],
      registers: [registry],
    });
    this.#seconds = new Histogram({
      name: 'tenantry_task_seconds',
      help: 'Time of one run of a recurring task',
      labelNames: ['task'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  /** That there is such a task: one that has never failed says 0, so that a rate of failures begins with the first. */
  known(task: string): void {
    for (const outcome of ['done', 'failed']) this.#runs.inc({ task, outcome }, 0);
  }

  ended(task: string, outcome: 'done' | 'failed', seconds: number): void {
    this.#runs.inc({ task, outcome });
    this.#seconds.observe({ task }, seconds);
  }
}

import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../storage/documents.ts';
import { StepsDone } from './steps-done.ts';

/**
 * The layout of a store, brought up to what this version expects. There is no lock and no lease: a step looks at what
 * is there and does what is missing, so two replicas that run it at once, or one after the other has died in the
 * middle, leave the same. What decides is inserted once: that a step was begun, which keeps older versions out, and that
 * it is done, which spares the next start the look.
 *
 *   not begun ──insert begun──▶ run (again, by anybody, until …) ──insert done──▶ never run again
 */
export interface Step {
  /** 1, 2, 3, …: steps are run in this order, and a number is never given again. */
  readonly number: number;
  readonly name: string;
  /** Whether it has to be done before anything is served; others are done while it is. */
  readonly required: boolean;
  /** Does what is missing, whatever was done before and whoever does it beside. */
  run(parts: StepParts): Promise<void>;
}

export interface StepParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Told now and then how far it has come. */
  progress(line: string): void;
}

/** The store was written by a newer version than this one, which must not touch what it does not understand. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew';
  readonly code = 'store_too_new';

  constructor(found: number, known: number) {
    super(
      `store_too_new: the layout of the store is version ${found}, and this version of Tenantry knows ${known}: run the version that wrote it, or a newer one`,
    );
  }
}

export interface MigrateOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly steps: readonly Step[];
  /** Which process this is, for people who read the marks. */
  readonly by: string;
}

/** The newest layout that these steps lead to. */
export function latestVersion(steps: readonly Step[]): number {
  return Math.max(0, ...steps.map(({ number }) => number));
}

/** @throws StoreTooNew */
export async function checkVersion({ store, clock, steps, by }: MigrateOptions): Promise<StepsDone> {
  const done = await StepsDone.open(store, clock, by);
  const found = await done.version();
  const known = latestVersion(steps);
  if (found > known) throw new StoreTooNew(found, known);
  return done;
}

/**
 * Runs, in order, the steps that are not done; `which` leaves out those that may wait, and stops in front of a required
 * one behind them only when that is asked for. Answers the names of those that this process ran.
 * @throws StoreTooNew
 */
export async function migrate(
  options: MigrateOptions,
  which: 'required' | 'all',
): Promise<readonly string[]> {
  const { store, clock, logger, steps } = options;
  const done = await checkVersion(options);
  const ran: string[] = [];
  for (const step of [...steps].sort((a, b) => a.number - b.number)) {
    if (which === 'required' && !step.required) continue;
    if (await done.isDone(step.number)) continue;
    const begun = await done.begin(step);
    logger.info({ step: step.number, name: step.name, first: begun === 'inserted' }, 'a migration step runs');
    await step.run({
      store,
      clock,
      progress: line => logger.info({ step: step.number, progress: line }, 'a migration step goes on'),
    });
    await done.end(step);
    ran.push(step.name);
  }
  return ran;
}

export interface StepStatus {
  readonly step: number;
  readonly name: string;
  readonly state: 'todo' | 'begun' | 'done' | 'unknown';
  readonly at?: string;
}

/** Every step that this version knows, or that the store says was begun by a newer one. */
export async function statusOf(options: Omit<MigrateOptions, 'logger'>): Promise<readonly StepStatus[]> {
  const { store, clock, steps, by } = options;
  const marks = await (await StepsDone.open(store, clock, by)).all();
  const known = steps.map(({ number, name }): StepStatus => {
    const of = (what: string) => marks.find(({ id, step }) => step === number && id.endsWith(what));
    const mark = of('/done') ?? of('/begun');
    if (mark === undefined) return { step: number, name, state: 'todo' };
    return { step: number, name, state: mark.id.endsWith('/done') ? 'done' : 'begun', at: mark.at };
  });
  const newer = marks
    .filter(({ step, id }) => step > latestVersion(steps) && id.endsWith('/begun'))
    .map(({ step, name, at }): StepStatus => ({ step, name, state: 'unknown', at }));
  return [...known, ...newer].sort((a, b) => a.step - b.step);
}

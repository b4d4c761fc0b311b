import type { Journey, JourneyStep, StepOutcome } from '@tenantry/contracts/api/console-journeys';
import { api } from '../api/client.ts';

/** As many as one request takes. */
const BATCH = 50;
/** What waits while nothing can be sent; what comes on top is lost, which is no harm to anybody. */
const MOST_WAITING = 200;
const LONGEST = 3_600_000;
const SEND_AFTER = 5_000;

interface StepOver {
  readonly journey: Journey;
  readonly step: JourneyStep;
  readonly outcome: StepOutcome;
  readonly milliseconds: number;
}

let mayTell = (): boolean => true;

/** Whether whoever is here may tell of steps at all. Until somebody may, they wait. */
export function tellStepsWhile(may: () => boolean): void {
  mayTell = may;
}

const waiting: StepOver[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * A step of what somebody came for begins; call what is given back when it is over. Only the first call counts, so that
 * leaving a page may always say `left`. How far people get is counted, never who it was; nothing waits for it, and that it
 * cannot be told is no fault that anybody sees.
 */
export function beginStep<J extends Journey>(
  journey: J,
  step: JourneyStep<J>,
): (outcome: StepOutcome) => void {
  const began = performance.now();
  let over = false;
  return outcome => {
    if (over) return;
    over = true;
    stepOver(journey, step, outcome, performance.now() - began);
  };
}

/** A step that is over, where it is known how long it took; 0 for what takes no time. */
export function stepOver<J extends Journey>(
  journey: J,
  step: JourneyStep<J>,
  outcome: StepOutcome,
  milliseconds = 0,
): void {
  if (waiting.length >= MOST_WAITING) return;
  const whole = Math.round(Math.min(Math.max(milliseconds, 0), LONGEST));
  waiting.push({ journey, step, outcome, milliseconds: whole });
  if (waiting.length >= BATCH) sendSteps();
  else timer ??= setTimeout(sendSteps, SEND_AFTER);
}

/** Sends what waits, behind everything else. A page that is being left sends it still. */
export function sendSteps(): void {
  clearTimeout(timer);
  timer = undefined;
  if (!mayTell()) return;
  while (waiting.length > 0) {
    const steps = waiting.splice(0, BATCH);
    void api
      .POST('/v1/console/telemetry', { body: { steps }, keepalive: true, priority: 'low' })
      .catch(() => undefined);
  }
}

// The last moment at which a browser tells of it for sure, on telephones as well.
globalThis.document?.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') sendSteps();
});

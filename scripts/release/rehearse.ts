import { fileURLToPath } from 'node:url';
import * as steps from './steps.ts';

/** Advisories made up for this: what the gate has to find in what runs, and what it has to let be. */
const SAMPLE = fileURLToPath(new URL('sample-advisories.json', import.meta.url));
/** A sample never gets old: what counts is that the gate reads it. */
const ANY_AGE = Number.POSITIVE_INFINITY;

/** Every step of a release that needs no registry, with a key that is thrown away. Answers how many did not hold. */
export async function rehearse(context: steps.StepContext): Promise<number> {
  const plan: readonly (readonly [string, () => Promise<void>])[] = [
    ['version', () => steps.version(context)],
    ['stewardship', () => steps.stewardship(context, { isRelease: false })],
    ['build', () => steps.build(context, true)],
    ['lock', () => steps.lock(context)],
    ['licences', () => steps.licences(context)],
    ['advisories, a sample', () => steps.advisories(context, { snapshot: SAMPLE, maxAgeDays: ANY_AGE })],
    ['advisories', () => steps.advisories(context, { snapshot: undefined, maxAgeDays: 0 })],
    ['sign', () => steps.signing(context)],
    ['verify', () => steps.verifying(context)],
  ];
  let failed = 0;
  for (const [name, run] of plan) {
    context.say(`== ${name}`);
    try {
      await run();
    } catch (error) {
      failed += 1;
      context.say(`not ok ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  context.say(`${plan.length - failed} passed, ${failed} failed`);
  return failed;
}

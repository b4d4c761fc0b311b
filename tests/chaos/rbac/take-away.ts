import { type FileReport, runTests } from './run-tests.ts';

export interface Verdict {
  readonly right: string;
  /** The test that failed without the right, and its file; undefined when none did for want of it. */
  readonly caught: { readonly file: string; readonly test: string } | undefined;
  readonly seconds: number;
}

/** A test that fails for another reason, on a machine that does much else, says nothing: it is asked again. */
const TRIES = 2;

/**
 * Runs the files that use a right without it, one after the other, until a test fails. A failure counts only when the
 * log of that API server has a refusal of that very right.
 */
export async function takeAway(right: string, files: readonly string[]): Promise<Verdict> {
  const started = performance.now();
  const verdict = (caught: Verdict['caught']): Verdict => ({
    right,
    caught,
    seconds: Math.round((performance.now() - started) / 1_000),
  });
  for (const file of files) {
    for (let tried = 1; tried <= TRIES; tried++) {
      const { test, refused } = await runWithout(right, file);
      if (refused && test !== undefined) return verdict({ file, test });
      const why = `${refused ? 'refused' : 'never asked for'}, ${test ?? 'no test failed'}`;
      console.log(`  ${file} without "${right}": ${why}`);
      if (test === undefined) break;
    }
  }
  return verdict(undefined);
}

async function runWithout(
  right: string,
  file: string,
): Promise<{ readonly test: string | undefined; readonly refused: boolean }> {
  const { files, usages } = await runTests([file], { withoutRight: right });
  return {
    test: files.map(firstFailure).find(found => found !== undefined),
    refused: usages.some(usage => usage.refused.includes(right) || usage.doubtful.includes(right)),
  };
}

function firstFailure({ status, message, assertionResults }: FileReport): string | undefined {
  const failed = assertionResults.find(result => result.status === 'failed');
  if (failed) return failed.fullName;
  // What all tests of a file need first.
  return status === 'failed' ? `before its tests: ${message.split('\n')[0]}` : undefined;
}

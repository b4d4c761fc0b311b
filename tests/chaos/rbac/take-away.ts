import { type FileReport, runTests } from './run-tests.ts';

export interface Verdict {
  readonly right: string;
  /** The test that failed without the right, and its file; undefined when none did for want of it. */
  readonly caught: { readonly file: string; readonly test: string } | undefined;
  readonly seconds: number;
}

/**
 * Runs the files that use a right without it, one after the other, until a test fails. A failure counts only when the
 * log of that API server has a refusal of that very right: a test may fail for other reasons.
 */
export async function takeAway(right: string, files: readonly string[]): Promise<Verdict> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1_000);
  for (const file of files) {
    const { files: reports, usages } = await runTests([file], { withoutRight: right });
    const refused = usages.some(usage => usage.refused.includes(right) || usage.doubtful.includes(right));
    const test = reports.map(firstFailure).find(found => found !== undefined);
    if (refused && test !== undefined) return { right, caught: { file, test }, seconds: seconds() };
    console.log(
      `  ${file} without "${right}": ${refused ? 'refused' : 'never asked for'}, ${test ?? 'no test failed'}`,
    );
  }
  return { right, caught: undefined, seconds: seconds() };
}

function firstFailure({ status, message, assertionResults }: FileReport): string | undefined {
  const failed = assertionResults.find(result => result.status === 'failed');
  if (failed) return failed.fullName;
  // What all tests of a file need first.
  return status === 'failed' ? `before its tests: ${message.split('\n')[0]}` : undefined;
}

import type { Vitest } from 'vitest/node';

/**
 * Counts the tests of a run. A file that failed outside its tests (a hook, an import) counts as one failure more:
 * its tests are then skipped, and a sum without it would look well.
 */
export function countTests(state: Vitest['state']): { passed: number; failed: number } {
  const modules = state.getTestModules();
  const states = modules.flatMap(module => [...module.children.allTests()].map(test => test.result().state));
  const brokenFiles = modules.filter(module => module.errors().length > 0 || hasBrokenSuite(module)).length;
  return {
    passed: states.filter(result => result === 'passed').length,
    failed:
      states.filter(result => result === 'failed').length + brokenFiles + state.getUnhandledErrors().length,
  };
}

/** Tests that failed first and passed when tried again, as `file: name`. */
export function unsteadyTests(state: Vitest['state']): string[] {
  return state
    .getTestModules()
    .flatMap(module =>
      [...module.children.allTests()]
        .filter(test => test.diagnostic()?.flaky === true)
        .map(test => `${module.relativeModuleId}: ${test.fullName}`),
    );
}

function hasBrokenSuite(module: ReturnType<Vitest['state']['getTestModules']>[number]): boolean {
  return [...module.children.allSuites()].some(suite => suite.errors().length > 0);
}

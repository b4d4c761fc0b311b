import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../root.ts';

/** As npm runs it. */
function called(program: string, ...options: string[]) {
  const bootstrap = join(ROOT, 'scripts/dev/bootstrap.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bootstrap, program, ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a program called with an option that it does not have says so, and how it is called, without a stack', () => {
  test.for([
    ['operator/bench/main.ts'],
    ['scripts/dev/check.ts'],
    ['scripts/dev/evidence.ts'],
    ['scripts/docs/main.ts'],
    ['scripts/images/main.ts'],
    ['scripts/release/main.ts', 'build'],
    ['scripts/stewardship/main.ts', 'add'],
    ['tests/chaos/main.ts'],
    ['tests/chaos/main.ts', 'rbac'],
    ['tests/end-to-end/main.ts', 'docs'],
    ['tests/fuzz/main.ts'],
  ] as const)('%s', ([program, ...step]) => {
    const { status, stderr } = called(program, ...step, '--no-such');
    expect(stderr).toContain("Unknown option '--no-such'\n\n");
    expect(stderr).toMatch(/npm run [a-z]/);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(status).toBe(2);
  });
});

test('--help is no mistake', () => {
  const { status, stdout, stderr } = called('tests/fuzz/main.ts', '--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('npm run fuzz -- [--requests N]');
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./test.ts', import.meta.url));
const A_PURE_TEST = 'scripts/dev/start/start-options.test.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

/** Runs one pure test file through npm test's program, on a machine where no server can be had. */
function runWithoutServers(env: Record<string, string>, ...args: string[]) {
  const nothing = { PATH: '/nonexistent', KUBEBUILDER_ASSETS: '', XDG_CACHE_HOME: cache, CI: '', VITEST: '' };
  return new Promise<{ code: number; output: string; lastLine: string | undefined }>(resolve => {
    const options = { env: { ...process.env, ...nothing, ...env } };
    const child = execFile(process.execPath, [PROGRAM, A_PURE_TEST, ...args], options, (_, stdout, stderr) =>
      resolve({
        code: child.exitCode ?? -1,
        output: stdout + stderr,
        lastLine: stdout.trimEnd().split('\n').at(-1),
      }),
    );
  });
}

test('a suite that lacks its server says so, and the others run', async () => {
  const { code, output, lastLine } = await runWithoutServers({});
  expect(output).toMatch(/the tests that need it are NOT RUN/);
  expect(output).toMatch(/install Go/);
  expect(lastLine).toMatch(/^[1-9]\d* passed, 0 failed$/);
  expect(code).toBe(0);
});

test('in CI a suite that lacks its server is a failure', async () => {
  const { code, lastLine } = await runWithoutServers({ CI: 'true' });
  expect(lastLine).toMatch(/^[1-9]\d* passed, 1 failed$/);
  expect(code).toBe(1);
});

test('a Kubernetes version outside the supported range is refused', async () => {
  const { code, output } = await runWithoutServers({}, '--kubernetes', '1.20');
  expect(output).toMatch(/Kubernetes "1\.20" is none of 1\.34, 1\.36/);
  expect(output).toContain('npm test [-- options]');
  expect(output).not.toContain('    at ');
  expect(code).toBe(2);
});

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const execute = promisify(execFile);
// Inside the repository, so that the samples find vitest.
const ROOM = fileURLToPath(new URL('../../.tenantry/', import.meta.url));

let dir: string;
beforeEach(() => {
  mkdirSync(ROOM, { recursive: true });
  dir = mkdtempSync(join(ROOM, 'count-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Runs a file of sample tests by itself and returns how it was counted. */
async function count(tests: string, retry = 0): Promise<unknown> {
  writeFileSync(join(dir, 'sample.test.ts'), `import { beforeAll, describe, test } from 'vitest';\n${tests}`);
  const program = `
    import { startVitest } from 'vitest/node';
    import { countTests, unsteadyTests } from ${JSON.stringify(new URL('./count-tests.ts', import.meta.url).href)};
    const vitest = await startVitest('test', [], { root: ${JSON.stringify(dir)}, watch: false, config: false, reporters: [{}], retry: ${retry} });
    const unsteady = unsteadyTests(vitest.state);
    console.log('COUNT' + JSON.stringify({ ...countTests(vitest.state), ...(unsteady.length > 0 && { unsteady }) }));
    await vitest.close();
    process.exit(0);
  `;
  writeFileSync(join(dir, 'run.mjs'), program);
  const { stdout } = await execute(process.execPath, [join(dir, 'run.mjs')]);
  return JSON.parse(/COUNT(.*)/.exec(stdout)?.[1] ?? 'null');
}

test('passed and failed tests are counted, skipped ones are neither', async () => {
  const tests = "test('a', () => {}); test('b', () => { throw new Error('b'); }); test.skip('c', () => {});";
  expect(await count(tests)).toEqual({ passed: 1, failed: 1 });
});

test('a hook that fails is a failure, though it leaves every test skipped', async () => {
  const tests =
    "describe('d', () => { beforeAll(() => { throw new Error('no server'); }); test('a', () => {}); });";
  expect(await count(tests)).toEqual({ passed: 0, failed: 1 });
});

test('a file that cannot be imported is a failure', async () => {
  expect(await count("import './missing.ts';")).toEqual({ passed: 0, failed: 1 });
});

test('a test that passes only when it is tried again is counted and named', async () => {
  const tests =
    "let tries = 0; test('a', () => { if (++tries === 1) throw new Error('a'); }); test('b', () => { throw new Error('b'); });";
  expect(await count(tests, 1)).toEqual({ passed: 1, failed: 1, unsteady: ['sample.test.ts: a'] });
});

import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { EXIT_USAGE } from './exit-usage.ts';
import { waitFor } from './processes/wait-for.ts';
import { useStart } from './start.test-support.ts';

const KUBERNETES = ['--kubernetes', process.env['TENANTRY_TEST_KUBERNETES'] ?? '1.34'];
const { room, start } = useStart();

test('start reaches ready with three sample tenants, and ends without leaving a file or process', async () => {
  const { output, ended } = start(['--once', ...KUBERNETES]);
  const code = await ended;
  expect(output.text).toMatch(/\nready in [\d.]+ s\n/);
  expect(output.text).toMatch(/Ready and Available, onboarded through the API, with [1-9]\d* usage events/);
  expect(output.text).toMatch(/sample-community [\s\S]*\nsample-enterprise [\s\S]*\nsample-pro /);
  expect(code).toBe(0);
  expect(readdirSync(room())).toEqual([]);
}, 240_000);

test('start stays until it is told to end, and then ends in order', async () => {
  const { child, output, ended } = start(KUBERNETES);
  const ready = waitFor('ready', 200_000, async () => output.text.includes('Ctrl-C ends everything'));
  await Promise.race([ready, ended.then(() => expect.fail(`start ended by itself:\n${output.text}`))]);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(readdirSync(room())).toEqual([]);
}, 240_000);

test('interrupted before it is ready, start ends in order and is no success', async () => {
  const { child, output, ended } = start(['--once', ...KUBERNETES]);
  await waitFor('the definitions', 60_000, async () => output.text.includes('Definitions'));
  child.kill('SIGINT');
  expect(await ended).toBe(128 + constants.signals.SIGINT);
  expect(output.text).toContain('ending');
  expect(readdirSync(room())).toEqual([]);
}, 120_000);

test('an operator that dies ends the start with its log', async () => {
  const { output, ended } = start(['--once', ...KUBERNETES], { TENANTRY_CONCURRENCY: 'many' });
  expect(await ended).toBe(1);
  expect(output.text).toMatch(/the operator exited \(code 2\); the end of .*operator\.log:/);
  expect(output.text).toContain('TENANTRY_CONCURRENCY');
  expect(readdirSync(room())).toEqual([]);
}, 120_000);

test('an option that is not known is refused with the usage', async () => {
  const { output, ended } = start(['--dry-run']);
  expect(await ended).toBe(EXIT_USAGE);
  expect(output.text).toMatch(/Unknown option '--dry-run'.*\n\nnpm start/);
});

import { expect, test } from 'vitest';
import { UsageError } from './start/start-options.ts';
import { parseTestOptions } from './test-options.ts';

test('what is not ours goes to vitest', () => {
  expect(
    parseTestOptions(['--kubernetes', '1.36', '--project', 'unit', 'operator/src/tenant']),
  ).toMatchObject({
    kubernetes: '1.36',
    help: false,
    filter: ['operator/src/tenant'],
    options: { project: ['unit'] },
  });
});

test("the version may be joined by an equals sign, as vitest's own options may", () => {
  expect(parseTestOptions(['--kubernetes=1.36', 'operator'])).toMatchObject({
    kubernetes: '1.36',
    filter: ['operator'],
  });
});

test('without arguments everything runs on the floor of the supported range', () => {
  expect(parseTestOptions([])).toMatchObject({ kubernetes: '1.34', filter: [], help: false });
});

test.each([
  [['--kuberntes', '1.36'], /Unknown option `--kuberntes`/],
  [['--kubernetes=1.20'], /Kubernetes "1\.20" is none of/],
  [['--kubernetes', '1.20'], /Kubernetes "1\.20" is none of 1\.34, 1\.36/],
  [['--kubernetes'], /Kubernetes "" is none of/],
  [['--shard'], /option `--shard <shards>` value is missing/],
])('%j is refused instead of ignored', (args, message) => {
  const parse = () => parseTestOptions(args);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(message);
});

test.each(['--help', '-h'])('%s asks for the usage, and for no run', flag => {
  expect(parseTestOptions([flag]).help).toBe(true);
});

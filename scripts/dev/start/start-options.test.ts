import { expect, test } from 'vitest';
import { parseStartOptions, UsageError } from './start-options.ts';

test('without options the floor of the supported range runs with simulated nodes', () => {
  expect(parseStartOptions([])).toMatchObject({ kubernetes: '1.34', nodes: 'simulated', once: false });
});

test.each([
  [['--dry-run'], /Unknown option '--dry-run'/],
  [['--kubernetes', '1.20'], /Kubernetes "1.20" is none of 1.34, 1.36/],
  [['--nodes', 'many'], /nodes "many"/],
  [['surplus'], /Unexpected argument 'surplus'/],
  [['--no-cluster', '--nodes', 'kubelet'], /no Kubernetes/],
  [['--no-cluster', '--kubernetes', '1.34'], /no Kubernetes/],
  [['--port', '0'], /port "0"/],
  [['--port', 'http'], /port "http"/],
  [['--once=yes'], /does not take an argument/],
])('%j is refused instead of ignored', (args, message) => {
  const parse = () => parseStartOptions(args);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(message);
});

import { expect, test } from 'vitest';
import { purposeIn } from './assets.ts';

test('a script says in its first comment what it is for', () => {
  expect(
    purposeIn('scripts/x.sh', '#!/usr/bin/env bash\n# Starts what\n# is there. And more.\nset -e\n'),
  ).toBe('Starts what is there');
});

test('a chart says it in its description, a manifest by the object', () => {
  expect(purposeIn('charts/x/Chart.yaml', 'name: x\ndescription: runs x\n')).toBe('runs x');
  expect(purposeIn('operator/manifests/x.yaml', 'kind: Namespace\nmetadata: {name: y}\n')).toBe(
    'Namespace y',
  );
});

test('a generated file says from what', () => {
  expect(purposeIn('compose/x.yaml', '# Generated from a/b.yaml by npm run generate. Do not edit.\n')).toBe(
    'generated from a/b.yaml',
  );
});

test('a file that says nothing has no purpose', () => {
  expect(purposeIn('compose/x.yaml', 'services: {}\n')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { REASONS } from '../src/tenancy/conditions.ts';
import { generatedFiles } from './main.ts';

test('the same schemas give the same bytes', () => {
  expect([...generatedFiles()]).toEqual([...generatedFiles()]);
});

test('every generated file says what made it', () => {
  for (const [path, content] of generatedFiles())
    expect(content.split('\n')[0], path).toContain('npm run generate');
});

test('a pattern of a schema comes out of YAML as it went in', () => {
  const yaml = generatedFiles().get('operator/manifests/crds/tenants.yaml') ?? '';
  const definition: unknown = parse(yaml);
  expect(JSON.stringify(definition)).toContain(
    JSON.stringify('^([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,2})?$').slice(
      1,
      -1,
    ),
  );
});

test('every reason has its line in the reference', () => {
  const page = generatedFiles().get('docs/reference/conditions.md') ?? '';
  for (const name of Object.keys(REASONS)) expect(page).toContain(`| \`${name}\` |`);
});

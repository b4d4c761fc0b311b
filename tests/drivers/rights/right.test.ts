import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { programRights, renderedRights } from './rendered-rights.ts';
import { rightsOf, titleOf, without } from './right.ts';

const REPOSITORY = new URL('../../../', import.meta.url);

const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'sample' },
  rules: [
    { apiGroups: ['', 'apps'], resources: ['pods'], verbs: ['get', 'list'] },
    { apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['a', 'b'], verbs: ['get'] },
  ],
};
const titles = (object: unknown) => rightsOf(object).map(titleOf);

test('a rule is as many rights as it has groups, resources, names and verbs', () => {
  expect(titles(role)).toEqual([
    'sample: get pods',
    'sample: list pods',
    'sample: get pods.apps',
    'sample: list pods.apps',
    'sample: get deployments.apps/scale/a',
    'sample: get deployments.apps/scale/b',
  ]);
});

test('one right is taken out of a role, and every other stays', () => {
  for (const title of titles(role))
    expect(titles(without(role, title))).toEqual(titles(role).filter(other => other !== title));
  expect(without(role, 'other: get pods')).toBe(role);
});

test('a right that no role has cannot be taken out', async () => {
  await expect(renderedRights('tenantry-operator: get secrets')).rejects.toThrow('no role of the chart');
});

test('the rights that the suites run with are those of the files of the chart', async () => {
  const files = ['rbac/operator.yaml', 'control-plane/cluster-access.yaml'];
  const texts = await Promise.all(
    files.map(file => readFile(new URL(`charts/tenantry/files/${file}`, REPOSITORY), 'utf8')),
  );
  const ofFiles = texts.flatMap(text => parseAllDocuments(text)).flatMap(document => titles(document.toJS()));
  expect((await programRights()).map(titleOf).sort()).toEqual(ofFiles.sort());
  expect(ofFiles.length).toBeGreaterThan(100);
});

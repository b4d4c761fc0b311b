import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../scripts/root.ts';
import { yamlExamples } from '../../docs/yaml-examples.ts';
import { render } from './helm.test-support.ts';
import { objectSchema, type Pod, podsOf, titleOf } from './objects.test-support.ts';
import { restrictedFaults } from './restricted.test-support.ts';

const PAGE = 'docs/how-to/run-the-admin-command.md';

/** The pod of the page, and the control plane of the chart as shipped. */
async function pods(): Promise<{ readonly admin: Pod; readonly controlPlane: Pod; readonly made: string[] }> {
  const [example] = yamlExamples(await readFile(join(ROOT, PAGE), 'utf8'));
  const [admin] = podsOf([objectSchema.parse(parse(example?.yaml ?? ''))]);
  const objects = await render();
  const controlPlane = podsOf(objects).find(({ owner }) => owner === 'Deployment/tenantry-control-plane');
  if (admin === undefined || controlPlane === undefined) throw new Error('one of the two pods is not there');
  return { admin, controlPlane, made: objects.map(titleOf) };
}

test('the pod that the page has for the admin command is admitted where pods are restricted', async () => {
  const { admin, controlPlane } = await pods();
  expect(restrictedFaults(admin.spec)).toEqual([]);
  expect(admin.spec.securityContext).toEqual(controlPlane.spec.securityContext);
  expect(admin.spec.containers[0]?.securityContext).toEqual(controlPlane.spec.containers[0]?.securityContext);
});

test('it is the image of the chart, with the volume and the Secret that the chart made', async () => {
  const { admin, controlPlane, made } = await pods();
  expect(admin.spec.containers[0]?.image).toBe(`tenantry/control-plane:${await productVersion(ROOT)}`);
  expect(admin.spec.containers[0]?.image).toBe(controlPlane.spec.containers[0]?.image);
  const data = (pod: Pod) => pod.spec.volumes.find(({ name }) => name === 'data');
  expect(data(admin)).toEqual(data(controlPlane));
  expect(admin.spec.volumes).toContainEqual({
    name: 'secrets',
    secret: { secretName: 'tenantry-control-plane', defaultMode: 0o440 },
  });
  expect(made).toContain('Secret/tenantry-control-plane');
  expect(made).toContain('PersistentVolumeClaim/tenantry-control-plane');
});

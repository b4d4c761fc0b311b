import { expect, test } from 'vitest';
import { kubernetesModule } from './kubernetes-modules.ts';

test('the version that is built is the one that go.mod requires, and what is built reports it', () => {
  const { id, version, linkerFlags } = kubernetesModule('1.36');
  expect(version).toMatch(/^1\.36\.\d+$/);
  expect(id).toBe(`kubernetes-${version}`);
  expect(linkerFlags).toContain(`-X k8s.io/component-base/version.gitVersion=v${version}`);
});

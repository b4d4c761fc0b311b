import { readdir, readFile } from 'node:fs/promises';
import { addQuantities, compareQuantities, multiplyQuantity } from '@tenantry/contracts/kubernetes/quantity';
import { tenantSpecSchema } from '@tenantry/contracts/tenancy/tenant';
import { type TierComponent, type TierSpec, tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const documentSchema = z.object({ metadata: z.object({ name: z.string() }), spec: z.unknown() });

async function shipped(folder: string) {
  const root = new URL(`../${folder}/`, import.meta.url);
  const files = (await readdir(root)).filter(name => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  const texts = await Promise.all(files.map(name => readFile(new URL(name, root), 'utf8')));
  return texts.map(text => documentSchema.parse(parse(text)));
}

const tiers = (await shipped('tiers')).map(({ metadata, spec }) => ({
  name: metadata.name,
  spec: tierSpecSchema.parse(spec),
}));
const samples = (await shipped('samples')).map(({ metadata, spec }) => ({
  name: metadata.name,
  spec: tenantSpecSchema.parse(spec),
}));

/** The most pods that the tier itself or an override lets a component have, and one more for a roll-out. */
function mostPods({ replicas, autoscaling, overridable, volume }: TierComponent): number {
  const most = Math.max(replicas, autoscaling?.maxReplicas ?? 0, overridable?.replicas?.max ?? 0);
  return volume?.accessMode === 'ReadWriteOnce' ? most : most + 1;
}

function total(spec: TierSpec, amount: (component: TierComponent) => string): string {
  return addQuantities(
    ...spec.components.map(component => multiplyQuantity(amount(component), mostPods(component))),
  );
}

test('three tiers are shipped, and a sample tenant of each', () => {
  expect(tiers.map(({ name }) => name).sort()).toEqual(['community', 'enterprise', 'pro']);
  expect(samples.map(({ spec }) => spec.tier).sort()).toEqual(['community', 'enterprise', 'pro']);
  for (const { name } of samples) expect(name).toMatch(/^sample-/);
});

describe.each(tiers)('the tier $name', ({ spec }) => {
  test('holds its components at their most while all of them roll out', () => {
    const { quota } = spec;
    const fits = (key: string, needed: string) =>
      expect(
        compareQuantities(needed, quota[key] ?? '0'),
        `${key}: ${needed} of ${quota[key]}`,
      ).toBeLessThanOrEqual(0);
    fits(
      'pods',
      total(spec, () => '1'),
    );
    fits(
      'requests.cpu',
      total(spec, ({ resources }) => resources.requests.cpu),
    );
    fits(
      'requests.memory',
      total(spec, ({ resources }) => resources.requests.memory),
    );
    fits(
      'limits.memory',
      total(spec, ({ resources }) => resources.limits?.memory ?? spec.limits.default?.memory ?? '0'),
    );
    fits('requests.storage', addQuantities(...spec.components.map(({ volume }) => volume?.size ?? '0')));
  });

  test('gives away no load balancer and no node port, and enforces restricted pods', () => {
    expect(spec.quota).toMatchObject({ 'services.loadbalancers': '0', 'services.nodeports': '0' });
    expect(spec.podSecurity).toEqual({ level: 'restricted', version: 'v1.34' });
  });

  test('has no container above the limits that the tier sets', () => {
    for (const { name, resources } of spec.components) {
      expect(
        compareQuantities(resources.limits?.memory ?? '0', spec.limits.max?.memory ?? '0'),
        name,
      ).toBeLessThanOrEqual(0);
    }
  });
});

import { tenantSchema } from '@tenantry/contracts/tenancy/tenant';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import type { ApiUser } from './api-user.test-support.ts';
import { TENANTS, tenant } from './install-manifests.test-support.ts';
import { useInstalled } from './use-installed.test-support.ts';

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);
  let admin: ApiUser;
  let operator: ApiUser;

  beforeAll(async () => {
    ({ admin, operator } = installed());
  });

  async function generationOf(name: string): Promise<number> {
    return tenantSchema.parse((await admin.get(`${TENANTS}/${name}`)).object).metadata.generation;
  }

  function reportReady(name: string, generation: number) {
    const condition = {
      type: 'Ready',
      status: 'True',
      reason: 'Realised',
      message: 'Every object is as declared.',
      observedGeneration: generation,
      lastTransitionTime: '2026-01-01T00:00:00Z',
    };
    const status = { observedGeneration: generation, conditions: [condition] };
    return operator.apply(
      `${TENANTS}/${name}/status`,
      { apiVersion: 'tenantry.dev/v1alpha1', kind: 'Tenant', metadata: { name }, status },
      'tenantry-operator',
    );
  }

  async function waitsFor(name: string): Promise<boolean> {
    const args = ['wait', '--for=condition=Ready', `tenant/${name}`, '--timeout=2s'];
    const { exitCode } = await execa(
      installed().cluster.kubectl,
      ['--kubeconfig', installed().cluster.kubeconfig, ...args],
      {
        reject: false,
      },
    );
    return exitCode === 0;
  }

  test('a Tenant is stored with observedGeneration -1, also when it comes with a status, until the operator wrote', async () => {
    const restored = { ...tenant('restored', { tier: 'a' }), status: { observedGeneration: 7 } };
    await admin.create(TENANTS, restored);
    expect((await admin.get(`${TENANTS}/restored`)).object).toMatchObject({
      status: { observedGeneration: -1 },
    });
    await reportReady('restored', 1);
    expect((await admin.get(`${TENANTS}/restored`)).object).toMatchObject({
      status: { observedGeneration: 1 },
    });
  });

  test('kubectl wait for Ready is never satisfied by a condition of an older generation', async () => {
    await admin.create(TENANTS, tenant('waited-for', { tier: 'a' }));
    expect(await waitsFor('waited-for')).toBe(false);
    await reportReady('waited-for', await generationOf('waited-for'));
    expect(await waitsFor('waited-for')).toBe(true);
    await admin.merge(`${TENANTS}/waited-for`, { spec: { tier: 'b' } });
    expect(await waitsFor('waited-for')).toBe(false);
    await reportReady('waited-for', await generationOf('waited-for'));
    expect(await waitsFor('waited-for')).toBe(true);
  });

  test('a condition without a reason or with an unknown status is refused', async () => {
    await admin.create(TENANTS, tenant('badly-reported', { tier: 'a' }));
    const { message } = await operator.merge(`${TENANTS}/badly-reported/status`, {
      status: {
        conditions: [
          { type: 'Ready', status: 'Yes', message: '', lastTransitionTime: '2026-01-01T00:00:00Z' },
        ],
      },
    });
    expect(message).toContain('status.conditions[0].reason: Required value');
    expect(message).toContain('Unsupported value: "Yes"');
  });

  test('status is not changed through the Tenant, nor the spec through its status', async () => {
    await admin.create(TENANTS, tenant('split', { tier: 'a' }));
    await admin.merge(`${TENANTS}/split`, { status: { observedGeneration: 5 } });
    await admin.merge(`${TENANTS}/split/status`, { spec: { tier: 'b' } });
    expect((await admin.get(`${TENANTS}/split`)).object).toMatchObject({
      spec: { tier: 'a' },
      status: { observedGeneration: -1 },
    });
  });
});

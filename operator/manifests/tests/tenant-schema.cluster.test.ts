import { tenantSchema, tenantSpecSchema } from '@tenantry/contracts/tenancy/tenant';
import { beforeAll, describe, expect, test } from 'vitest';
import { KUBERNETES_MINORS } from '../../../scripts/dev/cluster/local-cluster.ts';
import type { Answer } from './api-user.test-support.ts';
import { kubectl, TENANTS, tenant } from './install-manifests.test-support.ts';
import { useInstalled } from './use-installed.test-support.ts';

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);

  const tryCreate = (spec: object, name = 'sample'): Promise<Answer> =>
    installed().admin.create(`${TENANTS}?dryRun=All&fieldValidation=Strict`, tenant(name, spec));

  test('a Tenant that uses every field is taken', async () => {
    const answer = await tryCreate({
      displayName: 'Sample',
      tier: 'pro',
      namespace: 'sample',
      quota: { 'requests.cpu': 2, 'limits.memory': '1.5Gi', 'count/jobs.batch': '5', pods: 1e3 },
      featureFlags: { timeline: true, 'bulk-export': false },
      components: {
        api: { replicas: 3, image: 'sample/app:2', resources: { requests: { cpu: 1, memory: '1Gi' } } },
      },
      owners: [
        { kind: 'User', name: 'sample-user' },
        { kind: 'Group', name: 'sample-group' },
        { kind: 'ServiceAccount', name: 'sample', namespace: 'ci' },
      ],
      suspensions: [
        { by: 'billing', reason: 'PaymentOverdue', message: 'Late', until: '2027-01-01T00:00:00+01:00' },
      ],
      deletionPolicy: 'Delete',
      paused: true,
    });
    expect(answer).toMatchObject({ status: 201, message: '' });
    expect(tenantSpecSchema.parse(answer.object['spec']).quota).toMatchObject({
      'requests.cpu': '2',
      pods: '1000',
    });
  });

  test('a Tenant that names only its tier gets the defaults, and a status that has seen no generation', async () => {
    const { object } = await tryCreate({ tier: 'pro' });
    expect(object).toMatchObject({
      spec: { tier: 'pro', deletionPolicy: 'Tombstone', paused: false },
      status: { observedGeneration: -1 },
    });
  });

  test.each([
    ['no tier', {}, 'spec.tier: Required value'],
    ['a tier that is no name', { tier: 'Pro!' }, 'spec.tier'],
    ['a display name too long', { tier: 'a', displayName: 'x'.repeat(129) }, 'spec.displayName'],
    ['an unknown field', { tier: 'a', teir: 'b' }, 'unknown field "spec.teir"'],
    ['a system namespace', { tier: 'a', namespace: 'kube-public' }, "a tenant's namespace is never default"],
    ['the default namespace', { tier: 'a', namespace: 'default' }, "a tenant's namespace is never default"],
    [
      "the operator's namespace",
      { tier: 'a', namespace: 'tenantry-system' },
      "a tenant's namespace is never default",
    ],
    ['an illegal quantity', { tier: 'a', quota: { pods: 'many' } }, 'spec.quota.pods'],
    ['a negative quantity', { tier: 'a', quota: { pods: -1 } }, 'spec.quota.pods'],
    ['a fraction as a number', { tier: 'a', quota: { pods: 1.5 } }, 'spec.quota.pods'],
    ['an absurd exponent', { tier: 'a', quota: { pods: '1e999999999' } }, 'spec.quota.pods'],
    [
      'a quota of quotas',
      { tier: 'a', quota: { 'count/resourcequotas': 1 } },
      'a quota of quotas would keep the operator from suspending',
    ],
    [
      'a quota key that is none',
      { tier: 'a', quota: { 'Requests CPU': 1 } },
      'a quota key is a resource name',
    ],
    [
      'a flag that is no name',
      { tier: 'a', featureFlags: { Time_line: true } },
      'a feature flag is named by',
    ],
    [
      'a component that is no name',
      { tier: 'a', components: { 'a.b': {} } },
      'a component is named by a DNS label',
    ],
    [
      'too many replicas',
      { tier: 'a', components: { api: { replicas: 1001 } } },
      'spec.components.api.replicas',
    ],
    [
      'an image with spaces',
      { tier: 'a', components: { api: { image: 'a b' } } },
      'spec.components.api.image',
    ],
    [
      'a system group as owner',
      { tier: 'a', owners: [{ kind: 'Group', name: 'system:masters' }] },
      'an owner is never a system: user',
    ],
    [
      'a system user as owner',
      { tier: 'a', owners: [{ kind: 'User', name: 'system:anonymous' }] },
      'an owner is never a system: user',
    ],
    [
      'an owner of unknown kind',
      { tier: 'a', owners: [{ kind: 'Role', name: 'a' }] },
      'Unsupported value: "Role"',
    ],
    [
      'a user with a namespace',
      { tier: 'a', owners: [{ kind: 'User', name: 'a', namespace: 'b' }] },
      'namespace goes with kind ServiceAccount',
    ],
    [
      'a service account without one',
      { tier: 'a', owners: [{ kind: 'ServiceAccount', name: 'a' }] },
      'namespace goes with kind ServiceAccount',
    ],
    [
      'two suspensions by one author',
      {
        tier: 'a',
        suspensions: [
          { by: 'x', reason: 'A' },
          { by: 'x', reason: 'B' },
        ],
      },
      'Duplicate value',
    ],
    [
      'a suspension without a code',
      { tier: 'a', suspensions: [{ by: 'x', reason: 'not paid' }] },
      'spec.suspensions[0].reason',
    ],
    [
      'a suspension until no time',
      { tier: 'a', suspensions: [{ by: 'x', reason: 'A', until: 'tomorrow' }] },
      'spec.suspensions[0].until',
    ],
    ['an unknown deletion policy', { tier: 'a', deletionPolicy: 'Orphan' }, 'Unsupported value: "Orphan"'],
  ])('%s is refused with the reason', async (_, spec, message) => {
    const answer = await tryCreate(spec);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.message).toContain(message);
  });

  test.each([['x'.repeat(49)], ['with.dot']])('the name %s is refused', async name => {
    const answer = await tryCreate({ tier: 'a' }, name);
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.message).toContain('the name of a Tenant is a DNS label of at most 48 characters');
    expect((await tryCreate({ tier: 'a' }, 'x'.repeat(48))).status).toBe(201);
  });

  describe('the namespace of a Tenant', () => {
    const refusal = 'namespace cannot be set, changed or removed after creation';

    beforeAll(async () => {
      await installed().admin.create(TENANTS, tenant('placed', { tier: 'a', namespace: 'first' }));
      await installed().admin.create(TENANTS, tenant('unplaced', { tier: 'a' }));
    });

    test.each([
      ['changed', 'placed', { namespace: 'second' }],
      ['removed', 'placed', { namespace: null }],
      ['added later', 'unplaced', { namespace: 'second' }],
    ])('cannot be %s', async (_, name, spec) => {
      const answer = await installed().admin.merge(`${TENANTS}/${name}`, { spec });
      expect(answer).toMatchObject({ status: 422 });
      expect(answer.message).toContain(refusal);
    });

    test('does not keep the rest of the spec from changing', async () => {
      for (const name of ['placed', 'unplaced']) {
        expect((await installed().admin.merge(`${TENANTS}/${name}`, { spec: { tier: 'b' } })).status).toBe(
          200,
        );
      }
    });
  });

  test('one author lifts its suspension and leaves that of another', async () => {
    const path = `${TENANTS}/twice-suspended`;
    const suspension = (by: string) =>
      tenant('twice-suspended', { suspensions: [{ by, reason: 'Overdue' }] });
    await installed().admin.apply(path, tenant('twice-suspended', { tier: 'a' }), 'onboarding');
    await installed().admin.apply(path, suspension('billing'), 'billing');
    await installed().admin.apply(path, suspension('security'), 'security');
    await installed().admin.apply(path, tenant('twice-suspended', {}), 'billing');
    const { object } = await installed().admin.get(path);
    expect(tenantSchema.parse(object).spec.suspensions).toEqual([{ by: 'security', reason: 'Overdue' }]);
  });

  test('tenants of a tier are found by a field selector', async () => {
    await installed().admin.create(TENANTS, tenant('selected', { tier: 'selectable' }));
    const names = await kubectl(
      installed().cluster,
      'get',
      'tn',
      '--field-selector',
      'spec.tier=selectable',
      '-o',
      'name',
    );
    expect(names).toBe('tenant.tenantry.dev/selected');
  });

  test('kubectl get shows the columns that people look for', async () => {
    const head = (await kubectl(installed().cluster, 'get', 'tenants')).split('\n')[0]?.split(/\s+/);
    expect(head).toEqual(['NAME', 'TIER', 'READY', 'AVAILABLE', 'SUSPENDED', 'NAMESPACE', 'AGE']);
    const wide = (await kubectl(installed().cluster, 'get', 'tenantry', '-o', 'wide')).split('\n')[0];
    expect(wide).toContain('REVISION');
    expect(wide).toContain('REASON');
  });
});

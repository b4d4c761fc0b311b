import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { subscriptionChangePreviewSchema } from '@tenantry/contracts/commercial/plan-change-preview';
import { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Reply, startTestApp, type TestApp } from '../../app.test-support.ts';
import {
  type ApplyOutcome,
  ClusterUnavailable,
  type DesiredTenant,
  type ObservedTenant,
  type Provisioner,
} from '../../cluster/provisioner.ts';
import { registered } from '../../tenants/tenants.test-support.ts';

const component = (name: string, rest: object = {}) => ({
  name,
  image: 'sample-app:1',
  replicas: 1,
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
  ...rest,
});

/** A cluster as far as a preview asks it: two tiers, one Tenant as others left it, and what it says to a dry run. */
class SaidCluster implements Provisioner {
  readonly kind = 'cluster';
  readonly tiers: Record<string, unknown> = {
    large: {
      quota: { pods: '20' },
      components: [component('api', { overridable: { replicas: { min: 1, max: 5 } } }), component('worker')],
    },
    little: { quota: { pods: '4' }, components: [component('api')] },
  };
  applied: DesiredTenant | undefined;
  dryRun: DesiredTenant | undefined;
  says: ApplyOutcome = { is: 'applied' };
  podsUsed = '3';
  down = false;

  async apply(desired: DesiredTenant, { dryRun = false } = {}): Promise<ApplyOutcome> {
    this.#answer();
    if (!dryRun) {
      this.applied = desired;
      return { is: 'applied' };
    }
    this.dryRun = desired;
    return this.says;
  }

  async remove(): Promise<boolean> {
    return true;
  }

  async observe(): Promise<ObservedTenant | undefined> {
    this.#answer();
    const desired = this.applied;
    if (desired === undefined) return undefined;
    const { slug: name, tenantId, spec } = desired;
    return {
      name,
      uid: '0199f3a0-0000-7000-8000-000000000009',
      generation: 1,
      tenantId,
      deleting: false,
      // Somebody else set a label that we know nothing of.
      spec: { ...spec, quota: { ...spec.quota, secrets: '7' } },
      status: observedStatusSchema.parse({
        observedGeneration: 1,
        quota: { hard: { pods: '20' }, used: { pods: this.podsUsed } },
      }),
    };
  }

  async tier(name: string): Promise<unknown> {
    this.#answer();
    return this.tiers[name];
  }

  lastHeard(): number | undefined {
    return undefined;
  }

  #answer(): void {
    if (this.down) throw new ClusterUnavailable('it does not answer');
  }
}

let app: TestApp;
let cluster: SaidCluster;
let tenantId: string;

const finance = (method: string, path: string, body?: object): Promise<Reply> =>
  app.as('finance')(method, path, { ...(body && { body }) });
const LITTLE = { planId: 'little', addOns: [], when: 'now' };
const path = () => `/v1/tenants/${tenantId}/subscription/changes`;
const look = async () => {
  const reply = await finance('POST', `${path()}/preview`, LITTLE);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return subscriptionChangePreviewSchema.parse(reply.body);
};
const codesOf = ({ status, body }: Reply) => ({
  status,
  codes: (body as { errors?: { code: string }[] }).errors?.map(({ code }) => code),
});

beforeEach(async () => {
  cluster = new SaidCluster();
  app = await startTestApp({
    clusters: { places: [{ name: 'one', region: 'eu' }], provisioners: new Map([['one', cluster]]) },
  });
  for (const tier of ['large', 'little']) {
    await finance('POST', '/v1/plans', { planId: tier, spec: aPlanSpec({ tier, addOns: [] }) });
    await finance('POST', `/v1/plans/${tier}/versions/1/publish`);
  }
  ({ tenantId } = await registered(app));
  await finance('POST', `/v1/tenants/${tenantId}/subscription`, { planId: 'large' });
  await app.app.domains.clusters.workloads.sync(tenantId);
});
afterEach(() => app[Symbol.asyncDispose]());

test('the tiers of the cluster are compared, what others wrote stays, and the cluster is asked', async () => {
  const seen = await look();
  expect(seen.running).toMatchObject({
    known: true,
    before: { tier: 'large', source: 'cluster', revision: expect.stringMatching(/^large-/) },
    after: { tier: 'little', source: 'cluster' },
    dryRun: { outcome: 'applied' },
    components: [
      { name: 'api', before: 1, after: 1 },
      { name: 'worker', before: 1, after: null },
    ],
  });
  expect(seen.running.objects).toContainEqual(
    expect.objectContaining({
      kind: 'ResourceQuota',
      fields: [{ path: 'spec.hard.pods', before: '"20"', after: '"4"' }],
    }),
  );
  expect(cluster.dryRun?.spec.tier).toBe('little');
  expect(cluster.applied?.spec.tier).toBe('large');
  expect(seen.findings.map(({ code }) => code)).toEqual(['component_removed']);
});

test('a change is stopped where more runs than the quota allows, where an override is refused, and is let by name', async () => {
  cluster.podsUsed = '9';
  await app.as('admin')('PATCH', `/v1/tenants/${tenantId}`, {
    body: { components: { api: { replicas: 3 } } },
    headers: { 'if-match': '*' },
  });
  await app.app.domains.clusters.workloads.sync(tenantId);
  expect(codesOf(await finance('POST', path(), LITTLE))).toEqual({
    status: 409,
    codes: ['override_refused', 'quota_below_use'],
  });
  const acceptFindings = ['override_refused', 'quota_below_use'];
  expect((await finance('POST', path(), { ...LITTLE, acceptFindings })).status).toBe(200);
});

test('what the cluster refuses, or others own, is said and would stop the change', async () => {
  cluster.says = { is: 'refused', code: 'refused_by_cluster', message: 'no such tier' };
  expect((await look()).findings[0]).toMatchObject({ code: 'refused_by_cluster', blocking: true });
  cluster.says = { is: 'conflict', fields: [{ field: '.spec.tier', manager: 'argocd' }] };
  const seen = await look();
  expect(seen.findings[0]).toMatchObject({ code: 'field_owned_elsewhere', subject: '.spec.tier' });
  expect(seen.running.dryRun).toEqual({ outcome: 'conflict', message: '.spec.tier is owned by argocd' });
});

test('a token is overtaken by another spec of the tier', async () => {
  const { previewToken } = await look();
  cluster.tiers['little'] = { quota: { pods: '5' }, components: [component('api')] };
  expect(codesOf(await finance('POST', path(), { ...LITTLE, previewToken }))).toEqual({
    status: 412,
    codes: ['moved_tier'],
  });
});

test('a cluster that does not answer leaves what runs unknown, and stops nothing', async () => {
  const before = await look();
  cluster.down = true;
  const seen = await look();
  expect(seen.running).toMatchObject({ known: false, dryRun: { outcome: 'unavailable' } });
  expect(seen.findings.map(({ code }) => code)).toEqual(['tier_unknown']);
  const carried = await finance('POST', path(), { ...LITTLE, previewToken: before.previewToken });
  expect(carried.status).toBe(200);
});

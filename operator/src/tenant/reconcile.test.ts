import { afterEach, describe, expect, it } from 'vitest';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import { json, refusal, silence, type Turn } from '../runtime/client/scripted-server.test-support.ts';
import type { ReconcileContext } from '../runtime/controller.ts';
import { silentLogger } from '../runtime/logger.ts';
import { anObservation, NOW, UID } from './plan-input.test-support.ts';
import { reconcileTenant } from './reconcile.ts';
import { aRecord, someDependencies } from './tenant-dependencies.test-support.ts';
import type { TenantRecord } from './tenant-record.ts';

const NAME = 'sample-acme';
const GOING = { deletionTimestamp: new Date(NOW).toISOString() };
const UNREADABLE = { spec: undefined, problem: 'unknown field' };

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function reconciling(
  tenant: TenantRecord,
  first: Turn | { readonly namespace: ManagedObservation } | undefined = undefined,
  ...rest: Turn[]
) {
  const turns = typeof first === 'function' ? [first, ...rest] : rest;
  const { deps, server, events, stop } = await someDependencies(tenant, ...turns);
  if (typeof first === 'object') deps.caches.namespaces.store.observe(first.namespace);
  cleanups.push(stop);
  const stopping = new AbortController();
  const context: ReconcileContext = {
    signal: stopping.signal,
    logger: silentLogger,
    attempt: 1,
    priority: 'high',
  };
  const requests = () => server.requests.map(({ method, path }) => `${method} ${path}`);
  return { done: reconcileTenant(NAME, context, deps), stopping, requests, events };
}

const CRD = 'GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/tenants.tenantry.dev';
const TENANT = `PATCH /apis/tenantry.dev/v1alpha1/tenants/${NAME}`;
const crd = (metadata: object) => json(200, { metadata: { name: 'tenants.tenantry.dev', ...metadata } });
const tenant = (metadata: object) => json(200, { metadata: { name: NAME, uid: UID, ...metadata } });

describe('a reconcile that is told to give up', () => {
  it('leaves a write without an answer at once, and says nothing of the tenant', async () => {
    const { done, stopping, requests, events } = await reconciling(aRecord(), silence);
    await expect.poll(requests).toEqual([`PATCH /api/v1/namespaces/t-${NAME}`]);
    stopping.abort(new Error('the controller stops'));
    await expect(done).rejects.toThrow('the controller stops');
    expect(requests()).toHaveLength(1);
    expect(events).toEqual([]);
  });
});

describe('a Tenant whose spec this version cannot read', () => {
  it('is let go with its CRD, which it would hold up for ever', async () => {
    const turns = [crd(GOING), tenant(GOING)];
    const { done, requests, events } = await reconciling(aRecord({ ...GOING, ...UNREADABLE }), ...turns);
    await expect(done).resolves.toBeUndefined();
    expect(requests()).toEqual([CRD, TENANT]);
    expect(events).toEqual(['Normal DefinitionDeleted']);
  });

  it('is kept otherwise, since nobody knows which namespace it had', async () => {
    const turns = [crd({}), tenant({})];
    const { done, requests, events } = await reconciling(aRecord({ ...GOING, ...UNREADABLE }), ...turns);
    await done;
    expect(requests()).toEqual([CRD, `${TENANT}/status`]);
    expect(events).toEqual(['Warning InvalidSpec']);
  });
});

describe('a Tenant that is let go', () => {
  const NO_NAMESPACE = refusal(404, 'NotFound');
  const release = (...turns: Turn[]) => reconciling(aRecord(GOING), crd({}), NO_NAMESPACE, ...turns);

  it('is not let go while the API server has its namespace, which the cache may not show yet', async () => {
    const labels = { 'tenantry.dev/tenant': NAME, 'tenantry.dev/tenant-uid': UID };
    const namespace = json(200, { metadata: { name: `t-${NAME}`, uid: 'u', resourceVersion: '1', labels } });
    const { done, requests } = await reconciling(
      aRecord(GOING),
      crd({}),
      namespace,
      refusal(500, 'InternalError'),
    );
    await expect(done).rejects.toMatchObject({ status: 500 });
    expect(requests().filter(line => line === TENANT)).toEqual([]);
  });

  it('may be gone already, or another under the name', async () => {
    const absent = await release(refusal(409, 'Conflict'), refusal(404, 'NotFound'));
    await expect(absent.done).resolves.toBeUndefined();
    const other = await release(refusal(422, 'Invalid'), tenant({ uid: 'another-uid' }));
    await expect(other.done).resolves.toBeUndefined();
  });

  it('is tried again when the API server refused it and it is still there', async () => {
    const { done } = await release(refusal(422, 'Invalid'), tenant(GOING));
    await expect(done).rejects.toMatchObject({ status: 422 });
  });
});

describe('a Tenant whose namespace does not end', () => {
  const ending = async (sinceMs: number) => {
    const deletionTimestamp = new Date(NOW - sinceMs).toISOString();
    const namespace = { name: `t-${NAME}`, uid: 'n', deletionTimestamp };
    const turns = [crd({}), json(200, { metadata: namespace }), tenant({})];
    const observed = { ...anObservation(`t-${NAME}`, {}, ''), deletionTimestamp };
    const { done, requests, events } = await reconciling(aRecord(GOING), { namespace: observed }, ...turns);
    return { outcome: await done, requests: requests(), events };
  };

  it('is waited for as long as an end usually takes', async () => {
    const { outcome, requests, events } = await ending(10_000);
    expect(outcome).toEqual({ requeueAfterMs: 20_000 });
    expect(requests).toEqual([CRD]);
    expect(events).toEqual([]);
  });

  it('is told then, by a condition and an Event, and looked at again', async () => {
    const { outcome, requests, events } = await ending(31_000);
    expect(requests).toEqual([CRD, `GET /api/v1/namespaces/t-${NAME}`, `${TENANT}/status`]);
    expect(events).toEqual(['Warning DeletionBlocked']);
    expect(outcome).toEqual({ requeueAfterMs: 60_000 });
  });
});

describe('a Tenant whose tier cannot be used', () => {
  it('comes back for what is said of it too soon after the last status', async () => {
    let version = 1;
    const taken: Turn = (response, request) => {
      const { status }: { status: unknown } = JSON.parse(request.body);
      const metadata = { name: NAME, uid: UID, generation: 3, resourceVersion: String(++version) };
      json(200, { metadata, spec: { tier: 'pro' }, status })(response, request);
    };
    const { deps, server, stop } = await someDependencies(aRecord(), taken);
    cleanups.push(stop);
    const reconcile = (problem: string) => {
      const tier = deps.caches.tiers.store.get('', 'pro');
      if (tier) deps.caches.tiers.store.observe({ ...tier, problem, resourceVersion: String(++version) });
      const { signal } = new AbortController();
      return reconcileTenant(NAME, { signal, logger: silentLogger, attempt: 1, priority: 'high' }, deps);
    };
    expect(await reconcile('the first mistake')).toBeUndefined();
    expect(await reconcile('the second mistake')).toEqual({ requeueAfterMs: 2_000 });
    expect(server.requests).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { ForeignObjectError } from '../runtime/apply/foreign-object.ts';
import { ApiError } from '../runtime/client/api-error.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Intent, ResourceType } from '../runtime/objects.ts';
import { PlanExecutor } from './apply.ts';
import { createCaches } from './caches.ts';
import { PERSISTENT_VOLUME_CLAIM, SERVICE } from './kinds.ts';
import { plan } from './plan.ts';
import {
  aComponent,
  anInput,
  anObservation,
  anObserved,
  aRevision,
  aTenant,
} from './plan-input.test-support.ts';

const refusal = (status: number) => new ApiError({ status, reason: 'Invalid', message: 'refused' });

const WITH_OLD = anObserved({ objects: [[SERVICE, anObservation('old')]] });

/** Runs a plan that applies everything and deletes Service/old; tells what reached the API server. */
async function run(faults: Readonly<Record<string, Error>>, planned = plan(anInput({ observed: WITH_OLD }))) {
  const reached: string[] = [];
  const applier = {
    isCurrent: () => false,
    ensure: async ({ type, object }: { type: ResourceType; object: Intent }) => {
      const id = `${type.kind}/${object.metadata.name}`;
      reached.push(id);
      const fault = faults[id];
      if (fault) throw fault;
      return 'created' as const;
    },
  };
  const client = {
    get: () => Promise.reject(new Error('not planned')),
    mergePatch: () => Promise.reject(new Error('not planned')),
    deleteCollection: () => Promise.reject(new Error('not planned')),
    delete: (_: ResourceType, { name }: { name: string }) =>
      Promise.resolve(reached.push(`delete ${name}`) > 0),
  };
  const executor = new PlanExecutor({ client, applier, caches: createCaches(), clock: systemClock });
  const thrown = await executor
    .run(planned, { force: false, signal: new AbortController().signal })
    .catch((error: unknown) => error);
  return { reached, thrown };
}

describe('a plan with a step that fails', () => {
  it('scales to zero although the quota that would do more was refused', async () => {
    const tenant = aTenant({ suspensions: [{ by: 'billing', reason: 'Overdue' }] });
    const fault = refusal(422);
    const quota = { 'ResourceQuota/tenantry-suspended': fault };
    const { reached, thrown } = await run(quota, plan(anInput({ tenant })));
    expect(thrown).toBe(fault);
    expect(reached).toContain('Deployment/api');
    expect(reached).not.toContain('ConfigMap/tenantry-settings');
  });

  it('starts nothing on a volume that could not be made, and all else', async () => {
    const volume = { mountPath: '/data', size: '1Gi' };
    const components = [aComponent({ name: 'store', replicas: 1, volume }), aComponent({ name: 'api' })];
    const fault = new ForeignObjectError(
      PERSISTENT_VOLUME_CLAIM,
      { name: 'store', namespace: 't-sample-acme' },
      refusal(403),
    );
    const planned = plan(anInput({ revision: aRevision({ components }) }));
    const { reached, thrown } = await run({ 'PersistentVolumeClaim/store': fault }, planned);
    expect(thrown).toBe(fault);
    expect(reached).toContain('Deployment/api');
    expect(reached).not.toContain('Deployment/store');
  });

  it('goes on with the Deployment of a volume that was made before and cannot be changed', async () => {
    const volume = { mountPath: '/data', size: '1Gi' };
    const components = [aComponent({ name: 'store', replicas: 1, volume })];
    const claims = new Map([['store', { ...anObservation('store'), requested: '1Gi' }]]);
    const observed = { ...anObserved(), claims };
    const planned = plan(anInput({ revision: aRevision({ components }), observed }));
    const { reached } = await run({ 'PersistentVolumeClaim/store': refusal(422) }, planned);
    expect(reached).toContain('Deployment/store');
  });

  it('is no failure where the step may be refused', async () => {
    const planned = plan(anInput());
    const stages = planned.stages.map(stage =>
      stage.map(step => (step.do === 'apply' ? { ...step, mayBeRefused: true } : step)),
    );
    const { reached, thrown } = await run({ 'ResourceQuota/tenantry': refusal(422) }, { ...planned, stages });
    expect(thrown).toBeUndefined();
    expect(reached).toContain('Deployment/api');
  });

  it('starts nothing in bounds that were refused, and still removes what is wanted no more', async () => {
    const fault = refusal(422);
    const { reached, thrown } = await run({ 'ResourceQuota/tenantry': fault });
    expect(thrown).toBe(fault);
    expect(reached).toContain('NetworkPolicy/tenantry-default-deny');
    expect(reached).not.toContain('Deployment/api');
    expect(reached).toContain('delete old');
  });

  it('removes what is wanted no more although an object beside it is refused', async () => {
    const { reached, thrown } = await run({ 'Deployment/api': refusal(422) });
    expect(thrown).toBeInstanceOf(ApiError);
    expect(reached).toContain('delete old');
  });

  it('waits for an API server that is away before it goes on', async () => {
    const { reached } = await run({ 'ResourceQuota/tenantry': refusal(503) });
    expect(reached).not.toContain('Deployment/api');
    expect(reached).not.toContain('delete old');
  });

  it('touches nothing in a namespace that was refused', async () => {
    const { reached } = await run({ 'Namespace/t-sample-acme': refusal(403) });
    expect(reached).toEqual(['Namespace/t-sample-acme']);
  });
});

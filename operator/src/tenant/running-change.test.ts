import type { TierSpec } from '@tenantry/contracts/tenancy/tier';
import { describe, expect, it } from 'vitest';
import { aComponent, aRevision, aTenant, NOW, UID } from './plan-input.test-support.ts';
import { type RunningChange, type RunningSide, runningChange } from './running-change.ts';

const tenant = { name: 'sample-acme', uid: UID };

function side(template: Readonly<Record<string, unknown>> = {}, spec = {}, name = 'pro'): RunningSide {
  const revision = { ...aRevision(template), name: `${name}-1`, tier: name };
  return { spec: aTenant({ tier: name, ...spec }).spec, revision };
}

const change = (present: RunningSide | undefined, candidate: RunningSide): RunningChange =>
  runningChange({ tenant, present, candidate, now: NOW });

const said = ({ objects }: RunningChange) =>
  objects.map(({ change: what, kind, name }) => `${what} ${kind}/${name}`);

const WITH_STORE: Readonly<Record<string, unknown>> = {
  components: [
    aComponent(),
    aComponent({ name: 'store', replicas: 1, volume: { mountPath: '/data', size: '2Gi' } }),
  ],
};

describe('the running change', () => {
  it('is nothing when spec and tier stay, or only the name of the revision is another', () => {
    const present = side();
    expect(change(present, present)).toMatchObject({ objects: [], faults: [], shortage: [] });
    const renamed = { ...present, revision: { ...present.revision, name: 'pro-2' } };
    expect(change(present, renamed).objects).toEqual([]);
    expect(change(present, renamed).unchanged).toBeGreaterThan(5);
  });

  it('names what is created, changed with its fields, and removed, and what of it is kept', () => {
    const more = change(side(), side(WITH_STORE, {}, 'enterprise'));
    expect(said(more)).toEqual(
      expect.arrayContaining(['created Deployment/store', 'created PersistentVolumeClaim/store']),
    );
    const less = change(side(WITH_STORE, {}, 'enterprise'), side());
    expect(said(less)).toEqual(
      expect.arrayContaining(['removed Deployment/store', 'kept PersistentVolumeClaim/store']),
    );
    expect(less.counts).toContainEqual({ component: 'store', before: 1, after: undefined });
  });

  it('shows quota and counts as fields with both values, and says which pods are replaced', () => {
    const present = side({}, { quota: { pods: '10' } });
    const candidate = side(
      { components: [aComponent({ replicas: 3, image: 'sample-app:2' })] },
      {
        quota: { pods: '10', 'requests.cpu': '8' },
      },
    );
    const { objects, counts } = change(present, candidate);
    expect(objects).toContainEqual({
      kind: 'ResourceQuota',
      name: 'tenantry',
      change: 'changed',
      fields: [{ path: 'spec.hard["requests.cpu"]', before: '"4"', after: '"8"' }],
      restarts: false,
    });
    const api = objects.find(({ kind, name }) => kind === 'Deployment' && name === 'api');
    expect(api?.restarts).toBe(true);
    expect(api?.fields).toEqual([
      { path: 'spec.replicas', before: '2', after: '3' },
      { path: 'spec.template.spec.containers[api].image', before: '"sample-app:1"', after: '"sample-app:2"' },
    ]);
    expect(counts).toEqual([{ component: 'api', before: 2, after: 3 }]);
  });

  it('restarts no pods for another count', () => {
    const { objects } = change(side(), side({ components: [aComponent({ replicas: 3 })] }));
    expect(objects).toMatchObject([{ kind: 'Deployment', restarts: false }]);
  });

  it('says what would be amiss then and is not now', () => {
    const overridable = (replicas: object): Partial<TierSpec> =>
      ({ components: [aComponent({ overridable: { replicas } })] }) as unknown as Partial<TierSpec>;
    const spec = { components: { api: { replicas: 5 } } };
    const present = side(overridable({ min: 1, max: 5 }), spec);
    expect(change(present, present).faults).toEqual([]);
    expect(change(present, side(overridable({ min: 1, max: 3 }), spec)).faults).toMatchObject([
      { reason: 'OverrideForbidden' },
    ]);
    expect(change(present, side({ quota: { pods: '1' } })).shortage).toEqual(['pods: needs 3, has 1']);
  });

  it('shrinks no volume', () => {
    const smaller = {
      components: [
        aComponent(),
        aComponent({ name: 'store', replicas: 1, volume: { mountPath: '/data', size: '1Gi' } }),
      ],
    };
    const { faults, objects } = change(side(WITH_STORE), side(smaller));
    expect(faults).toMatchObject([{ reason: 'VolumeShrinkRefused' }]);
    expect(objects).toEqual([]);
  });

  it('does not depend on whether somebody suspends the tenant', () => {
    const suspended = { suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] };
    expect(change(side({}, suspended), side(WITH_STORE, suspended))).toEqual(
      change(side(), side(WITH_STORE)),
    );
  });

  it('is all that is created where nothing runs yet, and says why when nothing could', () => {
    expect(said(change(undefined, side()))).toContain('created Namespace/t-sample-acme');
    const broken = side({ settings: { URL: '${nothing}' } });
    expect(change(side(), broken)).toMatchObject({ refusal: { reason: 'InvalidTemplate' }, objects: [] });
  });
});

import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import type { StatusInput } from './finding.ts';
import type { PlanInput } from './plan.ts';
import { plan } from './plan.ts';
import {
  aDeployment,
  aNamespace,
  anInput,
  anObservation,
  anObserved,
  aQuota,
  aRevision,
  aTenant,
  NOW,
  ownLabels,
} from './plan-input.test-support.ts';
import { stalledStatus, tenantStatus, waitingStatus } from './status.ts';
import { aRecord } from './tenant-dependencies.test-support.ts';

function statusOf(input: Partial<PlanInput> = {}, rest: Partial<StatusInput> = {}) {
  const whole = anInput({ observed: anObserved({ deployments: [aDeployment()] }), ...input });
  return tenantStatus({
    tenant: aRecord({ spec: whole.tenant.spec }),
    revision: 'pro-0000000001',
    tierDeleted: false,
    plan: plan(whole),
    observed: whole.observed,
    fault: undefined,
    withheld: undefined,
    now: NOW,
    ...rest,
  });
}

function conditionsOf(status: ReturnType<typeof statusOf>): Record<string, string> {
  return Object.fromEntries(
    (status.conditions ?? []).map(({ type, status, reason }) => [type, `${status} ${reason}`]),
  );
}

describe('conditions of a tenant', () => {
  it('are about the generation that was acted on', () => {
    const status = statusOf();
    expect(status.observedGeneration).toBe(3);
    expect(status.conditions?.map(condition => condition.observedGeneration)).toEqual([3, 3, 3]);
  });

  it('say Ready and Available when the spec is realised and serves, and nothing abnormal', () => {
    expect(conditionsOf(statusOf())).toEqual({
      Ready: 'True Realised',
      Available: 'True ComponentsAvailable',
      Suspended: 'False NotSuspended',
    });
  });

  it('stay Ready while suspended, once it is settled, and say who, why and until when', () => {
    const suspensions = [{ by: 'billing', reason: 'PaymentOverdue', until: '2026-12-01T00:00:00Z' }];
    const namespace = aNamespace({ 'tenantry.dev/suspension': 'suspended/2026-11-23T11:00:00.000Z' });
    const quotas = [aQuota('tenantry-suspended', { pods: '0' })];
    const observed = anObserved({
      namespace,
      quotas,
      running: {},
      deployments: [aDeployment({ readyReplicas: 0 })],
    });
    const status = statusOf({ tenant: aTenant({ suspensions }), observed });
    expect(conditionsOf(status)).toEqual({
      Ready: 'True Realised',
      Available: 'False Suspended',
      Suspended: 'True Suspended',
    });
    expect(status.suspendedBy).toEqual(['billing']);
    const message = status.conditions?.find(({ type }) => type === 'Suspended')?.message;
    expect(message).toContain('billing: PaymentOverdue, until 2026-12-01T00:00:00Z');
  });

  it('are Reconciling, not Ready, while pods are still being stopped', () => {
    const suspensions = [{ by: 'billing', reason: 'PaymentOverdue' }];
    const observed = anObserved({ running: { pods: [{ name: 'p', ending: undefined, bare: false }] } });
    expect(conditionsOf(statusOf({ tenant: aTenant({ suspensions }), observed }))).toMatchObject({
      Ready: 'False Progressing',
      Reconciling: 'True Progressing',
    });
  });

  it('do not say that a tenant is suspended while pods run that no quota keeps away', () => {
    const suspensions = [{ by: 'billing', reason: 'PaymentOverdue' }];
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'suspended/2026-11-23T11:00:00.000Z' });
    const fault = { reason: 'AdmissionDenied', message: 'no quotas here', stalled: true } as const;
    const said = (pods: string[]) => {
      const running = { pods: pods.map(name => ({ name, ending: undefined, bare: false })) };
      const observed = anObserved({ namespace, running });
      return statusOf({ tenant: aTenant({ suspensions }), observed }, { fault });
    };
    expect(conditionsOf(said(['p']))).toMatchObject({
      Ready: 'False AdmissionDenied',
      Available: 'False Progressing',
      Suspended: 'False Progressing',
    });
    expect(said(['p']).suspendedBy).toBeUndefined();
    expect(conditionsOf(said([]))).toMatchObject({ Suspended: 'True Suspended' });
  });

  it('do not say that a tenant is suspended when nothing of it may be touched', () => {
    const tenant = aTenant({ suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] });
    const revision = aRevision({ settings: { URL: '${tenant.uid}' } });
    const status = statusOf({ tenant, revision });
    expect(conditionsOf(status)).toMatchObject({
      Ready: 'False InvalidTemplate',
      Available: 'Unknown InvalidTemplate',
      Suspended: 'Unknown InvalidTemplate',
    });
    expect(status.suspendedBy).toBeUndefined();
  });

  it('tell nothing of a namespace that is another tenant’s', () => {
    const namespace = anObservation('t-sample-acme', {
      labels: ownLabels({ [LABEL.tenantUid]: 'other' }),
      annotations: { [ANNOTATION.lostPods]: 'theirs' },
    });
    const quotas = [{ ...aQuota('tenantry', { pods: '10' }), used: { pods: '10' } }];
    const status = statusOf({ observed: anObserved({ namespace, quotas, live: ['other'] }) });
    expect(conditionsOf(status)).toMatchObject({
      Ready: 'False NamespaceTaken',
      Suspended: 'Unknown NamespaceTaken',
    });
    expect(conditionsOf(status)).not.toHaveProperty('QuotaPressure');
    expect(status.quota).toBeUndefined();
    expect(JSON.stringify(status)).not.toContain('theirs');
  });

  it('are Stalled when only a person can go on', () => {
    const tenant = aTenant({ components: { api: { image: 'other:1' } } });
    expect(conditionsOf(statusOf({ tenant }))).toMatchObject({
      Ready: 'False OverrideForbidden',
      Stalled: 'True OverrideForbidden',
      Available: 'True ComponentsAvailable',
    });
  });

  it('tell a refused pod from one that is still starting', () => {
    const failing = (replicaFailure: string | undefined) =>
      conditionsOf(
        statusOf({
          observed: anObserved({ deployments: [aDeployment({ readyReplicas: 0, replicaFailure })] }),
        }),
      )['Available'];
    expect(failing(undefined)).toBe('False Progressing');
    expect(failing('pods "x" is forbidden: exceeded quota: tenantry')).toBe('False QuotaExceeded');
    expect(failing('denied by a policy')).toBe('False ComponentsUnavailable');
  });

  it('name the image that cannot be pulled', () => {
    const troubles = [{ component: 'api', kind: 'image' as const, message: 'sample:9: not found' }];
    const observed = { ...anObserved({ deployments: [aDeployment({ readyReplicas: 0 })] }), troubles };
    const available = statusOf({ observed }).conditions?.find(({ type }) => type === 'Available');
    expect(available).toMatchObject({
      reason: 'ImagePullFailed',
      message: expect.stringContaining('sample:9'),
    });
  });

  it('stay Available while older pods serve, and tell of new ones that cannot pull their image', () => {
    const deployments = [aDeployment({ updatedReplicas: 1 })];
    expect(conditionsOf(statusOf({ observed: anObserved({ deployments }) }))['Available']).toBe(
      'True ComponentsAvailable',
    );
    const troubles = [{ component: 'api', kind: 'image' as const, message: 'sample:9: not found' }];
    const observed = { ...anObserved({ deployments }), troubles };
    expect(conditionsOf(statusOf({ observed }))['Available']).toBe('True ImagePullFailed');
  });

  it('warn from 90 % of a quota on, and of a quota that cannot hold the components', () => {
    const pressed = (used: string) => {
      const quota = { ...aQuota('tenantry', { pods: '10' }), used: { pods: used } };
      return conditionsOf(statusOf({ observed: anObserved({ quotas: [quota] }) }))['QuotaPressure'];
    };
    expect(pressed('8')).toBeUndefined();
    expect(pressed('9')).toBe('True QuotaNearLimit');
    expect(conditionsOf(statusOf({ revision: aRevision({ quota: { pods: '1' } }) }))['QuotaPressure']).toBe(
      'True QuotaTooSmall',
    );
  });

  it('never say Ready for a paused tenant whose spec is not realised', () => {
    const tenant = aTenant({ paused: true });
    expect(conditionsOf(statusOf({ tenant }, { withheld: 2 }))).toMatchObject({
      Ready: 'False Paused',
      Paused: 'True Paused',
    });
    expect(conditionsOf(statusOf({ tenant }, { withheld: 0 }))).toMatchObject({ Ready: 'True Realised' });
  });

  it('say whether a tenant stands suspended, not whether that is asked for, while it is paused', () => {
    const suspensions = [{ by: 'billing', reason: 'PaymentOverdue' }];
    const asked = statusOf({ tenant: aTenant({ suspensions, paused: true }) }, { withheld: 4 });
    expect(conditionsOf(asked)).toMatchObject({
      Available: 'True ComponentsAvailable',
      Suspended: 'False Paused',
    });
    expect(asked.suspendedBy).toBeUndefined();

    const namespace = aNamespace({ [ANNOTATION.suspension]: 'suspended/2026-11-23T11:00:00.000Z' });
    const deployments = [aDeployment({ specReplicas: 0, readyReplicas: 0, beforeSuspension: 2 })];
    const lifted = statusOf(
      { tenant: aTenant({ paused: true }), observed: anObserved({ namespace, deployments, running: {} }) },
      { withheld: 4 },
    );
    expect(conditionsOf(lifted)).toMatchObject({ Suspended: 'True Paused' });
  });

  it('are retried, not stalled, while the API server is away', () => {
    const fault = { reason: 'ClusterUnavailable', message: 'no answer', stalled: false } as const;
    const conditions = conditionsOf(statusOf({}, { fault }));
    expect(conditions).toMatchObject({
      Ready: 'False ClusterUnavailable',
      Reconciling: 'True ClusterUnavailable',
    });
    expect(conditions).not.toHaveProperty('Stalled');
  });

  it('keep the moment of transition while the status stays the same', () => {
    const first = statusOf();
    const second = tenantStatus({
      tenant: aRecord({ status: first }),
      revision: 'pro-0000000001',
      tierDeleted: true,
      plan: plan(anInput()),
      observed: anObserved({ deployments: [aDeployment()] }),
      fault: undefined,
      withheld: undefined,
      now: NOW + 60_000,
    });
    expect(second.conditions?.[0]).toMatchObject({
      reason: 'TierDeleted',
      lastTransitionTime: first.conditions?.[0]?.lastTransitionTime,
    });
  });

  it('keep what is known of a tenant for which no plan can be made', () => {
    const before = statusOf();
    const status = stalledStatus(
      aRecord({ status: before, generation: 4 }),
      { reason: 'TierNotFound', message: 'x' },
      NOW,
    );
    expect(status).toMatchObject({
      observedGeneration: 4,
      namespace: 't-sample-acme',
      components: before.components,
    });
    expect(conditionsOf(status)).toMatchObject({ Ready: 'False TierNotFound', Stalled: 'True TierNotFound' });
  });

  it('say that a deletion waits for a paused tenant, and that what runs still runs', () => {
    const before = statusOf();
    const status = waitingStatus(aRecord({ status: before, generation: 4 }), NOW);
    expect(conditionsOf(status)).toMatchObject({
      Ready: 'False Paused',
      Available: 'True ComponentsAvailable',
      Paused: 'True Paused',
    });
    expect(status).toMatchObject({ observedGeneration: 4, components: before.components });
    expect(waitingStatus(aRecord({ status, generation: 4 }), NOW + 60_000)).toEqual(status);
  });
});

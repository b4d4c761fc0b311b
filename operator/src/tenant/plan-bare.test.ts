import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import { CRON_JOB, HORIZONTAL_POD_AUTOSCALER, REPLICA_SET, ROLE_BINDING } from './kinds.ts';
import { planBare } from './plan-bare.ts';
import {
  aDeployment,
  aNamespace,
  anInput,
  anObservation,
  anObserved,
  aQuota,
  aTenant,
  intentOf,
  NOW,
  ownLabels,
  said,
  suspensionMark,
} from './plan-input.test-support.ts';

const SUSPENDED = aTenant({ suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] });
const GONE = { reason: 'TierNotFound', message: 'There is no Tier pro.' } as const;
const SINCE = 'suspended/2026-11-23T11:00:00.000Z';
const stopped = aNamespace({ [ANNOTATION.suspension]: SINCE });

function bare(rest: Parameters<typeof anInput>[0] = {}) {
  const { revision: _, ...input } = anInput(rest);
  return planBare(input, [GONE]);
}

describe('a tenant without a tier and without a revision', () => {
  it('is left as it is, and the fault is told', () => {
    const planned = bare({ observed: anObserved({ deployments: [aDeployment()] }) });
    expect(planned).toMatchObject({ stages: [], faults: [GONE], refusal: undefined });
    expect(planned.counts).toEqual(new Map([['api', 2]]));
  });

  it('has its owners bound as the spec says, in transition or not, and unbound when there are none', () => {
    const owners = [{ kind: 'User' as const, name: 'alice' }];
    const bound = anObserved({ objects: [[ROLE_BINDING, anObservation('tenantry-owners')]] });
    const planned = bare({ tenant: aTenant({ owners }), observed: bound });
    expect(said(planned)).toEqual([['apply RoleBinding/tenantry-owners']]);
    expect(intentOf(planned, 'RoleBinding', 'tenantry-owners')).toMatchObject({
      subjects: [{ name: 'alice' }],
    });
    expect(said(bare({ observed: bound }))).toEqual([['delete RoleBinding/tenantry-owners']]);
    const suspended = aTenant({ owners, suspensions: SUSPENDED.spec.suspensions });
    expect(said(bare({ tenant: suspended })).at(-1)).toEqual(['apply RoleBinding/tenantry-owners']);
    const labels = ownLabels({ [LABEL.tenantUid]: 'other' });
    const foreign = anObserved({ objects: [[ROLE_BINDING, anObservation('tenantry-owners', { labels })]] });
    expect(said(bare({ observed: foreign }))).toEqual([]);
  });

  it('is scaled to zero when it goes, and waits for no Deployment that takes no change', () => {
    const observed = anObserved({ deployments: [aDeployment()], running: {} });
    const ending = bare({ observed, deleteAfter: '2026-12-23T12:00:00Z' });
    expect(ending.stages.flat()).toContainEqual(
      expect.objectContaining({ do: 'scale', name: 'api', replicas: 0, mayBeRefused: true }),
    );
  });

  it('goes although its owners cannot be bound', () => {
    const owners = [{ kind: 'User' as const, name: 'alice' }];
    const ending = bare({ tenant: aTenant({ owners }), deleteAfter: '2026-12-23T12:00:00Z' });
    expect(ending.stages.at(-1)).toMatchObject([{ do: 'apply', mayBeRefused: true }]);
  });

  it('is suspended: marked, then the quota, then its Deployments by what they count, Jobs and pods', () => {
    const cron = { type: CRON_JOB, name: 'nightly', suspended: false, suspendedByUs: false };
    const planned = bare({
      tenant: SUSPENDED,
      observed: anObserved({
        deployments: [aDeployment({ specReplicas: 3 }), aDeployment({ specReplicas: 0 }, 'idle')],
        running: { pods: [{ name: 'p', ending: undefined, bare: false }], pausable: [cron] },
      }),
    });
    expect(suspensionMark(planned)).toBe('suspended/2026-11-23T12:00:00.000Z');
    expect(said(planned)).toEqual([
      ['apply Namespace/t-sample-acme'],
      ['apply ResourceQuota/tenantry-suspended'],
      ['scale api to 0, before 3', 'scale idle to 0, before 0', 'pause CronJob/nightly', 'delete-pods'],
    ]);
    expect([...planned.counts.values()]).toEqual([0, 0]);
  });

  it('is not scaled again, nor is a Deployment that is another’s or was never applied', () => {
    const labels = ownLabels({ [LABEL.tenantUid]: 'other' });
    const { fields: _, ...copy } = aDeployment({}, 'copy');
    const deployments = [
      aDeployment({ specReplicas: 0, beforeSuspension: 2 }),
      aDeployment({ labels }, 'foreign'),
      copy,
    ];
    const planned = bare({
      tenant: SUSPENDED,
      observed: anObserved({ namespace: stopped, deployments, running: {} }),
    });
    expect(
      said(planned)
        .flat()
        .filter(step => step.startsWith('scale')),
    ).toEqual([]);
  });

  it('keeps the count of an interrupted suspension, which is not the one that it has by then', () => {
    const deployments = [aDeployment({ specReplicas: 1, beforeSuspension: 4 })];
    const planned = bare({
      tenant: SUSPENDED,
      observed: anObserved({ namespace: stopped, deployments, running: {} }),
    });
    expect(said(planned).flat()).toContain('scale api to 0, before 4');
  });

  it('is resumed: the quota goes first, then the counts come back, an autoscaled one never at 0', () => {
    const quota = aQuota('tenantry-suspended', { pods: '0' });
    const planned = bare({
      observed: anObserved({
        namespace: stopped,
        quotas: [quota],
        objects: [[HORIZONTAL_POD_AUTOSCALER, anObservation('scaled')]],
        deployments: [
          aDeployment({ specReplicas: 0, beforeSuspension: 3 }),
          aDeployment({ specReplicas: 0, beforeSuspension: 0 }, 'idle'),
          aDeployment({ specReplicas: 0, beforeSuspension: 0 }, 'scaled'),
        ],
        running: {
          short: [{ type: REPLICA_SET, name: 'mine-1' }],
          pausable: [{ type: CRON_JOB, name: 'nightly', suspended: true, suspendedByUs: true }],
        },
      }),
    });
    expect(suspensionMark(planned)).toBe('resuming/2026-11-23T12:00:00.000Z');
    expect(said(planned).slice(1)).toEqual([
      ['delete ResourceQuota/tenantry-suspended'],
      [
        'scale api to 3, before undefined',
        'scale idle to 0, before undefined',
        'scale scaled to 1, before undefined',
        'unpause CronJob/nightly',
      ],
      ['poke ReplicaSet/mine-1'],
    ]);
  });

  it('is marked as resumed after all that resumes it, so that a process that dies in between leaves nothing stopped', () => {
    const standing = 'resuming/2026-11-23T11:57:00.000Z';
    const planned = bare({
      observed: anObserved({
        namespace: aNamespace({ [ANNOTATION.suspension]: standing }),
        quotas: [aQuota('tenantry-suspended', { pods: '0' })],
        deployments: [aDeployment({ specReplicas: 0, beforeSuspension: 3 })],
        running: {},
      }),
    });
    expect(suspensionMark(planned)).toBe(standing);
    expect(said(planned).slice(1)).toEqual([
      ['delete ResourceQuota/tenantry-suspended'],
      ['scale api to 3, before undefined'],
      ['apply Namespace/t-sample-acme'],
    ]);
    expect(suspensionMark({ ...planned, stages: planned.stages.slice(-1) })).toBeUndefined();
  });

  it('is resumed from a quota that was restored without a record of who applied it', () => {
    const quota = { ...aQuota('tenantry-suspended', { pods: '0' }), fields: undefined };
    const planned = bare({ observed: anObserved({ namespace: stopped, quotas: [quota], running: {} }) });
    expect(said(planned)[1]).toEqual(['delete ResourceQuota/tenantry-suspended']);
  });

  it('is resumed when the last suspension ends by itself', () => {
    const suspensions = [{ by: 'billing', reason: 'Overdue', until: '2026-11-23T12:00:01Z' }];
    const planned = bare({
      tenant: aTenant({ suspensions }),
      observed: anObserved({
        namespace: stopped,
        running: {},
        quotas: [aQuota('tenantry-suspended', { pods: '0' })],
      }),
    });
    expect(planned.wakeAt).toBe(NOW + 1_000);
  });

  it('keeps the pod-security labels, the revision and the names of components that its namespace has', () => {
    const labels = ownLabels({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const annotations = {
      [ANNOTATION.tierRevision]: 'pro-1',
      [ANNOTATION.suspension]: SINCE,
      [ANNOTATION.components]: 'api,worker',
    };
    const namespace = anObservation('t-sample-acme', { labels, annotations }, '');
    const [first] =
      bare({ tenant: SUSPENDED, observed: anObserved({ namespace, running: {} }) }).stages[0] ?? [];
    expect(first).toMatchObject({ desired: { intent: { metadata: { labels, annotations } } } });
  });
});

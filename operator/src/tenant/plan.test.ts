import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import {
  CONFIG_MAP,
  CRON_JOB,
  DEPLOYMENT,
  LIMIT_RANGE,
  PERSISTENT_VOLUME_CLAIM,
  REPLICA_SET,
  RESOURCE_QUOTA,
  ROLE_BINDING,
  SERVICE,
} from './kinds.ts';
import { plan } from './plan.ts';
import {
  aComponent,
  aDeployment,
  aNamespace,
  anIngress,
  anInput,
  anObservation,
  anObserved,
  aQuota,
  aRevision,
  aTenant,
  intentOf,
  NOW,
  ownLabels,
  said,
  suspensionMark,
  UID,
} from './plan-input.test-support.ts';

const WEB = {
  service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
  ingress: { host: '${tenant.name}.example.com', port: 'http' },
};
const SUSPENDED = aTenant({ suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] });

describe('the plan of a new tenant', () => {
  it('makes the namespace first, then what bounds it, then what runs in it', () => {
    const planned = plan(anInput({ observed: anObserved({ namespace: undefined }) }));
    expect(said(planned)).toEqual([
      ['apply Namespace/t-sample-acme'],
      [
        'apply ResourceQuota/tenantry',
        'apply NetworkPolicy/tenantry-default-deny',
        'apply NetworkPolicy/tenantry-allow-dns',
        'apply NetworkPolicy/tenantry-allow-same-namespace',
        'apply ServiceAccount/tenantry-workload',
        'apply ConfigMap/tenantry-settings',
      ],
      ['apply Deployment/api'],
    ]);
  });

  it('names the components on the namespace, so that a policy knows whose count nobody else may scale', () => {
    const revision = aRevision({ components: [aComponent(), aComponent({ name: 'worker' })] });
    expect(intentOf(plan(anInput({ revision })), 'Namespace', 't-sample-acme')).toMatchObject({
      metadata: { annotations: { [ANNOTATION.components]: 'api,worker' } },
    });
  });

  it('is the same for the same input', () => {
    expect(plan(anInput())).toEqual(plan(anInput()));
  });
});

describe('a namespace that this Tenant may not have', () => {
  const refusalFor = (observed: Parameters<typeof anObserved>[0], tenant = aTenant()) => {
    const planned = plan(anInput({ tenant, observed: anObserved(observed) }));
    expect(planned.stages).toEqual([]);
    return planned.refusal?.reason;
  };

  it('is left untouched when it is nobody’s', () => {
    expect(refusalFor({ namespace: anObservation('t-sample-acme', { labels: {} }, '') })).toBe(
      'NamespaceNotOurs',
    );
  });

  it('is left untouched when a live Tenant has it', () => {
    const namespace = anObservation(
      't-sample-acme',
      { labels: ownLabels({ [LABEL.tenantUid]: 'other' }) },
      '',
    );
    expect(refusalFor({ namespace, live: ['other'] })).toBe('NamespaceTaken');
    expect(refusalFor({ namespace, live: [] })).toBe('NamespaceNotOurs');
  });

  it('is waited for while it is being deleted', () => {
    const namespace = anObservation('t-sample-acme', { deletionTimestamp: '2026-11-23T11:00:00Z' }, '');
    expect(refusalFor({ namespace })).toBe('NamespaceTerminating');
  });

  it('is refused when it is one of the system', () => {
    const spec = { ...aTenant().spec, namespace: 'kube-system' };
    expect(refusalFor({ namespace: undefined }, { ...aTenant(), spec })).toBe('SystemNamespace');
  });

  it('is taken over when an admin has said so on the namespace itself, with this UID and no other', () => {
    const adopt = (uid: string) =>
      anObservation('t-sample-acme', { labels: {}, annotations: { [ANNOTATION.adopt]: uid } }, '');
    expect(plan(anInput({ observed: anObserved({ namespace: adopt(UID) }) })).refusal).toBeUndefined();
    expect(refusalFor({ namespace: adopt('another-uid') })).toBe('NamespaceNotOurs');
  });
});

describe('overrides and templates', () => {
  it('realise the rest when an override is forbidden, and name it', () => {
    const planned = plan(anInput({ tenant: aTenant({ components: { api: { replicas: 9 } } }) }));
    expect(planned.faults).toMatchObject([{ reason: 'OverrideForbidden' }]);
    expect(intentOf(planned, 'Deployment', 'api')).toMatchObject({ spec: { replicas: 2 } });
  });

  it('take an override within the tier’s range', () => {
    const revision = aRevision({
      components: [aComponent({ overridable: { replicas: { min: 1, max: 9 } } })],
    });
    const planned = plan(anInput({ revision, tenant: aTenant({ components: { api: { replicas: 9 } } }) }));
    expect(planned.faults).toEqual([]);
    expect(intentOf(planned, 'Deployment', 'api')).toMatchObject({ spec: { replicas: 9 } });
  });

  it('name a count for an autoscaled component, which is the autoscaler’s, and take the rest of the override', () => {
    const autoscaling = { minReplicas: 2, maxReplicas: 6, targetCpuUtilization: 70 };
    const overridable = { replicas: { min: 1, max: 9 }, image: true };
    const revision = aRevision({ components: [aComponent({ autoscaling, overridable })] });
    const tenant = aTenant({ components: { api: { replicas: 4, image: 'other:1' } } });
    const planned = plan(anInput({ revision, tenant }));
    expect(planned.faults).toMatchObject([
      { reason: 'OverrideForbidden', message: expect.stringContaining('autoscaled between 2 and 6') },
    ]);
    expect(intentOf(planned, 'HorizontalPodAutoscaler', 'api')).toMatchObject({
      spec: { minReplicas: 2, maxReplicas: 6 },
    });
    expect(JSON.stringify(intentOf(planned, 'Deployment', 'api'))).toContain('other:1');
  });

  it('name an override of a component that the tier does not have', () => {
    const planned = plan(anInput({ tenant: aTenant({ components: { worker: { replicas: 1 } } }) }));
    expect(planned.faults).toMatchObject([{ reason: 'UnknownComponent' }]);
  });

  it('touch nothing when a placeholder of the tier means nothing', () => {
    const planned = plan(anInput({ revision: aRevision({ settings: { URL: '${tenant.uid}' } }) }));
    expect(planned.refusal?.reason).toBe('InvalidTemplate');
    expect(planned.stages).toEqual([]);
  });

  it('give every feature flag a variable of its own', () => {
    const featureFlags = { 'new-editor': true, 'new--editor': false, neweditor: false };
    const planned = plan(anInput({ revision: aRevision({ featureFlags }) }));
    expect(intentOf(planned, 'ConfigMap', 'tenantry-settings')['data']).toEqual({
      FLAG_NEW_EDITOR: 'true',
      FLAG_NEW__EDITOR: 'false',
      FLAG_NEWEDITOR: 'false',
    });
  });

  it('start pods again when a setting or flag changes, since they read them only then', () => {
    const annotationOf = (flags: Record<string, boolean>) =>
      JSON.stringify(
        intentOf(plan(anInput({ tenant: aTenant({ featureFlags: flags }) })), 'Deployment', 'api'),
      );
    expect(annotationOf({ timeline: true })).not.toBe(annotationOf({ timeline: false }));
  });
});

describe('a host name that two tenants want', () => {
  const revision = aRevision({ components: [aComponent(WEB)] });
  const host = 'sample-acme.example.com';

  it('is refused to the one who came later, whose Ingress is not made', () => {
    const other = anIngress(host, {
      labels: { [LABEL.tenant]: 'sample-other' },
      namespace: 't-sample-other',
    });
    const planned = plan(anInput({ revision, observed: anObserved({ others: [other] }) }));
    expect(planned.faults).toMatchObject([
      { reason: 'HostTaken', message: expect.stringContaining('sample-other') },
    ]);
    expect(said(planned).flat()).not.toContain('apply Ingress/api');
  });

  it('is asked for again within a minute, whoever gave it up and whatever else is wrong', () => {
    const observed = anObserved({ others: [anIngress(host, { namespace: 't-sample-other' })] });
    expect(plan(anInput({ revision, observed })).wakeAt).toBe(NOW + 60_000);
    const tenant = aTenant({ components: { api: { image: 'other:1' } } });
    expect(plan(anInput({ revision, observed, tenant })).wakeAt).toBe(NOW + 60_000);
    expect(plan(anInput({ revision })).wakeAt).toBeUndefined();
  });

  it('stays with the older Ingress when both got it at the same moment', () => {
    const own = anIngress(host, { creationTimestamp: '2026-01-01T00:00:00Z' });
    const younger = anIngress(host, { creationTimestamp: '2026-01-02T00:00:00Z', uid: 'other' });
    const planned = plan(
      anInput({ revision, observed: anObserved({ ingresses: [own], others: [younger] }) }),
    );
    expect(planned.faults).toEqual([]);
    expect(said(planned).flat()).toContain('apply Ingress/api');
  });
});

describe('what is wanted no more', () => {
  const surplus = (objects: NonNullable<Parameters<typeof anObserved>[0]>['objects'], live: string[] = []) =>
    said(plan(anInput({ observed: anObserved({ objects: objects ?? [], live }) })))
      .flat()
      .filter(step => step.startsWith('delete'));

  it('is deleted when we applied it for this Tenant', () => {
    expect(surplus([[SERVICE, anObservation('old')]])).toEqual(['delete Service/old']);
  });

  it('is left alone when somebody copied our labels', () => {
    const { fields: _, ...copy } = anObservation('copy');
    expect(surplus([[CONFIG_MAP, copy]])).toEqual([]);
  });

  it('is deleted when it was restored, and the API server has no record of who applied it', () => {
    const restored = (name: string, labels: Record<string, string> = {}) => ({
      ...anObservation(name, { labels: ownLabels(labels) }),
      fields: undefined,
    });
    const bound = restored('tenantry-owners');
    const component = restored('old', { [LABEL.component]: 'old' });
    const copy = restored('copy', { [LABEL.component]: 'old' });
    expect(
      surplus([
        [ROLE_BINDING, bound],
        [SERVICE, component],
        [CONFIG_MAP, copy],
        [LIMIT_RANGE, { ...restored('tenantry'), desiredHash: undefined }],
      ]),
    ).toEqual(['delete RoleBinding/tenantry-owners', 'delete Service/old']);
  });

  it('is left alone when it belongs to another live Tenant', () => {
    const labels = ownLabels({ [LABEL.tenantUid]: 'other' });
    expect(surplus([[SERVICE, anObservation('old', { labels })]], ['other'])).toEqual([]);
  });

  it('is deleted when the Tenant that had it is gone and its namespace adopted', () => {
    const labels = ownLabels({ [LABEL.tenantUid]: 'gone' });
    expect(surplus([[SERVICE, anObservation('old', { labels })]])).toEqual(['delete Service/old']);
  });

  it('is never a volume', () => {
    expect(surplus([[PERSISTENT_VOLUME_CLAIM, anObservation('data')]])).toEqual([]);
  });

  it('is deleted once only', () => {
    const going = anObservation('old', { deletionTimestamp: '2026-11-23T11:00:00Z' });
    expect(surplus([[SERVICE, going]])).toEqual([]);
  });
});

describe('suspension', () => {
  const running = { pods: [{ name: 'bare', ending: undefined, bare: true }] };

  it('marks the namespace first, then stands the quota, then stops all at once, whatever is refused of it', () => {
    const cron = { type: CRON_JOB, name: 'nightly', suspended: false, suspendedByUs: false };
    const planned = plan(
      anInput({ tenant: SUSPENDED, observed: anObserved({ running: { ...running, pausable: [cron] } }) }),
    );
    const stages = said(planned);
    expect(suspensionMark(planned)).toBe('suspended/2026-11-23T12:00:00.000Z');
    expect(stages[1]).toEqual(['apply ResourceQuota/tenantry-suspended']);
    const last = ['apply Deployment/api', 'pause CronJob/nightly', 'delete-pods'];
    expect(stages[2]).toEqual(expect.arrayContaining(['apply ResourceQuota/tenantry', ...last]));
    expect(stages).toHaveLength(3);
    expect(intentOf(planned, 'Deployment', 'api')).toMatchObject({
      metadata: { annotations: { [ANNOTATION.replicasBeforeSuspension]: '2' } },
      spec: { replicas: 0 },
    });
  });

  it('names pods that nothing makes again, and keeps the names', () => {
    const first = plan(anInput({ tenant: SUSPENDED, observed: anObserved({ running }) }));
    expect(first.suspension.lostPods).toBe('bare');
    const namespace = aNamespace({
      [ANNOTATION.suspension]: 'suspended/2026-11-23T11:59:00.000Z',
      [ANNOTATION.lostPods]: 'bare',
    });
    const later = plan(anInput({ tenant: SUSPENDED, observed: anObserved({ namespace, running: {} }) }));
    expect(later.suspension.lostPods).toBe('bare');
  });

  it('is settled only when no pod is left and the quota is in force', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'suspended/2026-11-23T11:59:58.000Z' });
    const settled = (quota: string, pods: typeof running.pods) =>
      plan(
        anInput({
          tenant: SUSPENDED,
          observed: anObserved({
            namespace,
            quotas: [aQuota('tenantry-suspended', { pods: quota })],
            running: { pods },
          }),
        }),
      ).suspension.settled;
    expect(settled('0', [])).toBe(true);
    expect(settled('0', running.pods)).toBe(false);
    expect(settled('', [])).toBe(false);
  });

  it('deletes ever more rarely what comes back for want of the quota, and at once what the quota keeps away', () => {
    const deletes = (since: string, created: string, quotas: ReturnType<typeof aQuota>[] = []) => {
      const namespace = aNamespace({ [ANNOTATION.suspension]: `suspended/2026-11-23T${since}.000Z` });
      const createdAt = Date.parse(`2026-11-23T${created}Z`);
      const pods = [{ name: 'again', createdAt, ending: undefined, bare: false }];
      const observed = anObserved({ namespace, quotas, running: { pods } });
      return plan(anInput({ tenant: SUSPENDED, observed })).suspension.deletePods !== undefined;
    };
    expect(deletes('11:59:40', '11:59:41')).toBe(false);
    expect(deletes('11:59:25', '11:59:26')).toBe(true);
    expect(deletes('11:57:00', '11:59:00')).toBe(false);
    expect(deletes('11:57:00', '11:58:30')).toBe(true);
    expect(deletes('01:00:00', '11:55:01')).toBe(false);
    expect(deletes('01:00:00', '11:55:00')).toBe(true);
    expect(deletes('11:59:40', '11:59:59', [aQuota('tenantry-suspended', {})])).toBe(true);
  });

  it('is not settled without the quota', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'suspended/2026-11-23T11:00:00.000Z' });
    const settled = (quotas: ReturnType<typeof aQuota>[]) =>
      plan(anInput({ tenant: SUSPENDED, observed: anObserved({ namespace, quotas, running: {} }) }))
        .suspension.settled;
    expect(settled([])).toBe(false);
    expect(settled([aQuota('tenantry-suspended', {})])).toBe(true);
  });

  it('leaves each pod its own grace, but ten minutes at most', () => {
    const deletion = (...endings: (number | undefined)[]) => {
      const pods = endings.map((ending, index) => ({ name: `pod-${index}`, ending, bare: true }));
      return plan(anInput({ tenant: SUSPENDED, observed: anObserved({ running: { pods } }) })).suspension
        .deletePods;
    };
    expect(deletion(31_536_000, undefined)).toEqual({ graceSeconds: undefined });
    expect(deletion(31_536_000, 30)).toEqual({ graceSeconds: 600 });
    expect(deletion(600, 30)).toBeUndefined();
  });

  it('holds while any author’s entry is in force, and ends by itself at the last until', () => {
    const at = (until: string) => ({ by: 'billing', reason: 'Overdue', until });
    const tenant = (until: string) => aTenant({ suspensions: [at(until)] });
    const observed = anObserved({ running: {} });
    const later = plan(anInput({ tenant: tenant('2026-11-23T12:00:00.500Z'), observed }));
    expect(later.active).toHaveLength(1);
    expect(later.wakeAt).toBe(NOW + 500);
    expect(plan(anInput({ tenant: tenant('2026-11-23T12:00:00Z'), observed })).active).toEqual([]);
  });

  it('is lifted quota first, workloads next, and controllers that backed off are woken', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'suspended/2026-11-23T11:00:00.000Z' });
    const quota = aQuota('tenantry-suspended', { pods: '0' });
    const planned = plan(
      anInput({
        observed: anObserved({
          namespace,
          quotas: [quota],
          objects: [[RESOURCE_QUOTA, quota]],
          deployments: [aDeployment({ specReplicas: 0, beforeSuspension: 2 })],
          running: {
            short: [{ type: REPLICA_SET, name: 'mine-1' }],
            pausable: [{ type: CRON_JOB, name: 'nightly', suspended: true, suspendedByUs: true }],
          },
        }),
      }),
    );
    const stages = said(planned);
    expect(suspensionMark(planned)).toBe('resuming/2026-11-23T12:00:00.000Z');
    expect(stages[1]).toContain('delete ResourceQuota/tenantry-suspended');
    expect(stages[2]).toEqual(['apply Deployment/api', 'unpause CronJob/nightly']);
    expect(stages[3]).toEqual(['poke ReplicaSet/mine-1']);
    expect(intentOf(planned, 'Deployment', 'api')).toMatchObject({ spec: { replicas: 2 } });
  });

  it('is over when nothing is short any more, and not before', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'resuming/2026-11-23T11:59:50.000Z' });
    const short = [{ type: REPLICA_SET, name: 'mine-1' }];
    const waiting = plan(anInput({ observed: anObserved({ namespace, running: { short } }) }));
    expect(waiting.suspension).toMatchObject({ settled: false, phase: { stage: 'resuming' } });
    const over = plan(anInput({ observed: anObserved({ namespace, running: {} }) }));
    expect(over.suspension).toMatchObject({ settled: true, phase: undefined });
    expect(suspensionMark(over)).toBeUndefined();
  });

  it('is not held up by a mark that a clock ahead of ours has made', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'resuming/2099-01-01T00:00:00.000Z' });
    const planned = plan(anInput({ observed: anObserved({ namespace, running: {} }) }));
    expect(suspensionMark(planned)).toBe('resuming/2026-11-23T12:00:00.000Z');
  });

  it('gives up waiting after two minutes for what lacks something else than a poke', () => {
    const namespace = aNamespace({ [ANNOTATION.suspension]: 'resuming/2026-11-23T11:57:00.000Z' });
    const short = [{ type: REPLICA_SET, name: 'mine-1' }];
    const planned = plan(anInput({ observed: anObserved({ namespace, running: { short } }) }));
    expect(planned.suspension.settled).toBe(true);
  });

  it('is marked as over after what it brings back, so that a process that dies in between leaves nothing paused', () => {
    const standing = 'resuming/2026-11-23T11:57:00.000Z';
    const namespace = aNamespace({ [ANNOTATION.suspension]: standing });
    const pausable = [{ type: CRON_JOB, name: 'nightly', suspended: true, suspendedByUs: true }];
    const planned = plan(anInput({ observed: anObserved({ namespace, running: { pausable } }) }));
    expect(suspensionMark(planned)).toBe(standing);
    expect(said(planned).slice(-2)).toEqual([
      ['apply Deployment/api', 'unpause CronJob/nightly'],
      ['apply Namespace/t-sample-acme'],
    ]);
    expect(suspensionMark({ ...planned, stages: planned.stages.slice(-1) })).toBeUndefined();
  });
});

describe('the end of a Tenant', () => {
  it('stops everything, stamps the namespace and deletes no object', () => {
    const deleteAfter = '2026-12-23T12:00:00.000Z';
    const objects = [[DEPLOYMENT, aDeployment()]] as const;
    const observed = anObserved({ running: {}, objects, deployments: [aDeployment()] });
    const planned = plan(anInput({ observed, deleteAfter }));
    expect(intentOf(planned, 'Namespace', 't-sample-acme')).toMatchObject({
      metadata: { annotations: { [ANNOTATION.deleteAfter]: deleteAfter } },
    });
    expect(
      said(planned)
        .flat()
        .filter(step => step.startsWith('delete ')),
    ).toEqual([]);
    expect(planned.counts.get('api')).toBe(0);
  });
});

describe('the quota', () => {
  it('is checked against what the components ask for with their surge', () => {
    const planned = plan(anInput({ tenant: aTenant({ quota: { pods: '2' } }) }));
    expect(planned.shortage).toEqual(['pods: needs 3, has 2']);
    expect(plan(anInput()).shortage).toEqual([]);
  });

  it('is the tier’s, overridden key by key', () => {
    const planned = plan(anInput({ tenant: aTenant({ quota: { pods: '30' } }) }));
    expect(intentOf(planned, 'ResourceQuota', 'tenantry')).toMatchObject({
      spec: { hard: { pods: '30', 'requests.cpu': '4' } },
    });
  });
});

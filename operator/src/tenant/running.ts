import { ANNOTATION, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { KubeObject, ResourceType } from '../runtime/objects.ts';
import { Semaphore } from '../runtime/queue/semaphore.ts';
import {
  CRON_JOB,
  DAEMON_SET,
  JOB,
  POD,
  REPLICA_SET,
  REPLICATION_CONTROLLER,
  SMALL_PAGE,
  STATEFUL_SET,
} from './kinds.ts';
import type { PausableWorkload, RunningObservation, RunningPod, WorkloadRef } from './observed.ts';

/** What is paused and goes on later, by a field of its own. */
export const PAUSABLE_TYPES = [JOB, CRON_JOB] as const;

/** What makes pods and may be short of them, Deployments aside: their ReplicaSets are. */
export const REPLICATED_TYPES = [REPLICA_SET, STATEFUL_SET, DAEMON_SET, REPLICATION_CONTROLLER] as const;

/**
 * Annotations of a quarter of a megabyte fit on a pod, and a tenant's owner may make hundreds of pods: no more than two
 * small pages of them are in memory at once, however many tenants are in transition.
 */
const podReads = new Semaphore(2);

/** What runs in a namespace, whoever made it: pods, Jobs and CronJobs, and controllers short of pods. */
export async function readRunning(
  client: KubeClient,
  namespace: string,
  signal: AbortSignal,
): Promise<RunningObservation> {
  const list = <T>(type: ResourceType, project: (object: KubeObject) => T[]) =>
    client.listAs(type, { namespace, pageLimit: SMALL_PAGE, signal }, project);
  const [pods, jobs, cronJobs, ...short] = await Promise.all([
    podReads.run(
      () =>
        client.listAs(POD, { namespace, metadataOnly: true, pageLimit: SMALL_PAGE, signal }, pod => [
          runningPod(pod),
        ]),
      signal,
    ),
    list(JOB, job => (isUnfinished(job) ? [pausable(JOB, job)] : [])),
    list(CRON_JOB, cronJob => [pausable(CRON_JOB, cronJob)]),
    ...REPLICATED_TYPES.map(type => list(type, object => shortWorkload(type, object))),
  ]);
  return { pods, pausable: [...jobs, ...cronJobs], short: short.flat() };
}

function runningPod({ metadata }: KubeObject): RunningPod {
  return {
    name: metadata.name,
    createdAt: timeOf(metadata.creationTimestamp),
    ending: metadata.deletionTimestamp === undefined ? undefined : (metadata.deletionGracePeriodSeconds ?? 0),
    bare: !(metadata.ownerReferences ?? []).some(owner => owner.controller),
  };
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

const jobStatus = z.object({
  status: z
    .object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]) })
    .prefault({}),
});

function isUnfinished(job: KubeObject): boolean {
  const { conditions } = jobStatus.parse(job).status;
  return !conditions.some(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
}

const suspendSpec = z.object({ spec: z.object({ suspend: z.boolean().default(false) }).prefault({}) });

function pausable(type: ResourceType, object: KubeObject): PausableWorkload {
  return {
    type,
    name: object.metadata.name,
    suspended: suspendSpec.parse(object).spec.suspend,
    suspendedByUs: object.metadata.annotations?.[ANNOTATION.suspendedBy] === MANAGED_BY,
  };
}

const counts = z.object({
  spec: z.object({ replicas: z.number().default(1) }).prefault({}),
  status: z
    .object({
      replicas: z.number().default(0),
      desiredNumberScheduled: z.number().optional(),
      currentNumberScheduled: z.number().default(0),
    })
    .prefault({}),
});

function shortWorkload(type: ResourceType, object: KubeObject): WorkloadRef[] {
  const { spec, status } = counts.parse(object);
  const [wanted, present] =
    type === DAEMON_SET
      ? [status.desiredNumberScheduled ?? 0, status.currentNumberScheduled]
      : [spec.replicas, status.replicas];
  return wanted > present ? [{ type, name: object.metadata.name }] : [];
}

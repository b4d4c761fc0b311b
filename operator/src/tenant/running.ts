import { ANNOTATION, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { KubeObject, ResourceType } from '../runtime/objects.ts';
import {
  CRON_JOB,
  DAEMON_SET,
  JOB,
  POD,
  REPLICA_SET,
  REPLICATION_CONTROLLER,
  STATEFUL_SET,
} from './kinds.ts';
import type { PausableWorkload, RunningObservation, RunningPod, WorkloadRef } from './observed.ts';

/** What runs in a namespace, whoever made it: pods, Jobs and CronJobs, and controllers short of pods. */
export async function readRunning(
  client: KubeClient,
  namespace: string,
  signal: AbortSignal,
): Promise<RunningObservation> {
  const list = (type: ResourceType, metadataOnly = false) =>
    client.list(type, { namespace, metadataOnly, signal });
  const counted = [REPLICA_SET, STATEFUL_SET, DAEMON_SET, REPLICATION_CONTROLLER];
  const [pods, jobs, cronJobs, ...controllers] = await Promise.all([
    list(POD, true),
    list(JOB),
    list(CRON_JOB),
    ...counted.map(type => list(type)),
  ]);
  return {
    pods: pods.map(runningPod),
    pausable: [...jobs.filter(isUnfinished).map(pausable(JOB)), ...cronJobs.map(pausable(CRON_JOB))],
    short: counted.flatMap((type, index) => (controllers[index] ?? []).flatMap(shortWorkload(type))),
  };
}

function runningPod({ metadata }: KubeObject): RunningPod {
  return {
    name: metadata.name,
    ending: metadata.deletionTimestamp === undefined ? undefined : (metadata.deletionGracePeriodSeconds ?? 0),
    bare: !(metadata.ownerReferences ?? []).some(owner => owner.controller),
  };
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

function pausable(type: ResourceType): (object: KubeObject) => PausableWorkload {
  return object => ({
    type,
    name: object.metadata.name,
    suspended: suspendSpec.parse(object).spec.suspend,
    suspendedByUs: object.metadata.annotations?.[ANNOTATION.suspendedBy] === MANAGED_BY,
  });
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

function shortWorkload(type: ResourceType): (object: KubeObject) => WorkloadRef[] {
  return object => {
    const { spec, status } = counts.parse(object);
    const [wanted, present] =
      type === DAEMON_SET
        ? [status.desiredNumberScheduled ?? 0, status.currentNumberScheduled]
        : [spec.replicas, status.replicas];
    return wanted > present ? [{ type, name: object.metadata.name }] : [];
  };
}

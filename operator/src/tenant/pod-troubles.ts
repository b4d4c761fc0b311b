import { LABEL } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { KubeObject } from '../runtime/objects.ts';
import { POD, SMALL_PAGE } from './kinds.ts';
import type { PodTrouble } from './observed.ts';

const waiting = z.object({ reason: z.string().default(''), message: z.string().default('') });
const podSchema = z.object({
  status: z
    .object({
      containerStatuses: z
        .array(
          z.object({
            image: z.string().default(''),
            state: z.object({ waiting: waiting.optional() }).prefault({}),
          }),
        )
        .default([]),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
        .default([]),
    })
    .prefault({}),
});

const IMAGE_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']);
const CRASH_REASONS = new Set([
  'CrashLoopBackOff',
  'RunContainerError',
  'CreateContainerError',
  'CreateContainerConfigError',
]);

/** Why the pods of these components do not come up, as the nodes and the scheduler put it; one reason each. */
export async function readPodTroubles(
  client: KubeClient,
  namespace: string,
  components: readonly string[],
  signal: AbortSignal,
): Promise<PodTrouble[]> {
  const labelSelector = `${LABEL.component} in (${components.join(',')})`;
  const query = { namespace, labelSelector, pageLimit: SMALL_PAGE, signal };
  const found = await client.listAs(POD, query, pod => {
    const component = pod.metadata.labels?.[LABEL.component];
    const trouble = troubleOf(pod);
    return component !== undefined && trouble ? [{ component, ...trouble }] : [];
  });
  const first = new Map<string, PodTrouble>();
  for (const trouble of found) if (!first.has(trouble.component)) first.set(trouble.component, trouble);
  return [...first.values()];
}

function troubleOf(pod: KubeObject): Omit<PodTrouble, 'component'> | undefined {
  const { containerStatuses, conditions } = podSchema.parse(pod).status;
  for (const { image, state } of containerStatuses) {
    const { reason = '', message = '' } = state.waiting ?? {};
    if (IMAGE_REASONS.has(reason)) return { kind: 'image', message: `${image}: ${message || reason}` };
    if (CRASH_REASONS.has(reason)) return { kind: 'crash', message: `${reason}: ${message}` };
  }
  const unscheduled = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return unscheduled && { kind: 'other', message: `not scheduled: ${unscheduled.message}` };
}

import type { Finding, StatusInput } from './finding.ts';
import { listed } from './listed.ts';
import { describeSuspensions, isMarkedSuspended, standsSuspended } from './suspension-finding.ts';

/** Whether the components serve, and if they do not, the likeliest reason. Pure. */
export function availability(input: StatusInput): Finding {
  const { plan, observed } = input;
  if (plan.refusal) {
    return {
      status: 'Unknown',
      reason: plan.refusal.reason,
      message: 'Nothing was changed; what ran before runs on.',
    };
  }
  if (plan.active.length > 0 && standsSuspended(input)) {
    return {
      status: 'False',
      reason: 'Suspended',
      message: `Nothing runs: ${describeSuspensions(plan.active)}`,
    };
  }
  if (plan.active.length > 0 && isMarkedSuspended(input)) {
    return { status: 'False', reason: 'Progressing', message: 'Pods are being stopped.' };
  }
  const short = [...plan.counts].flatMap(([name, desired]) => {
    const live = observed.deployments.get(name);
    const ready = Math.min(live?.readyReplicas ?? 0, desired);
    return ready < desired ? [{ name, ready, desired, failure: live?.replicaFailure }] : [];
  });
  if (short.length === 0) {
    const image = observed.troubles.find(({ kind }) => kind === 'image');
    if (image) {
      const message = `Older pods serve on; the new ones cannot start. Check the image's name and imagePullSecrets of the Tier: ${image.message}`;
      return { status: 'True', reason: 'ImagePullFailed', message };
    }
    return {
      status: 'True',
      reason: 'ComponentsAvailable',
      message: 'All components have their pods ready.',
    };
  }
  if (plan.suspension.phase?.stage === 'resuming') {
    return { status: 'False', reason: 'Progressing', message: 'Workloads are being started again.' };
  }
  const summary = listed(short.map(({ name, ready, desired }) => `${name} ${ready}/${desired} ready`));
  const quota = short.find(({ failure }) => failure?.includes('exceeded quota'));
  if (quota?.failure) {
    return {
      status: 'False',
      reason: 'QuotaExceeded',
      message: `${summary}. Raise spec.quota or ask for less: ${quota.failure}`,
    };
  }
  const image = observed.troubles.find(({ kind }) => kind === 'image');
  if (image) {
    return {
      status: 'False',
      reason: 'ImagePullFailed',
      message: `${summary}. Check the image's name and imagePullSecrets of the Tier: ${image.message}`,
    };
  }
  const [trouble] = observed.troubles;
  const refused = short.find(({ failure }) => failure !== undefined);
  const why = trouble?.message ?? refused?.failure;
  if (why !== undefined) {
    return { status: 'False', reason: 'ComponentsUnavailable', message: `${summary}. ${why}` };
  }
  return { status: 'False', reason: 'Progressing', message: `${summary}.` };
}

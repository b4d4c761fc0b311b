import type { KubeClient } from '../client/kube-client.ts';
import type { ReadOptions } from '../client/request-options.ts';
import type { Intent, KubeObject, ResourceType } from '../objects.ts';
import type { ManagedObservation } from './managed-observation.ts';

/** An object under the name that we want, which we never applied. It was left as it is. */
export class ForeignObjectError extends Error {
  override readonly name = 'ForeignObjectError';
  readonly kind: string;
  readonly object: { readonly namespace: string; readonly name: string };

  constructor({ kind }: ResourceType, { name, namespace = '' }: Intent['metadata'], cause: unknown) {
    super(`${kind} ${name} was not made by us`, { cause });
    this.kind = kind;
    this.object = { namespace, name };
  }
}

/** Whether what the API server has under the name of an intent bears no trace of an apply of ours. */
export async function isForeign(
  client: KubeClient,
  type: ResourceType,
  { namespace = '', name }: Intent['metadata'],
  project: (object: KubeObject) => ManagedObservation,
  options: Pick<ReadOptions, 'signal'>,
): Promise<boolean> {
  const live = await client.get(type, { namespace, name }, options);
  if (!live) return false;
  const { fields, desiredHash } = project(live);
  return fields === undefined && desiredHash === undefined;
}

import { z } from 'zod';
import type { KubeObject } from '../runtime/objects.ts';
import type { Fault } from './fault.ts';

/** What the namespace controller says that it waits for, and what a person can do about each. */
const ADVICE: Readonly<Record<string, string>> = {
  NamespaceFinalizersRemaining:
    'Let the controllers of these finalizers finish, or take the finalizers off the objects by hand.',
  NamespaceContentRemaining: '',
  NamespaceDeletionContentFailure: 'Mend what refuses the deletion.',
  NamespaceDeletionDiscoveryFailure:
    'Mend the API service that does not answer ("kubectl get apiservices" shows it), or delete it.',
  NamespaceDeletionGroupVersionParsingFailure: 'Mend or delete the API service that is named.',
};

const namespaceSchema = z.object({
  spec: z.object({ finalizers: z.array(z.string()).default([]) }).prefault({}),
  status: z
    .object({
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
        .default([]),
    })
    .prefault({}),
});

/** Why a Namespace does not end, in the words of its own conditions and finalizers. Pure. */
export function namespaceEndFault(namespace: KubeObject): Fault {
  const { name, deletionTimestamp, finalizers = [] } = namespace.metadata;
  const { spec, status } = namespaceSchema.parse(namespace);
  const held = status.conditions
    .filter(({ type, status }) => status === 'True' && ADVICE[type] !== undefined)
    .map(({ type, message }) => `${withStop(message)} ${ADVICE[type]}`.trim());
  const own = [...finalizers, ...spec.finalizers.filter(finalizer => finalizer !== 'kubernetes')];
  if (own.length > 0) {
    held.push(
      `The Namespace has finalizers of its own: ${own.join(', ')}. Let their controllers finish, or take them off.`,
    );
  }
  if (held.length === 0) held.push("Nothing says why: see that the cluster's namespace controller runs.");
  const look = `kubectl get namespace ${name} -o yaml`;
  return {
    reason: 'DeletionBlocked',
    message: `Namespace ${name} has been ending since ${deletionTimestamp} and the Tenant waits for it. ${held.join(' ')} To look: ${look}`,
  };
}

function withStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../../runtime/apply/managed-observation.ts';
import { NAMESPACE } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, ownerLabels, type Scope } from './meta.ts';

const POD_SECURITY = 'pod-security.kubernetes.io/';

/**
 * Marks that outlive the process, because they are on the Namespace itself: `phase` says how far a suspension
 * or its end has come, `deleteAfter` when a tombstone is due, `lostPods` which pods a suspension deleted that
 * nothing brings back.
 */
export interface NamespaceMarks {
  readonly phase?: string | undefined;
  readonly deleteAfter?: string | undefined;
  readonly lostPods?: string | undefined;
}

export function namespace(effective: EffectiveSpec, marks: NamespaceMarks): Desired {
  const { level, version } = effective.podSecurity;
  return namespaceWith(effective, marks, {
    podSecurity: {
      [`${POD_SECURITY}enforce`]: level,
      [`${POD_SECURITY}enforce-version`]: version,
      [`${POD_SECURITY}warn`]: level,
      [`${POD_SECURITY}warn-version`]: version,
    },
    components: effective.components.map(({ name }) => name).join(','),
  });
}

/** A Namespace whose tier revision is gone keeps the pod-security labels and the names of components that it has. */
export function retiredNamespace(
  scope: Scope,
  standing: Pick<ManagedObservation, 'labels' | 'annotations'> | undefined,
  marks: NamespaceMarks,
): Desired {
  const podSecurity = Object.entries(standing?.labels ?? {}).filter(([key]) => key.startsWith(POD_SECURITY));
  return namespaceWith(scope, marks, {
    podSecurity: Object.fromEntries(podSecurity),
    components: standing?.annotations[ANNOTATION.components] ?? '',
  });
}

/** What a Namespace has from the tier. */
interface NamespaceBounds {
  readonly podSecurity: Readonly<Record<string, string>>;
  /** Comma-separated. */
  readonly components: string;
}

function namespaceWith(
  scope: Scope,
  marks: NamespaceMarks,
  { podSecurity, components }: NamespaceBounds,
): Desired {
  return {
    type: NAMESPACE,
    intent: {
      apiVersion: 'v1',
      kind: NAMESPACE.kind,
      metadata: {
        name: scope.namespace,
        labels: { ...ownerLabels(scope.tenant), ...podSecurity },
        annotations: {
          ...(components !== '' && { [ANNOTATION.components]: components }),
          [ANNOTATION.tierRevision]: scope.revision,
          ...(marks.phase !== undefined && { [ANNOTATION.suspension]: marks.phase }),
          ...(marks.deleteAfter !== undefined && { [ANNOTATION.deleteAfter]: marks.deleteAfter }),
          ...(marks.lostPods !== undefined && { [ANNOTATION.lostPods]: marks.lostPods }),
        },
      },
    },
  };
}

import { ANNOTATION, LABEL, MANAGED_BY, OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { DEPLOYMENT } from '../kinds.ts';
import type { ReplicaDecision } from '../replicas.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { settingsHash } from './config-map.ts';
import { type Desired, managed, ownerLabels } from './meta.ts';

/** A component's Deployment. Its pods pass the `restricted` pod-security level. */
export function deployment(
  effective: EffectiveSpec,
  component: TierComponent,
  count: ReplicaDecision,
): Desired {
  const before = count.beforeSuspension;
  return managed(
    effective,
    DEPLOYMENT,
    component.name,
    {
      spec: {
        ...(count.replicas !== undefined && { replicas: count.replicas }),
        // A ReadWriteOnce volume serves one node: the old pod has to go before the new one can start.
        strategy: holdsExclusiveVolume(component)
          ? { type: 'Recreate' }
          : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        revisionHistoryLimit: 3,
        selector: { matchLabels: selectorLabels(component) },
        template: {
          metadata: {
            labels: { ...ownerLabels(effective.tenant), ...selectorLabels(component) },
            annotations: { [ANNOTATION.settingsHash]: settingsHash(effective) },
          },
          spec: podSpec(effective, component),
        },
      },
    },
    {
      component: component.name,
      ...(before !== undefined && {
        annotations: { [ANNOTATION.replicasBeforeSuspension]: String(before) },
      }),
    },
  );
}

/** Immutable once the Deployment exists, so it holds nothing that an adoption or a tier edit could change. */
export function selectorLabels(component: TierComponent): Record<string, string> {
  return { [LABEL.managedBy]: MANAGED_BY, [LABEL.component]: component.name };
}

export function holdsExclusiveVolume(component: TierComponent): boolean {
  return component.volume?.accessMode === 'ReadWriteOnce';
}

function podSpec(effective: EffectiveSpec, component: TierComponent): Record<string, unknown> {
  const writable = component.writablePaths ?? [];
  const volumes = [
    ...writable.map((_, index) => ({ name: `writable-${index}`, emptyDir: {} })),
    ...(component.volume ? [{ name: 'data', persistentVolumeClaim: { claimName: component.name } }] : []),
  ];
  return {
    serviceAccountName: OBJECT_NAME.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(effective.imagePullSecrets.length > 0 && {
      imagePullSecrets: effective.imagePullSecrets.map(({ name }) => ({ name })),
    }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: component.runAsUser,
      runAsGroup: component.runAsUser,
      ...(component.volume && { fsGroup: component.runAsUser }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selectorLabels(component) },
      },
    ],
    containers: [container(component, writable)],
    ...(volumes.length > 0 && { volumes }),
  };
}

function container(component: TierComponent, writable: readonly string[]): Record<string, unknown> {
  const { command, args, env = [], envFromSecrets = [], ports = [], probes } = component;
  const mounts = [
    ...writable.map((mountPath, index) => ({ name: `writable-${index}`, mountPath })),
    ...(component.volume ? [{ name: 'data', mountPath: component.volume.mountPath }] : []),
  ];
  return {
    name: component.name,
    image: component.image,
    imagePullPolicy: 'IfNotPresent',
    ...(command && { command }),
    ...(args && { args }),
    envFrom: [
      { configMapRef: { name: OBJECT_NAME.settings } },
      ...envFromSecrets.map(name => ({ secretRef: { name } })),
    ],
    ...(env.length > 0 && { env: env.map(environmentVariable) }),
    ...(ports.length > 0 && {
      ports: ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol })),
    }),
    resources: component.resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ...(probes?.readiness && { readinessProbe: probe(probes.readiness) }),
    ...(probes?.liveness && { livenessProbe: probe(probes.liveness) }),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
}

type Environment = NonNullable<TierComponent['env']>[number];

function environmentVariable(entry: Environment): Record<string, unknown> {
  if (entry.secretKeyRef) return { name: entry.name, valueFrom: { secretKeyRef: entry.secretKeyRef } };
  return { name: entry.name, value: entry.value };
}

type Probe = NonNullable<NonNullable<TierComponent['probes']>['readiness']>;

function probe(declared: Probe): Record<string, unknown> {
  return Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined));
}

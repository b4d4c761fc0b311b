/**
 * How server-side apply merges the lists and maps of the built-in kinds that are not merged the ordinary
 * way (lists replaced whole, objects merged field by field). Taken from `x-kubernetes-list-type`,
 * `-list-map-keys` and `-map-type` in the API server's /openapi/v3; a test compares them with a live one.
 * A rule is found by `<parent>.<field>`, then by `<field>`; items of a list stand under the list's name.
 */
export type MergeRule =
  | { readonly merge: 'atomic' }
  | { readonly merge: 'set' }
  | {
      readonly merge: 'by-keys';
      readonly keys: readonly string[];
      /** Values that a key has when it is left out. */
      readonly defaults?: Readonly<Record<string, unknown>>;
      /** The items themselves are replaced whole. */
      readonly atomicItems?: boolean;
    };

const atomic: MergeRule = { merge: 'atomic' };
const set: MergeRule = { merge: 'set' };
const by = (...keys: string[]): MergeRule => ({ merge: 'by-keys', keys });
const byWhole = (...keys: string[]): MergeRule => ({ merge: 'by-keys', keys, atomicItems: true });
const orTcp = (...keys: string[]): MergeRule => ({ merge: 'by-keys', keys, defaults: { protocol: 'TCP' } });

const RULES: Readonly<Record<string, MergeRule>> = {
  'metadata.finalizers': set,
  'metadata.ownerReferences': byWhole('uid'),
  conditions: by('type'),
  containers: by('name'),
  initContainers: by('name'),
  ephemeralContainers: by('name'),
  'containers.ports': orTcp('containerPort', 'protocol'),
  'initContainers.ports': orTcp('containerPort', 'protocol'),
  'ephemeralContainers.ports': orTcp('containerPort', 'protocol'),
  env: by('name'),
  volumeMounts: by('mountPath'),
  volumeDevices: by('devicePath'),
  volumes: by('name'),
  'spec.imagePullSecrets': byWhole('name'),
  secrets: byWhole('name'),
  hostAliases: by('ip'),
  schedulingGates: by('name'),
  resourceClaims: by('name'),
  'resources.claims': by('name'),
  topologySpreadConstraints: by('topologyKey', 'whenUnsatisfiable'),
  'spec.ports': orTcp('port', 'protocol'),
  selector: atomic,
  labelSelector: atomic,
  podSelector: atomic,
  namespaceSelector: atomic,
  nodeSelector: atomic,
  'nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution': atomic,
  nodePublishSecretRef: atomic,
  configMapKeyRef: atomic,
  secretKeyRef: atomic,
  fieldRef: atomic,
  resourceFieldRef: atomic,
  fileKeyRef: atomic,
  secretRef: atomic,
  roleRef: atomic,
  dataSource: atomic,
  scopeSelector: atomic,
  'service.port': atomic,
  'backend.resource': atomic,
  'defaultBackend.resource': atomic,
};

/** The rule of a field under its parent field; undefined for the ordinary way. */
export function mergeRuleOf(parent: string, field: string): MergeRule | undefined {
  return RULES[`${parent}.${field}`] ?? RULES[field];
}

import { createHash } from 'node:crypto';
import type { KubeObject, ManagedFieldsEntry } from '../../operator/src/runtime/objects.ts';
import { type Api, ApiRefusal } from './api.ts';

/** Everything that may be found in a tenant's namespace, ours or not; pods are counted, since their names are random. */
const NAMESPACED = [
  'configmaps',
  'cronjobs',
  'daemonsets',
  'deployments',
  'horizontalpodautoscalers',
  'ingresses',
  'jobs',
  'limitranges',
  'networkpolicies',
  'persistentvolumeclaims',
  'poddisruptionbudgets',
  'resourcequotas',
  'rolebindings',
  'roles',
  'secrets',
  'serviceaccounts',
  'services',
  'statefulsets',
] as const;

/** Normalised objects by `resource/name`. */
export type Snapshot = Readonly<Record<string, unknown>>;

export interface Subject {
  readonly tenant: string;
  readonly namespace: string;
  readonly tier: string;
}

/**
 * All objects that a tenant consists of, with everything removed that differs from run to run without
 * meaning anything: UIDs, versions, times, random names, what other controllers write. Two runs of
 * the same history, with whatever crashes in between, must give equal snapshots.
 */
export async function takeSnapshot(api: Api, subject: Subject): Promise<Snapshot> {
  const [tenant, namespace, revisions, pods, ...lists] = await Promise.all([
    api.get('tenants', '', subject.tenant),
    api.get('namespaces', '', subject.namespace),
    revisionsOf(api, subject.tier),
    podsOf(api, subject.namespace),
    ...NAMESPACED.map(resource => api.list(resource, subject.namespace)),
  ]);
  const found: [string, KubeObject | undefined][] = [
    ['tenants', tenant],
    ['namespaces', namespace],
    ...revisions.map((object): [string, KubeObject] => ['tierrevisions', object]),
    ...NAMESPACED.flatMap((resource, at) =>
      (lists[at] ?? []).map((object): [string, KubeObject] => [resource, object]),
    ),
  ];
  const rename = renamer(subject, revisions);
  const snapshot: Record<string, unknown> = { pods };
  for (const [resource, object] of found) {
    if (!object) continue;
    const text = rename(JSON.stringify(normalise(resource, object)));
    snapshot[rename(`${resource}/${object.metadata.name}`)] = JSON.parse(text);
  }
  return sortKeys(snapshot);
}

async function revisionsOf(api: Api, tier: string): Promise<KubeObject[]> {
  const all = await api.list('tierrevisions');
  return all.filter(revision => (revision['spec'] as { tier?: string }).tier === tier);
}

/** Pods that run or will: those being deleted are on their way out, as fast as their node is. */
async function podsOf(api: Api, namespace: string): Promise<number> {
  try {
    const pods = await api.list('pods', namespace);
    return pods.filter(pod => pod.metadata.deletionTimestamp === undefined).length;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return 0;
    throw error;
  }
}

const OURS = 'tenantry-operator';
const VOLATILE_METADATA = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'deletionGracePeriodSeconds',
];

function normalise(resource: string, object: KubeObject): unknown {
  const metadata: Record<string, unknown> = { ...object.metadata };
  for (const field of VOLATILE_METADATA) delete metadata[field];
  metadata['managedFields'] = (object.metadata.managedFields ?? []).filter(isOurs).map(withoutTime);
  metadata['annotations'] = ourAnnotations(object.metadata.annotations ?? {});
  const { status, ...rest } = object;
  const replaced = {
    ...(resource === 'services' && { spec: withoutAddress(object['spec']) }),
    ...(resource === 'tenants' && { status: normaliseStatus(object, status) }),
  };
  return sortKeys({ ...rest, metadata, ...replaced });
}

/** The API server gives each Service the next free address. */
function withoutAddress(spec: unknown): unknown {
  const { clusterIP: _, clusterIPs: __, ...kept } = spec as Record<string, unknown>;
  return kept;
}

const isOurs = (entry: ManagedFieldsEntry) => entry.manager === OURS;

function withoutTime(entry: ManagedFieldsEntry): unknown {
  const { time: _, ...kept } = entry as ManagedFieldsEntry & { time?: string };
  return kept;
}

/** Other controllers' annotations come and go in their own time. */
function ourAnnotations(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('tenantry.dev/')));
}

/** Generations count the edits of one history, so a status is compared by whether it is current. */
function normaliseStatus(tenant: KubeObject, status: unknown): unknown {
  const { generation } = tenant.metadata;
  const current = (observed: unknown) => (observed === generation ? '{current}' : observed);
  const {
    observedGeneration,
    conditions = [],
    ...rest
  } = (status ?? {}) as {
    observedGeneration?: number;
    conditions?: Record<string, unknown>[];
  };
  return {
    ...rest,
    observedGeneration: current(observedGeneration),
    conditions: conditions
      .map(({ lastTransitionTime: _, observedGeneration: at, ...kept }) => ({
        ...kept,
        observedGeneration: current(at),
      }))
      .sort((a, b) =>
        String((a as { type?: string }).type).localeCompare(String((b as { type?: string }).type)),
      ),
  };
}

/** Gives every run the same names. A revision is named by what is in it, since its own name hashes the tier's. */
function renamer(subject: Subject, revisions: readonly KubeObject[]): (text: string) => string {
  const names: [string, string][] = revisions.map(revision => {
    const spec = JSON.stringify(sortKeys(revision['spec'])).replaceAll(subject.tier, '{tier}');
    return [
      revision.metadata.name,
      `{revision-${createHash('sha256').update(spec).digest('hex').slice(0, 6)}}`,
    ];
  });
  names.push([subject.tenant, '{tenant}'], [subject.tier, '{tier}']);
  return text => {
    const renamed = names.reduce((result, [from, to]) => result.replaceAll(from, to), text);
    return (
      renamed
        // Hashes cover the Tenant's name and UID, wherever they stand.
        .replace(/("tenantry\.dev\/[a-z-]+-hash":)"[0-9a-f]+"/g, '$1"{hash}"')
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '{uuid}')
        .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '{time}')
    );
  };
}

function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)])) as T;
}

/** What differs between two snapshots, one line each; empty when they are equal. */
export function differences(expected: Snapshot, found: Snapshot): string[] {
  const lines: string[] = [];
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (!(key in found)) lines.push(`missing: ${key}`);
    else if (!(key in expected)) lines.push(`extra: ${key}`);
    else compare(key, expected[key], found[key], lines);
  }
  return lines;
}

function compare(at: string, expected: unknown, found: unknown, lines: string[]): void {
  if (JSON.stringify(expected) === JSON.stringify(found)) return;
  if (isRecord(expected) && isRecord(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      compare(`${at}.${key}`, expected[key], found[key], lines);
    }
    return;
  }
  lines.push(`${at}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import type { TenantSpec } from '@tenantry/contracts/tenancy/tenant';
import type { Intent } from '../runtime/objects.ts';
import { below, compareIntents, type FieldChange } from './compare-intents.ts';
import type { Fault } from './fault.ts';
import { DEPLOYMENT } from './kinds.ts';
import { objectId } from './observed.ts';
import { type Plan, plan } from './plan.ts';
import { nothingThere, realised } from './realised.ts';
import type { RevisionTemplate } from './resolve.ts';

/** What a tenant runs: the spec of its Tenant, and the revision of the Tier that it names. */
export interface RunningSide {
  readonly spec: TenantSpec;
  readonly revision: RevisionTemplate;
}

export interface RunningChangeInput {
  readonly tenant: { readonly name: string; readonly uid: string };
  /** Undefined: nothing of it runs yet. */
  readonly present: RunningSide | undefined;
  readonly candidate: RunningSide;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * `kept`: it is asked for no more and stays all the same, as every volume does. Objects whose only difference is the
 * name of the revision that they were made from count as unchanged.
 */
export interface ObjectChange {
  readonly kind: string;
  readonly name: string;
  readonly change: 'created' | 'changed' | 'removed' | 'kept';
  /** Of what is changed. */
  readonly fields: readonly FieldChange[];
  /** Pods are replaced by new ones. */
  readonly restarts: boolean;
}

export interface CountChange {
  readonly component: string;
  /** Pods; undefined when there is no such component. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface RunningChange {
  /** Nothing would be touched, and why; all else is empty then. */
  readonly refusal: Fault | undefined;
  readonly objects: readonly ObjectChange[];
  /** Objects that stay as they are. */
  readonly unchanged: number;
  readonly counts: readonly CountChange[];
  /** What a person would have to mend that is not amiss now. */
  readonly faults: readonly Fault[];
  /** What would not fit into the quota, and does now. */
  readonly shortage: readonly string[];
  /** What the quota allows, by key. */
  readonly quota: { readonly before: Quota | undefined; readonly after: Quota };
}

type Quota = Readonly<Record<string, string>>;

const REVISION_MARK = below('metadata.annotations', ANNOTATION.tierRevision);
const IGNORED: ReadonlySet<string> = new Set([REVISION_MARK]);

/**
 * What another spec or tier would change of what runs, by the operator's own plan: that of the present is taken for
 * carried out in a quiet cluster, and that of the candidate is planned onto it. Pure. Suspensions are left out of both:
 * what differs is what differs once nobody suspends the tenant.
 */
export function runningChange({ tenant, present, candidate, now }: RunningChangeInput): RunningChange {
  const planned = (side: RunningSide, observed = nothingThere(tenant.uid)): Plan =>
    plan({
      tenant: { ...tenant, spec: { ...side.spec, suspensions: [] } },
      revision: side.revision,
      observed,
      now,
    });
  const before = present && planned(present);
  // A present that cannot be realised has left nothing that is known of.
  const stands = before !== undefined && before.refusal === undefined;
  const after = planned(candidate, stands ? realised(before, tenant.uid) : undefined);
  const quota = { before: present && quotaOf(present), after: quotaOf(candidate) };
  const nothing = { objects: [], unchanged: 0, counts: [], faults: [], shortage: [], quota };
  if (after.refusal !== undefined) return { ...nothing, refusal: after.refusal };
  const { objects, unchanged } = compare(stands ? before : undefined, after);
  return {
    refusal: undefined,
    objects,
    unchanged,
    counts: countsOf(stands ? before : undefined, after),
    faults: after.faults.filter(fault => !before?.faults.some(known => isSame(known, fault))),
    shortage: after.shortage.filter(text => !before?.shortage.includes(text)),
    quota,
  };
}

function quotaOf({ spec, revision }: RunningSide): Quota {
  return { ...revision.template.quota, ...spec.quota };
}

function compare(before: Plan | undefined, after: Plan): { objects: ObjectChange[]; unchanged: number } {
  const had = before ? intentsOf(before) : new Map<string, Intent>();
  const has = intentsOf(after);
  const removed = new Set(
    after.stages.flat().flatMap(step => (step.do === 'delete' ? [objectId(step.type, step.name)] : [])),
  );
  const objects: ObjectChange[] = [];
  for (const [id, intent] of has) {
    const known = had.get(id);
    if (known === undefined) objects.push(changeOf(intent, 'created'));
    else {
      const fields = compareIntents(known, intent, IGNORED);
      if (fields.length > 0) objects.push(changeOf(intent, 'changed', fields));
    }
  }
  for (const [id, intent] of had) {
    if (!has.has(id)) objects.push(changeOf(intent, removed.has(id) ? 'removed' : 'kept'));
  }
  const touched = objects.filter(({ change }) => change === 'created' || change === 'changed').length;
  return { objects, unchanged: has.size - touched };
}

function intentsOf({ stages }: Plan): ReadonlyMap<string, Intent> {
  return new Map(
    stages
      .flat()
      .flatMap(step =>
        step.do === 'apply'
          ? [[objectId(step.desired.type, step.desired.intent.metadata.name), step.desired.intent] as const]
          : [],
      ),
  );
}

function changeOf(
  { kind, metadata: { name } }: Intent,
  change: ObjectChange['change'],
  fields: readonly FieldChange[] = [],
): ObjectChange {
  const restarts =
    kind === DEPLOYMENT.kind &&
    change === 'changed' &&
    fields.some(({ path }) => path.startsWith('spec.template'));
  return { kind, name, change, fields, restarts };
}

function countsOf(before: Plan | undefined, after: Plan): CountChange[] {
  const components = new Set([...(before?.counts.keys() ?? []), ...after.counts.keys()]);
  return [...components].map(component => ({
    component,
    before: before?.counts.get(component),
    after: after.counts.get(component),
  }));
}

function isSame(a: Fault, b: Fault): boolean {
  return a.reason === b.reason && a.message === b.message;
}

import { type TierSpec, tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import { tierRevisionSchema } from '@tenantry/contracts/tenancy/tier-revision';
import type { KubeObject } from '../runtime/objects.ts';
import { issueText } from '../tenant/issue-text.ts';
import { revisionName } from './revision-name.ts';

/** What the cache keeps of a Tier. */
export interface TierRecord {
  readonly namespace: '';
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** The spec as written: what a revision holds, byte for byte. */
  readonly written: unknown;
  /** Name of the revision that the spec, as written, makes with this version of the operator. */
  readonly revision: string;
  /** Why the spec cannot be used by this version of the operator. */
  readonly problem: string | undefined;
}

export function tierRecord(object: KubeObject): TierRecord {
  const { metadata } = object;
  const written = object['spec'];
  const parsed = tierSpecSchema.safeParse(written);
  return {
    namespace: '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    written,
    revision: revisionName(metadata.name, written),
    problem: parsed.success ? undefined : issueText(parsed.error.issues[0]),
  };
}

/** What the cache keeps of a TierRevision. */
export interface RevisionRecord {
  readonly namespace: '';
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string;
  readonly tier: string;
  readonly template: TierSpec | undefined;
}

export function revisionRecord(object: KubeObject): RevisionRecord {
  const { metadata } = object;
  const parsed = tierRevisionSchema.safeParse(object);
  return {
    namespace: '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    createdAt: metadata.creationTimestamp ?? '',
    tier: parsed.success ? parsed.data.spec.tier : '',
    template: parsed.success ? parsed.data.spec.template : undefined,
  };
}

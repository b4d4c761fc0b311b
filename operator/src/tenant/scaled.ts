import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';
import type { Intent } from '../runtime/objects.ts';
import type { Scale } from './plan.ts';

const specSchema = z.record(z.string(), z.unknown()).default({});

/** What was applied for a Deployment, with another count; the UID keeps the write from making it anew. Pure. */
export function scaled(applied: Intent, uid: string, { replicas, beforeSuspension }: Scale): Intent {
  const {
    [ANNOTATION.desiredHash]: _,
    [ANNOTATION.replicasBeforeSuspension]: __,
    ...annotations
  } = applied.metadata.annotations ?? {};
  const note = beforeSuspension !== undefined && {
    [ANNOTATION.replicasBeforeSuspension]: String(beforeSuspension),
  };
  return {
    ...applied,
    metadata: { ...applied.metadata, uid, annotations: { ...annotations, ...note } },
    spec: { ...specSchema.parse(applied['spec']), replicas },
  };
}

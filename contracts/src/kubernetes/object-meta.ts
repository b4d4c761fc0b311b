import { z } from 'zod';

/**
 * Metadata of an object as the API server answers it. Loose: what is not read here passes through, since a
 * newer server may say more than we know.
 */
export const objectMetaSchema = z.looseObject({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  finalizers: z.array(z.string()).optional(),
});

export type ObjectMeta = z.infer<typeof objectMetaSchema>;

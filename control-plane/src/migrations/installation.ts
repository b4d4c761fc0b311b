import { z } from 'zod';
import type { CollectionSpec, Store } from '../storage/documents.ts';
import { insertOne } from '../storage/documents.ts';

const installationSchema = z.object({
  id: z.literal('installation'),
  /** Made once, and taken along when everything is moved to another store. */
  installationId: z.string(),
  at: z.string(),
});
export type Installation = z.infer<typeof installationSchema>;

const installationSpec: CollectionSpec<Installation> = {
  name: 'installation',
  indexes: {},
  parse: value => installationSchema.parse(value),
};

const ID = 'installation' as const;

/** Who this store is; nothing when no control plane was started on it yet. */
export async function installationOf(store: Store): Promise<Installation | undefined> {
  return (await store.collection(installationSpec)).get(ID);
}

/** Gives the store an identity if it has none. Of two that do it at once, one insert decides. */
export async function stampInstallation(
  store: Store,
  fresh: Omit<Installation, 'id'>,
): Promise<Installation> {
  const installations = await store.collection(installationSpec);
  await insertOne(installations, { id: ID, ...fresh });
  return (await installations.get(ID)) ?? { id: ID, ...fresh };
}

/** For an import, which alone works on the store: it becomes what was exported. */
export async function adoptInstallation(store: Store, of: Omit<Installation, 'id'>): Promise<void> {
  await (await store.collection(installationSpec)).replace({ id: ID, ...of });
}

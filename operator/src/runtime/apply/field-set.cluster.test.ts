import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import { loadConnection } from '../client/kube-config.ts';
import type { KubeObject } from '../objects.ts';
import { appliedIntent } from './applied-intent.ts';
import { Applier } from './applier.ts';
import { fieldSetOf } from './field-set.ts';
import { type ManagedObservation, observeManaged } from './managed-observation.ts';
import { richIntents } from './rich-intents.test-support.ts';
import { isCurrent, seal } from './seal.ts';

const HASH = 'example.com/hash';
const MANAGER = 'sample-operator';
const project = (object: KubeObject): ManagedObservation =>
  observeManaged(object, { fieldManager: MANAGER, hashAnnotation: HASH });

describe.each(['1.34', '1.36'] as const)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  let client: KubeClient;
  const store = new ObjectStore<ManagedObservation>();

  beforeAll(async () => {
    client = new KubeClient({
      connection: await loadConnection({ kubeconfig: cluster().kubeconfig }),
      fieldManager: MANAGER,
    });
  });
  afterAll(() => client?.close());

  test.each(richIntents)(
    'the field set computed for a $type.kind is the one that the server records',
    async ({ type, intent }) => {
      const sealed = seal(type, intent, HASH);
      const { object } = await client.apply(type, sealed.object);
      const recorded = object.metadata.managedFields?.find(
        entry => entry.manager === MANAGER && entry.operation === 'Apply',
      );
      expect(fieldSetOf(sealed.object)).toEqual(recorded?.fieldsV1);
      expect(isCurrent(sealed, project(object))).toBe(true);
    },
  );

  test.each(richIntents)('a $type.kind applied twice is written once', async ({ type, intent }) => {
    const applier = new Applier({ client });
    const changed = {
      ...intent,
      metadata: { ...intent.metadata, annotations: { 'example.com/note': 'changed' } },
    };
    const sealed = seal(type, changed, HASH);
    const target = { store, project, metadataOnly: true };
    expect(await applier.ensure(sealed, target)).toBe('configured');
    expect(await applier.ensure(sealed, target)).toBe('unchanged');
    expect(await applier.ensure(sealed, target, { force: true })).toBe('unchanged');
  });

  test.each(richIntents)(
    'the intent read back from a $type.kind changes nothing of it',
    async ({ type, intent }) => {
      const { object } = await client.apply(type, seal(type, intent, HASH).object);
      const back = appliedIntent(object, MANAGER);
      if (!back) throw new Error('nothing was applied');
      const again = await client.apply(type, back);
      expect(essence(again.object)).toEqual(essence(object));
      // It is no empty promise: what it leaves out would be taken away.
      expect(Object.keys(back)).toEqual(expect.arrayContaining(Object.keys(intent)));
    },
  );

  test('an edit of our field by another shows, another manager’s own field does not', async () => {
    const applier = new Applier({ client });
    const type = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
    const metadata = { name: 'edited', namespace: 'rich' };
    const sealed = seal(type, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ours: 'a' } }, HASH);
    const target = { store, project };
    expect(await applier.ensure(sealed, target)).toBe('created');
    const other = new KubeClient({
      connection: await loadConnection({ kubeconfig: cluster().kubeconfig }),
      fieldManager: 'other',
    });

    store.recordWrite(project(await other.mergePatch(type, metadata, { data: { theirs: 'b' } })));
    expect(await applier.ensure(sealed, target)).toBe('unchanged');

    store.recordWrite(project(await other.mergePatch(type, metadata, { data: { ours: 'c' } })));
    expect(await applier.ensure(sealed, target)).toBe('configured');
    expect((await client.get(type, metadata))?.['data']).toEqual({ ours: 'a', theirs: 'b' });

    store.recordWrite(project(await other.mergePatch(type, metadata, { data: { ours: null } })));
    expect(await applier.ensure(sealed, target)).toBe('configured');
    await other.close();
  });
});

/** All but the record of who owns what, and when it was written. */
function essence({ metadata, ...content }: KubeObject): object {
  const { managedFields: _, resourceVersion: __, ...rest } = metadata;
  return { ...content, metadata: rest };
}

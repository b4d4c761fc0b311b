import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { type Cached, ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import { loadConnection } from '../client/kube-config.ts';
import type { KubeObject, ResourceType } from '../objects.ts';
import { Reflector, type ReflectorOptions } from './reflector.ts';

const CONFIG_MAP: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};
const CRD: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
const WIDGET: ResourceType = {
  group: 'example.com',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: false,
};

const widgetDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Cluster',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

const project = ({ metadata }: KubeObject): Cached => ({
  namespace: metadata.namespace ?? '',
  name: metadata.name,
  uid: metadata.uid ?? '',
  resourceVersion: metadata.resourceVersion ?? '',
});

describe.each(['1.34', '1.36'] as const)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  let client: KubeClient;
  const running: Reflector<Cached>[] = [];

  beforeAll(async () => {
    client = new KubeClient({
      connection: await loadConnection({ kubeconfig: cluster().kubeconfig }),
      fieldManager: 'sample',
    });
  });
  afterAll(async () => {
    for (const reflector of running) await reflector.stop();
    await client?.close();
  });

  function reflect(type: ResourceType, options: Partial<ReflectorOptions<Cached>> = {}) {
    const store = new ObjectStore<Cached>();
    const reported: string[] = [];
    const onChange: ReflectorOptions<Cached>['onChange'] = ({ previous, current }) => {
      reported.push(`${!previous ? 'new' : !current ? 'gone' : 'changed'} ${(current ?? previous)?.name}`);
    };
    const reflector = new Reflector<Cached>({
      client,
      type,
      project,
      store,
      onChange,
      backoff: { firstMs: 20, longestMs: 200 },
      ...options,
    });
    running.push(reflector);
    reflector.start();
    return { store, reported, reflector };
  }

  const configMap = (name: string, labels: Record<string, string> = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', labels },
    data: { filler: 'x'.repeat(500) },
  });

  test('1,200 objects are read by watch-list, and then every change arrives', async () => {
    for (let batch = 0; batch < 1200; batch += 60) {
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          client.apply(CONFIG_MAP, configMap(`cm-${batch + i}`, { set: 'many' })),
        ),
      );
    }
    const { store, reported, reflector } = reflect(CONFIG_MAP, {
      labelSelector: 'set=many',
      metadataOnly: true,
    });
    await reflector.synced;
    expect(store.size).toBe(1200);
    reported.length = 0;
    await client.apply(CONFIG_MAP, configMap('cm-new', { set: 'many' }));
    await client.apply(CONFIG_MAP, configMap('cm-1', { set: 'many', more: 'yes' }));
    await client.apply(CONFIG_MAP, configMap('cm-2', { set: 'other' }));
    await client.delete(CONFIG_MAP, { namespace: 'default', name: 'cm-3' });
    await vi.waitFor(() =>
      expect(reported).toEqual(['new cm-new', 'changed cm-1', 'gone cm-2', 'gone cm-3']),
    );
  });

  test('a watch that the server ends goes on without losing or repeating anything', async () => {
    const { reported, reflector } = reflect(CONFIG_MAP, {
      labelSelector: 'set=short',
      watchTimeoutSeconds: 1,
    });
    await reflector.synced;
    for (let i = 0; i < 30; i++) {
      await client.apply(CONFIG_MAP, configMap(`short-${i}`, { set: 'short' }));
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    await vi.waitFor(() => expect(reported).toEqual(Array.from({ length: 30 }, (_, i) => `new short-${i}`)));
  });

  test('a definition that comes, goes and comes again is followed', async () => {
    const { reported, store, reflector } = reflect(WIDGET);
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one' } };
    await client.apply(CRD, widgetDefinition);
    await reflector.synced;
    await vi.waitFor(() => client.apply(WIDGET, widget), 10_000);
    await vi.waitFor(() => expect(reported).toEqual(['new one']), 5_000);
    await client.delete(CRD, widgetDefinition.metadata);
    await vi.waitFor(() => expect(store.size).toBe(0), 15_000);
    await vi.waitFor(
      async () => expect(await client.get(CRD, widgetDefinition.metadata)).toBeUndefined(),
      15_000,
    );
    await client.apply(CRD, widgetDefinition);
    await vi.waitFor(() => client.apply(WIDGET, widget), 10_000);
    await vi.waitFor(() => expect(reported).toEqual(['new one', 'gone one', 'new one']), 15_000);
  });
});

import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { KubeClient } from '../client/kube-client.ts';
import { loadConnection } from '../client/kube-config.ts';
import { silentLogger } from '../logger.ts';
import { RuntimeMetrics } from '../metrics.ts';
import type { KubeObject, ResourceType } from '../objects.ts';
import { EventRecorder, type RecordedEvent } from './event-recorder.ts';

const EVENT: ResourceType = {
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
};
const NAMESPACE: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};
const CONFIG_MAP: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};

/** What a busy machine may need to write everything; an operator that stops takes a second. */
const DRAIN = 15_000;

const cluster = useCluster();
let client: KubeClient;

beforeAll(async () => {
  client = new KubeClient({
    connection: await loadConnection({ kubeconfig: cluster().kubeconfig }),
    fieldManager: 'sample',
  });
});
afterAll(() => client?.close());

function build(by: KubeClient = client) {
  const metrics = new RuntimeMetrics({ prefix: 'sample_', registry: new Registry() });
  const recorder = new EventRecorder({
    client: by,
    controller: 'example.com/operator',
    instance: 'operator-1',
    logger: silentLogger,
    metrics,
  });
  return { recorder, metrics };
}

function about(type: ResourceType, uid: string, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const regarding = { type, namespace: type.namespaced ? 'kube-public' : '', name: 'sample', uid };
  return {
    regarding,
    type: 'Warning',
    reason: 'TierNotFound',
    action: 'Reconcile',
    note: 'there is no such tier',
    ...more,
  };
}

async function eventsAbout(uid: string, namespace: string): Promise<KubeObject[]> {
  const events = await client.list(EVENT, { namespace });
  return events.filter(
    ({ regarding }) =>
      typeof regarding === 'object' && regarding !== null && 'uid' in regarding && regarding.uid === uid,
  );
}

test('an Event about a cluster-scoped object is in the namespace default, one about another beside it', async () => {
  const { recorder } = build();
  recorder.record(about(NAMESPACE, 'uid-cluster'));
  recorder.record(about(CONFIG_MAP, 'uid-namespaced', { type: 'Normal' }));
  await recorder.stop(DRAIN);
  expect(await eventsAbout('uid-cluster', 'default')).toMatchObject([
    {
      type: 'Warning',
      reason: 'TierNotFound',
      reportingController: 'example.com/operator',
      note: 'there is no such tier',
    },
  ]);
  expect(await eventsAbout('uid-namespaced', 'kube-public')).toHaveLength(1);
});

test('the same Event again is one Event with a count', async () => {
  const { recorder } = build();
  for (let i = 0; i < 50; i++) recorder.record(about(NAMESPACE, 'uid-repeated'));
  await recorder.stop(DRAIN);
  expect(await eventsAbout('uid-repeated', 'default')).toMatchObject([{ series: { count: 50 } }]);
});

test('an object that has something new to say all the time is held to its budget', async () => {
  const { recorder, metrics } = build();
  for (let i = 0; i < 100; i++) recorder.record(about(NAMESPACE, 'uid-noisy', { note: `number ${i}` }));
  await recorder.stop(DRAIN);
  expect(await eventsAbout('uid-noisy', 'default')).toHaveLength(20);
  expect(await metrics.registry.metrics()).toContain('sample_recorded_events_total{outcome="suppressed"} 80');
});

test('a note that is too long is cut between characters', async () => {
  const { recorder } = build();
  recorder.record(about(NAMESPACE, 'uid-long', { note: 'é'.repeat(2_000) }));
  await recorder.stop(DRAIN);
  const [event] = await eventsAbout('uid-long', 'default');
  expect(event?.['note']).toMatch(/^é+…$/);
});

test('an Event that may not be written disturbs nobody', async () => {
  const kubeconfig = await cluster().kubeconfigFor({ name: 'nobody' });
  const forbidden = new KubeClient({
    connection: await loadConnection({ kubeconfig }),
    fieldManager: 'sample',
  });
  const { recorder, metrics } = build(forbidden);
  recorder.record(about(NAMESPACE, 'uid-forbidden'));
  await recorder.stop(DRAIN);
  await forbidden.close();
  expect(await metrics.registry.metrics()).toContain('sample_recorded_events_total{outcome="failed"} 1');
});

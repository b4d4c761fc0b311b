import { Registry } from 'prom-client';
import { afterEach, describe, expect, test } from 'vitest';
import { ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import { json, refusal, ScriptedServer, type Turn } from '../client/scripted-server.test-support.ts';
import { RuntimeMetrics } from '../metrics.ts';
import { Applier } from './applier.ts';
import { ForeignObjectError } from './foreign-object.ts';
import { type ManagedObservation, observeManaged } from './managed-observation.ts';
import { seal } from './seal.ts';

const TYPE = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const HASH = 'example.com/hash';
const OPTIONS = { fieldManager: 'sample', hashAnnotation: HASH };
const sealed = seal(
  TYPE,
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'n' }, data: { x: '1' } },
  HASH,
);

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that records a field set which nobody could have computed. */
const surprising: Turn = (response, request) => {
  const { metadata } = JSON.parse(request.body);
  const managedFields = [{ manager: 'sample', operation: 'Apply', fieldsV1: { 'f:surprise': {} } }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ metadata: { ...metadata, uid: 'u', resourceVersion: '5', managedFields } }));
};

async function build(...turns: Turn[]) {
  const server = new ScriptedServer(...(turns.length > 0 ? turns : [surprising]));
  const client = new KubeClient({ connection: await server.start(), fieldManager: 'sample' });
  const metrics = new RuntimeMetrics({ prefix: 'sample_', registry: new Registry() });
  cleanups.push(
    () => server.stop(),
    () => client.close(),
  );
  const store = new ObjectStore<ManagedObservation>();
  const target = {
    store,
    project: (object: Parameters<typeof observeManaged>[0]) => observeManaged(object, OPTIONS),
  };
  return { server, metrics, store, target, applier: new Applier({ client, metrics }) };
}

test('a field set that the server sees otherwise is learnt and counted, and never causes a loop', async () => {
  const { applier, target, server, metrics } = await build();
  for (let i = 0; i < 5; i++) await applier.ensure(sealed, target);
  expect(server.requests).toHaveLength(1);
  expect(await metrics.registry.metrics()).toContain('sample_field_set_mismatches_total{kind="ConfigMap"} 1');
});

test('drift from a learnt field set is still seen', async () => {
  const { applier, target, server, store } = await build();
  await applier.ensure(sealed, target);
  const known = store.get('n', 'a');
  if (known) store.recordWrite({ ...known, resourceVersion: '6', fields: 'another' });
  await applier.ensure(sealed, target);
  expect(server.requests).toHaveLength(2);
});

test('a forced apply writes, and a dry run leaves the store as it was', async () => {
  const { applier, target, server, store } = await build();
  await applier.ensure(sealed, target, { dryRun: true });
  expect(store.size).toBe(0);
  expect(server.requests[0]?.query.get('dryRun')).toBe('All');
  await applier.ensure(sealed, target);
  expect(await applier.ensure(sealed, target, { force: true })).toBe('unchanged');
  expect(server.requests).toHaveLength(3);
});

describe('an object that is there under the name', () => {
  const refusing = async (code: number, metadata: object) => {
    const live = json(200, { metadata: { name: 'a', namespace: 'n', uid: 'u', ...metadata } });
    const { server, applier, target } = await build(refusal(code, 'Refused'), live, refusal(422, 'Invalid'));
    const thrown = await applier.ensure(sealed, target).catch((error: unknown) => error);
    return { thrown, sent: server.requests.map(({ method }) => method) };
  };

  test('and that we never applied is told apart from other refusals, and nothing more is sent to it', async () => {
    for (const code of [403, 422]) {
      const { thrown, sent } = await refusing(code, {});
      expect(thrown).toBeInstanceOf(ForeignObjectError);
      expect(thrown).toMatchObject({ kind: 'ConfigMap', object: { namespace: 'n', name: 'a' } });
      expect(sent).toEqual(['PATCH', 'GET']);
    }
  });

  test('is ours by the hash on it, although a restore took its field managers', async () => {
    const { thrown, sent } = await refusing(422, { annotations: { [HASH]: 'any' } });
    expect(thrown).toMatchObject({ status: 422 });
    expect(sent).toEqual(['PATCH', 'GET', 'PATCH']);
  });

  test('is not asked for when the store has it', async () => {
    const { applier, target, server, store } = await build(refusal(403, 'Forbidden'));
    store.observe({ namespace: 'n', name: 'a', uid: 'u', resourceVersion: '1', labels: {}, annotations: {} });
    await expect(applier.ensure(sealed, target)).rejects.toMatchObject({ status: 403 });
    expect(server.requests).toHaveLength(1);
  });
});

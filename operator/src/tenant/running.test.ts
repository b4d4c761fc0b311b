import { afterEach, expect, test } from 'vitest';
import { KubeClient } from '../runtime/client/kube-client.ts';
import { json, ScriptedServer } from '../runtime/client/scripted-server.test-support.ts';
import { FakeClock } from '../runtime/fake-clock.test-support.ts';
import { NOW } from './plan-input.test-support.ts';
import { readRunning } from './running.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

test('what a tenant’s owner makes is read in small pages, of two tenants at most at once, and of pods the metadata', async () => {
  let reading = 0;
  let most = 0;
  const server = new ScriptedServer((response, request) => {
    const pods = request.path.endsWith('/pods');
    if (pods) most = Math.max(most, ++reading);
    setTimeout(() => {
      if (pods) reading--;
      json(200, { metadata: { resourceVersion: '1' }, items: [] })(response, request);
    }, 20);
  });
  const client = new KubeClient({
    connection: await server.start(),
    fieldManager: 'sample',
    clock: new FakeClock(NOW),
  });
  cleanups.push(async () => {
    await client.close();
    await server.stop();
  });
  const { signal } = new AbortController();
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(tenant => readRunning(client, `t-${tenant}`, signal)));
  for (const { path, query, headers } of server.requests) {
    expect(Number(query.get('limit')), path).toBe(10);
    if (path.endsWith('/pods')) expect(headers.accept).toContain('PartialObjectMetadataList');
  }
  expect(server.requests.filter(({ path }) => path.endsWith('/pods'))).toHaveLength(5);
  expect(most).toBe(2);
});

import { expect, test } from 'vitest';
import { KubeClient } from '../client/kube-client.ts';
import { ScriptedServer, silence } from '../client/scripted-server.test-support.ts';
import { FakeClock } from '../fake-clock.test-support.ts';
import { silentLogger } from '../logger.ts';
import { EventRecorder } from './event-recorder.ts';

const TYPE = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };

test('Events that nobody takes hold up a stop for the drain and no longer', async () => {
  const server = new ScriptedServer(silence);
  const clock = new FakeClock();
  const client = new KubeClient({ connection: await server.start(), fieldManager: 'sample', clock });
  const recorder = new EventRecorder({
    client,
    clock,
    controller: 'example.com/operator',
    instance: 'sample',
    logger: silentLogger,
  });
  const regarding = { type: TYPE, namespace: 'n', name: 'a', uid: 'u' };
  for (const reason of ['One', 'Two', 'Three', 'Four']) {
    recorder.record({ regarding, type: 'Normal', reason, action: 'Test', note: '' });
  }
  await expect.poll(() => server.requests.length).toBe(2);
  let stopped = false;
  const stopping = recorder.stop(250).then(() => {
    stopped = true;
  });
  await clock.advance(249);
  expect(stopped).toBe(false);
  await clock.advance(1);
  await stopping;
  await client.close();
  expect(server.requests).toHaveLength(2);
  await server.stop();
});

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FaultProxy } from './fault-proxy.ts';
import { countWrites } from './traffic.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/t-a/deployments';

describe('fault proxy', () => {
  let server: Server;
  let proxy: FaultProxy;
  /** What the server was asked to store, in order. */
  let stored: string[];
  let openWatch: ServerResponse | undefined;

  beforeEach(async () => {
    stored = [];
    openWatch = undefined;
    server = createServer((incoming, response) => {
      if (incoming.url?.includes('watch=true')) {
        response.writeHead(200).flushHeaders();
        openWatch = response;
        return;
      }
      let body = '';
      incoming.on('data', chunk => {
        body += String(chunk);
      });
      incoming.on('end', () => {
        if (incoming.method !== 'GET') stored.push(`${incoming.method} ${body}`);
        response.writeHead(200, { 'content-type': 'application/json' }).end(body === '' ? '{}' : body);
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    proxy = await FaultProxy.start({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });

  afterEach(async () => {
    await proxy.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function send(method: 'GET' | 'PATCH', path: string, body?: string) {
    const answer = await fetch(proxy.url + path, { method, body: body ?? null });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Opens a watch and gathers the event types that arrive. */
  async function watch(path = `${DEPLOYMENTS}?watch=true`) {
    const answer = await fetch(proxy.url + path);
    const seen: string[] = [];
    let text = '';
    const ended = (async () => {
      for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString();
      return 'ended';
    })().catch(() => 'broken');
    const lines = () => {
      seen.splice(0, seen.length, ...text.split('\n').filter(line => line !== ''));
      return seen;
    };
    await expect.poll(() => openWatch).toBeDefined();
    return { lines, ended };
  }

  const emit = (type: string, name: string) =>
    openWatch?.write(`${JSON.stringify({ type, object: { metadata: { name } } })}\n`);

  test('passes requests and answers on unchanged and records them', async () => {
    expect((await send('PATCH', `${DEPLOYMENTS}/api`, '{"a":1}')).text).toBe('{"a":1}');
    await send('PATCH', `${DEPLOYMENTS}/api?dryRun=All`, '{"a":2}');
    await send('PATCH', '/apis/tenantry.dev/v1alpha1/tenants/a/status', '{}');
    expect(stored).toEqual(['PATCH {"a":1}', 'PATCH {"a":2}', 'PATCH {}']);
    expect(countWrites(proxy.exchanges)).toEqual({ 'patch deployments': 1, 'patch tenants/status': 1 });
  });

  test('a crash before the n-th write keeps it from the server; the writes before it were made', async () => {
    let killed = 0;
    const rule = proxy.add({
      match: { verb: 'write', namespace: 't-a' },
      nth: 2,
      fault: { kind: 'crash', when: 'before', run: () => killed++ },
    });
    await send('PATCH', `${DEPLOYMENTS}/api`, '1');
    await send('PATCH', '/apis/apps/v1/namespaces/t-b/deployments/api', 'other');
    await expect(send('PATCH', `${DEPLOYMENTS}/api`, '2')).rejects.toThrow();
    expect({ killed, hits: rule.hits, stored }).toEqual({
      killed: 1,
      hits: 1,
      stored: ['PATCH 1', 'PATCH other'],
    });
    expect((await send('PATCH', `${DEPLOYMENTS}/api`, '3')).status).toBe(200);
  });

  test('a crash after a write leaves it committed and the client without an answer', async () => {
    let storedWhenKilled: string[] = [];
    proxy.add({
      match: { verb: 'write' },
      nth: 1,
      fault: { kind: 'crash', when: 'after', run: () => (storedWhenKilled = [...stored]) },
    });
    await expect(send('PATCH', `${DEPLOYMENTS}/api`, '1')).rejects.toThrow();
    expect(storedWhenKilled).toEqual(['PATCH 1']);
  });

  test('answers in the place of the API server with a Status and Retry-After, as many times as told', async () => {
    proxy.add({
      match: { resource: 'deployments' },
      times: 1,
      fault: { kind: 'answer', status: 429, retryAfterSeconds: 3 },
    });
    const refused = await send('PATCH', `${DEPLOYMENTS}/api`, '1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(JSON.parse(refused.text)).toMatchObject({ kind: 'Status', code: 429, reason: 'TooManyRequests' });
    expect((await send('PATCH', `${DEPLOYMENTS}/api`, '2')).status).toBe(200);
    expect(stored).toEqual(['PATCH 2']);
  });

  test('a held request is never answered and its connection stays open', async () => {
    proxy.add({ match: { resource: 'deployments' }, times: 1, fault: { kind: 'hold', when: 'before' } });
    const outcome = await Promise.race([
      send('GET', DEPLOYMENTS).catch(() => 'broken'),
      sleep(200, 'silent'),
    ]);
    expect(outcome).toBe('silent');
  });

  test('watch events pass once each, or as many times as told, in order, bookmarks dropped when told', async () => {
    proxy.onWatch({ resource: 'deployments' }, opened =>
      opened.treat({ copies: 2, dropBookmarks: true, delayMs: 20 }),
    );
    const { lines, ended } = await watch();
    emit('ADDED', 'a');
    openWatch?.write('{"type":"BOOKMARK","object":{}}\n{"type":"MODIFIED",');
    openWatch?.end('"object":{"metadata":{"name":"b"}}}\n');
    expect(await ended).toBe('ended');
    expect(lines().map(line => JSON.parse(line).object.metadata.name)).toEqual(['a', 'a', 'b', 'b']);
  });

  test('an expired watch ends with an ERROR event 410 inside the 200', async () => {
    const { lines, ended } = await watch();
    proxy.watches({ resource: 'deployments' })[0]?.expire();
    expect(await ended).toBe('ended');
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410 },
    });
    expect(proxy.watches()).toEqual([]);
  });

  test('a stalled watch stays open and brings nothing more', async () => {
    const { lines, ended } = await watch();
    emit('ADDED', 'a');
    await expect.poll(() => lines().length).toBe(1);
    proxy.watches()[0]?.stall();
    emit('ADDED', 'b');
    openWatch?.end();
    expect(await Promise.race([ended, sleep(200, 'open')])).toBe('open');
    expect(lines()).toHaveLength(1);
  });

  test('a reset watch breaks', async () => {
    const { ended } = await watch();
    proxy.watches()[0]?.reset();
    expect(await ended).toBe('broken');
  });

  test('with a skewed clock the server sees shifted lease times and the client its own', async () => {
    const lease = '/apis/coordination.k8s.io/v1/namespaces/tenantry-system/leases/tenantry-operator';
    proxy.leaseSkewMs = 2 * 3600 * 1000;
    const body = '{"spec":{"renewTime":"2026-11-23T09:00:00.123456Z"}}';
    expect((await send('PATCH', lease, body)).text).toBe(body);
    expect(stored).toEqual(['PATCH {"spec":{"renewTime":"2026-11-23T11:00:00.123456Z"}}']);
    const { lines } = await watch(`${lease}?watch=true`.replace('/tenantry-operator', ''));
    openWatch?.write('{"type":"MODIFIED","object":{"spec":{"renewTime":"2026-11-23T11:00:00.654321Z"}}}\n');
    await expect.poll(() => lines()[0]).toContain('2026-11-23T09:00:00.654321Z');
  });
});

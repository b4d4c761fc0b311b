import { expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';
import { KEPT_MS } from './idempotency.ts';

test('a running control plane forgets Idempotency-Keys that are old, by itself', async () => {
  await using app = await startTestApp();
  const post = async () => {
    const headers = { 'idempotency-key': 'tenant-1' };
    const body = { slug: 'sample-acme', displayName: 'Acme' };
    return app.as('admin')('POST', '/v1/tenants', { headers, body });
  };
  expect(await post()).toMatchObject({ status: 201 });
  app.clock.advance(KEPT_MS);
  expect((await post()).headers.get('idempotency-replayed')).toBe('true');
  app.clock.advance(1);
  app.app.start();
  // The key is free again, and so what comes under it is a new request: for a slug that is taken by now.
  await expect.poll(async () => (await post()).status, { timeout: 10_000 }).toBe(409);
});

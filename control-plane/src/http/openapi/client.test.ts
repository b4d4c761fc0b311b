import { createClient } from '@tenantry/contracts/client/create-client';
import { expect, test } from 'vitest';
import { startTestApp } from '../../app.test-support.ts';

test('the generated client reads an answer with its type, and a problem as one', async () => {
  await using app = await startTestApp();
  const client = createClient({ baseUrl: app.url });
  const alive = await client.GET('/livez');
  expect(alive.data?.status).toBe('ok');
  const refused = await client.GET('/v1/keys', { params: { query: { limit: 5 } } });
  expect(refused.data).toBeUndefined();
  expect(refused.error?.code).toBe('unauthenticated');
});

test('the client asks for a token at each request, so that a short one may be renewed', async () => {
  const seen: (string | null)[] = [];
  let asked = 0;
  const client = createClient({
    baseUrl: 'http://control-plane.test',
    token: async () => `t${++asked}`,
    fetch: async request => {
      seen.push(request.headers.get('authorization'));
      return Response.json({ status: 'ok' });
    },
  });
  await client.GET('/livez');
  await client.GET('/livez');
  expect(seen).toEqual(['Bearer t1', 'Bearer t2']);
});

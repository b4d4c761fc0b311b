import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp } from '../app.test-support.ts';
import { registered } from './tenants.test-support.ts';

test('a note that is removed goes from the history, too, once its erasure is asked for', async () => {
  await using app = await startTestApp();
  const { tenantId } = await registered(app, { slug: 'sample-acme' });
  const admin = app.as('admin');
  const text = 'Jo Doe is on leave until May';
  const made = await admin('POST', `/v1/tenants/${tenantId}/notes`, { body: { text } });
  const { noteId } = z.object({ noteId: z.string() }).parse(made.body);
  await admin('DELETE', `/v1/tenants/${tenantId}/notes/${noteId}`);
  const history = async () => JSON.stringify(await app.app.context.changes.scan({ limit: 1_000 }));
  expect(await history()).toContain(text);
  const asked = await admin('POST', '/v1/audit/erasures', {
    body: { target: `tenant_note/${noteId}`, reason: 'Jo Doe asked for it' },
  });
  expect(asked.status).toBe(200);
  expect(await history()).not.toContain(text);
});

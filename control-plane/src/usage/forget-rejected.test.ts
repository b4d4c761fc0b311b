import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startUsageApp, type UsageApp } from './usage-app.test-support.ts';

let app: UsageApp;
beforeEach(async () => {
  app = await startUsageApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

test('an erasure removes the rejected events that name the person, and no others', async () => {
  const zeb = 'zeb "z" <zeb@example.com>';
  const wrong = (id: string, rest: object) => ({ id: `id-${id}`, type: 'bogus', ...rest });
  const events = [
    wrong('subject', { subject: zeb }),
    wrong('misspelt', { Subject: zeb }),
    wrong('deep', { data: { people: [zeb] } }),
    wrong('long', { subject: zeb, data: 'x'.repeat(5_000) }),
    wrong('other', { subject: 'ada' }),
  ];
  await app.send(JSON.stringify(events), json, app.acme);
  await app.send(`not JSON ${zeb}\n`, { 'content-type': 'application/x-ndjson' }, app.acme);
  await app.send(JSON.stringify([wrong('nobody', { tenant: 'nobody-here', subject: zeb })]), json);
  await app.send(JSON.stringify([wrong('beta', { subject: zeb })]), json, app.beta);

  const admin = app.as('admin');
  const erased = await admin('POST', `/v1/tenants/${app.acme}/usage/erasures`, {
    body: { subject: zeb, reason: 'asked for' },
  });
  expect(erased).toMatchObject({ status: 201, body: { state: 'done' } });
  const left = JSON.stringify((await admin('GET', '/v1/usage/rejected?limit=200')).body);
  const ids = ['subject', 'misspelt', 'deep', 'long', 'nobody', 'other', 'beta'];
  expect(ids.filter(id => left.includes(`\\"id-${id}\\"`))).toEqual(['other', 'beta']);
  expect(left).not.toContain('not JSON');
});

test('who asked for an erasure, and why, stays in the audit record, without the name of the person', async () => {
  const zeb = 'zeb@example.com';
  const admin = app.as('admin');
  const erased = await admin('POST', `/v1/tenants/${app.acme}/usage/erasures`, {
    body: { subject: zeb, reason: 'asked for' },
  });
  const { erasureId } = z.object({ erasureId: z.string() }).parse(erased.body);
  const audit = await admin('GET', `/v1/audit?tenantId=${app.acme}&action=usage.erase`);
  expect(audit.body).toMatchObject({
    items: [{ target: `usage_erasure/${erasureId}`, outcome: 'done', reason: 'asked for' }],
  });
  expect(JSON.stringify(audit.body)).not.toContain(zeb);
});

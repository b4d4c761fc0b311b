import { problemSchema } from '@tenantry/contracts/api/problem';
import { usageCheckpointPageSchema, usageRetentionSchema } from '@tenantry/contracts/commercial/retention';
import { erasureSchema, sealHeadPageSchema } from '@tenantry/contracts/commercial/seal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../app.test-support.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';
import { SETTLE_MS } from '../sealing/sealer.ts';
import { SLOT_MS } from '../stored-event.ts';
import { SPAN_MS } from '../window.ts';

let app: TestApp;
let acme: string;

async function record(...ids: readonly string[]): Promise<void> {
  const body = ids.map(id => ({
    id,
    source: 'shop',
    type: 'query',
    tenantId: acme,
    subject: 'ada',
    quantity: 2,
  }));
  await app.as('admin')('POST', '/v1/usage/events', { body });
  const { usage, sealing } = app.app.domains;
  await usage.settle();
  app.clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealing.sealer.round();
}

const get = (path: string) => app.as('finance')('GET', path);
const correct = (eventId: string) =>
  app.as('admin')('POST', `/v1/tenants/${acme}/usage/corrections`, {
    body: { source: 'shop', id: eventId, action: 'void', reason: 'a mistake' },
  });

beforeEach(async () => {
  app = await startTestApp({ store: new MemoryStore(), usage: { retention: 40 * SPAN_MS.day } });
  acme = (await registered(app, { slug: 'sample-acme' })).tenantId;
  await record('old-1', 'old-2');
});
afterEach(() => app[Symbol.asyncDispose]());

test('how long usage is kept is told, with a horizon', async () => {
  const { status, body } = await get('/v1/usage/retention');
  expect(status).toBe(200);
  expect(usageRetentionSchema.parse(body)).toEqual({
    retentionDays: 40,
    horizon: '2026-01-20T00:00:00.000Z',
    held: [],
  });
});

test('pruned usage has a checkpoint that finance can read, and totals as before', async () => {
  app.clock.advance(45 * SPAN_MS.day);
  await record('young');
  const path = `/v1/tenants/${acme}/usage/total?meter=query&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z`;
  const before = (await get(path)).body;
  await app.app.domains.retention.service.round();
  expect((await get(path)).body).toMatchObject({ ...Object(before), asOf: expect.any(String) });
  const page = usageCheckpointPageSchema.parse((await get(`/v1/tenants/${acme}/usage/checkpoints`)).body);
  expect(page.items).toMatchObject([
    {
      tenantId: acme,
      number: 1,
      block: 1,
      countedBefore: '2026-03-02T00:00:00.000Z',
      prunedInAll: { entries: 2 },
      totals: [{ meter: 'query@1', count: '2', sum: '4' }],
    },
  ]);
  const heads = sealHeadPageSchema.parse((await get('/v1/usage/seals/heads')).body);
  expect(heads.items.find(({ tenantId }) => tenantId === acme)).toMatchObject({ checkpoint: { number: 1 } });
});

test('a correction of what is pruned, or is about to be, is refused with a code of its own', async () => {
  app.clock.advance(41 * SPAN_MS.day);
  const soon = await correct('old-1');
  expect([soon.status, problemSchema.parse(soon.body).code]).toEqual([410, 'history_pruned']);
  await app.app.domains.retention.service.round();
  const pruned = await correct('old-1');
  expect([pruned.status, problemSchema.parse(pruned.body).code]).toEqual([410, 'history_pruned']);
  await record('young');
  expect((await correct('young')).status).toBe(201);
});

test('a part of a minute of pruned usage is refused, and not answered with less', async () => {
  app.clock.advance(45 * SPAN_MS.day);
  await app.app.domains.retention.service.round();
  const path = `/v1/tenants/${acme}/usage/total?meter=query&to=2026-04-01T00:00:00Z`;
  const reply = await get(`${path}&from=2026-03-01T11:59:59.500Z`);
  expect([reply.status, problemSchema.parse(reply.body).code]).toEqual([410, 'history_pruned']);
});

test('an erasure of somebody whose events are pruned says from when on there is nothing left to erase', async () => {
  app.clock.advance(45 * SPAN_MS.day);
  await app.app.domains.retention.service.round();
  const reply = await app.as('admin')('POST', `/v1/tenants/${acme}/usage/erasures`, {
    body: { subject: 'ada', reason: 'asked for' },
  });
  expect(erasureSchema.parse(reply.body)).toMatchObject({
    state: 'done',
    erased: 0,
    prunedBefore: expect.stringMatching(/^2026-03-01T12:/),
  });
});

test('an event that is older than what is kept is refused, under an id that was pruned, too', async () => {
  app.clock.advance(45 * SPAN_MS.day);
  await app.app.domains.retention.service.round();
  const body = [{ id: 'old-1', source: 'shop', type: 'query', tenantId: acme, time: '2026-03-01T12:00:00Z' }];
  const reply = await app.as('admin')('POST', '/v1/usage/events', { body });
  expect(reply.body).toMatchObject({ items: [{ outcome: 'rejected', reason: 'time_too_old' }] });
});

test('a control plane does not start with a retention within which usage may still come', async () => {
  const usage = { retention: 37 * SPAN_MS.day };
  await expect(startTestApp({ store: new MemoryStore(), usage })).rejects.toThrow('must be at least 38 days');
});

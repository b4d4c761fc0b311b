import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { generateSigningKey } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { useRestartableMongo } from '../../../scripts/dev/mongo/test-mongo.ts';
import { type RunningControlPlane, runControlPlane } from './running-control-plane.test-support.ts';

const mongo = useRestartableMongo();
let controlPlane: RunningControlPlane;
let tenantId: string;

beforeAll(async () => {
  controlPlane = await runControlPlane(mongo().url, { TENANTRY_SEALING_KEY: generateSigningKey() });
  const made = await controlPlane.send('POST', '/v1/tenants', {
    json: { slug: 'sample-acme', displayName: 'Acme' },
  });
  tenantId = z.object({ tenantId: z.string() }).parse(made.body).tenantId;
}, 60_000);
afterAll(() => controlPlane[Symbol.asyncDispose](), 60_000);

const batch = (n: number) =>
  Array.from({ length: 20 }, (_, at) => ({ id: `${n}-${at}`, type: 'ingestion', tenantId }));

/** Sends batches until told to end; answers what was acknowledged, and every status. */
function sending() {
  const acknowledged = new Set<number>();
  const statuses = new Map<number, number>();
  const retryAfter = new Set<string | null>();
  let ended = false;
  const run = async () => {
    for (let n = 0; !ended; n++) {
      const answer = await controlPlane.send('POST', '/v1/usage/events', { json: batch(n) });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 503) {
        retryAfter.add(answer.headers.get('retry-after'));
        await sleep(50);
        continue;
      }
      const { counts } = z.object({ counts: z.object({ retry: z.int() }) }).parse(answer.body);
      if (counts.retry === 0) acknowledged.add(n);
    }
  };
  const done = run();
  return {
    acknowledged,
    statuses,
    retryAfter,
    async end() {
      ended = true;
      await done;
    },
  };
}

const status = async (path: string) => (await controlPlane.send('GET', path)).status;
const patient = { timeout: 60_000, interval: 200 };

test('a store that goes away is 503 with Retry-After and not ready; what was acknowledged is there when it comes back, without a restart', async () => {
  const load = sending();
  await expect.poll(() => load.acknowledged.size, patient).toBeGreaterThan(20);

  await mongo().halt();
  await expect.poll(() => status('/readyz'), patient).toBe(503);
  expect(await status('/livez')).toBe(200);
  for (const [method, path, json] of [
    ['GET', `/v1/tenants/${tenantId}/usage/total?meter=ingestion`, undefined],
    ['POST', '/v1/tenants', { slug: 'sample-late', displayName: 'Late' }],
    ['GET', '/v1/plans', undefined],
  ] as const) {
    const answer = await controlPlane.send(method, path, json === undefined ? {} : { json });
    expect([path, answer.status]).toEqual([path, 503]);
    expect(answer.body).toMatchObject({ code: 'unavailable' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.text).not.toContain('mongodb://');
  }
  const before = load.acknowledged.size;

  await mongo().resume();
  await expect.poll(() => status('/readyz'), patient).toBe(200);
  await expect.poll(() => load.acknowledged.size, patient).toBeGreaterThan(before + 20);
  await load.end();
  expect(load.statuses.get(503)).toBeGreaterThan(0);
  expect([...load.statuses.keys()].toSorted()).toEqual([200, 503]);
  expect([...load.retryAfter].every(seconds => Number(seconds) > 0)).toBe(true);

  // Sent again, everything that was acknowledged is known.
  for (const n of load.acknowledged) {
    const again = await controlPlane.send('POST', '/v1/usage/events', { json: batch(n) });
    expect([n, again.body]).toMatchObject([n, { counts: { duplicate: 20 } }]);
  }
  const events = async () => {
    const { body } = await controlPlane.send('GET', `/v1/tenants/${tenantId}/usage/total?meter=ingestion`);
    return z.object({ events: z.int() }).parse(body).events;
  };
  await expect.poll(events, patient).toBeGreaterThanOrEqual(load.acknowledged.size * 20);
}, 240_000);

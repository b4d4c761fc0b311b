import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock, startTestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { generateSigningKey, signingKeyFrom } from '../usage/sealing/signing-key.ts';
import { eventsSpec } from '../usage/stored-event.ts';
import { busyStore } from './busy-store.test-support.ts';
import { lifeOf } from './life.test-support.ts';
import { everyAnswer, exported, fill, sealed, tenantry } from './transfer.test-support.ts';
import { allOf, expectWhole } from './whole.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-cut-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([0, 2, 4, 6, 8])(
  'an export that is written while everything goes on is consistent (begun at %i)',
  async begin => {
    const clock = new FakeClock();
    const store = new MemoryStore();
    const key = signingKeyFrom(generateSigningKey());
    await using app = await startTestApp({ store, clock, sealing: { key } });
    const life = lifeOf(app, (await fill(app)).tenants);
    for (let turn = 0; turn < begin; turn++) await life.happens();
    const before = await allOf(store, eventsSpec);
    const bytes = await exported(busyStore(store, life.happens), clock);
    expect(Math.min(...Object.values(life.count))).toBeGreaterThan(2);

    const file = join(folder, `${begin}.export`);
    writeFileSync(file, bytes);
    const target = new MemoryStore();
    await tenantry(target, ['import', '--from', file], { clock, key });
    await expectWhole(target);
    const imported = await allOf(target, eventsSpec);
    const after = await allOf(store, eventsSpec);
    // A correction's entry may have been decided and not be in the ledger yet.
    const lost = [...before.values()].filter(({ id, entry }) => entry === 'usage' && !imported.has(id));
    expect(lost).toEqual([]);
    for (const { id, digest } of imported.values()) expect(after.get(id)?.digest, id).toBe(digest);
    await using served = await startTestApp({ store: target, clock, sealing: { key } });
    const answers = await everyAnswer(served);
    expect(refusedIn(answers)).toEqual([]);
    expect(await tenantry(target, ['verify'], { clock, key })).toMatchObject({ findings: 0 });
    await sealed(served);
    await sealed(served);
    expect(await tenantry(target, ['verify'], { clock, key })).toMatchObject({ findings: 0, unsealed: 0 });
  },
  180_000,
);

/** What could not be answered. A tenant without a plan has no subscription to show. */
function refusedIn(answers: Record<string, unknown>): readonly string[] {
  return Object.entries(answers).flatMap(([path, answer]) => {
    const { status } = z.looseObject({ status: z.int() }).parse(answer);
    return status === 200 || status === 404 ? [] : [`${status} ${path}`];
  });
}

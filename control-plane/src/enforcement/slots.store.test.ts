import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { describeMongo } from '../storage/describe-mongo.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { SuspensionSlots } from './slots.ts';

const NOW = Date.parse('2026-03-01T12:30:00.000Z');
const BOUND = 7;

/** The bound of an hour, on a real store and with real concurrency. */
function describeSlots(name: string, open: () => Promise<Store>): void {
  describe(`the suspensions of an hour on ${name}`, () => {
    test('are as many as the bound, whichever of four replicas claims; twice for the same is once', async () => {
      const store = await open();
      const replicas = await Promise.all(Array.from({ length: 4 }, () => SuspensionSlots.open(store)));
      const claims = Array.from({ length: 80 }, (_, n) => ({
        tenantId: `tenant-${n % 20}`,
        claimed: replicas[n % 4]?.claim(
          { tenantId: `tenant-${n % 20}`, noticeGivenAt: '2026-02-22T12:00:00.000Z' },
          BOUND,
          NOW,
        ),
      }));
      const byTenant = new Map<string, Set<string | undefined>>();
      for (const { tenantId, claimed } of claims) {
        const slots = byTenant.get(tenantId) ?? new Set();
        byTenant.set(tenantId, slots.add(await claimed));
      }
      const taken = [...byTenant.values()].filter(slots => [...slots].some(slot => slot !== undefined));
      expect(taken).toHaveLength(BOUND);
      for (const slots of taken) expect([...slots].filter(slot => slot !== undefined)).toHaveLength(1);
      expect(await replicas[0]?.taken(NOW)).toBe(BOUND);
      // The next hour has its own, and nothing of this one is lost by forgetting the old ones.
      await replicas[0]?.prune(NOW);
      expect(await replicas[0]?.taken(NOW)).toBe(BOUND);
      expect(await replicas[1]?.taken(NOW + 3_600_000)).toBe(0);
      await replicas[0]?.prune(NOW + 8 * 86_400_000);
      expect(await replicas[0]?.taken(NOW)).toBe(0);
      await store.close();
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-slots-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeSlots('SQLite', () => SqliteStore.open(join(folder, 'slots.db')));
await describeMongo('the suspensions of an hour', ({ kind, fresh }) => {
  describeSlots(`MongoDB, ${kind}`, fresh);
});

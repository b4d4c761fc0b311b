import { SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { usageForEntitlements } from './for-entitlements.ts';
import { fixedMeters } from './meter-catalogue.ts';
import type { Interval } from './usage-reader.ts';

const HOUR = 3_600_000;

function usageAt(now: string, futureLimit: number) {
  const asked: Interval[] = [];
  const [meter] = SHIPPED_METERS;
  if (meter === undefined) throw new Error('no meter is shipped');
  const total = async (_tenant: string, _meter: string, interval: Interval) => {
    asked.push(interval);
    return { meter, asOf: 0, quantity: 0n, events: 0n, entries: 0, hash: 0n };
  };
  const usage = usageForEntitlements({ total }, fixedMeters(), { clock: new FakeClock(now), futureLimit });
  return { usage, asked };
}

/** Up to where the ledger is asked about a period that ends then, at noon of 1 March. */
async function askedUpTo(to: string, futureLimit = 0): Promise<string> {
  const { usage, asked } = usageAt('2026-03-01T12:00:00Z', futureLimit);
  await usage.total('tenant', 'query', { from: '2026-02-15T10:20:30Z', to });
  return new Date(asked[0]?.to ?? 0).toISOString();
}

test('a check asks for whole days up to the last in which an event can be dated', async () => {
  expect(await askedUpTo('2026-03-15T10:20:30.000Z')).toBe('2026-03-03T00:00:00.000Z');
  expect(await askedUpTo('2026-03-15T10:20:30.000Z', 13 * HOUR)).toBe('2026-03-04T00:00:00.000Z');
});

test('a period that ends before that is asked for as it is', async () => {
  expect(await askedUpTo('2026-03-02T10:20:30.000Z')).toBe('2026-03-02T10:20:30.000Z');
  expect(await askedUpTo('2026-02-20T10:20:30.000Z')).toBe('2026-02-20T10:20:30.000Z');
});

test('a meter is known once it was declared', async () => {
  const { usage } = usageAt('2026-03-01T12:00:00Z', 0);
  expect(await usage.hasMeter('query')).toBe(true);
  expect(await usage.hasMeter('nobodys')).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { decideLease, type LeaseRecord, readLease } from './lease-record.ts';

const us = { identity: 'us', leaseDurationMs: 15_000 };
const held: LeaseRecord = { resourceVersion: '1', holder: 'them', durationMs: 15_000, transitions: 0 };

describe('what to do about a lease', () => {
  test.each<[string, LeaseRecord | undefined, number, ReturnType<typeof decideLease>]>([
    ['none is there', undefined, 0, 'create'],
    ['it is ours', { ...held, holder: 'us' }, 99_999, 'renew'],
    ['nobody holds it', { ...held, holder: '' }, 0, 'take'],
    ['it changed a moment ago', held, 14_999, 'wait'],
    ['it has not changed for its duration', held, 15_000, 'take'],
    ['the holder asked for longer', { ...held, durationMs: 30_000 }, 20_000, 'wait'],
    ['the holder asked for no time at all', { ...held, durationMs: 0 }, 14_999, 'wait'],
    ['the holder asked for an age', { ...held, durationMs: 1e9 }, 60_000, 'take'],
  ])('when %s', (_, record, unchangedMs, decision) => {
    expect(decideLease(record, us, unchangedMs)).toBe(decision);
  });
});

test('a lease without a spec, or with nonsense in it, is held by nobody', () => {
  const metadata = { name: 'a', resourceVersion: '7' };
  const free = { resourceVersion: '7', holder: '', durationMs: 0, transitions: 0 };
  expect(readLease({ apiVersion: '', kind: '', metadata })).toEqual(free);
  expect(
    readLease({ apiVersion: '', kind: '', metadata, spec: { holderIdentity: 3, leaseDurationSeconds: 'x' } }),
  ).toEqual(free);
});

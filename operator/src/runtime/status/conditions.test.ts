import { expect, test } from 'vitest';
import { type Condition, mergeConditions } from './conditions.ts';

const ready: Condition = {
  type: 'Ready',
  status: 'True',
  observedGeneration: 1,
  lastTransitionTime: '2026-01-01T00:00:00Z',
  reason: 'Realised',
  message: '',
};
const later = Date.UTC(2026, 5, 1, 12, 0, 0, 345);

test('a condition keeps its transition time while its status stays, whatever else changes', () => {
  const [merged] = mergeConditions(
    [ready],
    [{ ...ready, observedGeneration: 2, reason: 'StillRealised', message: 'more' }],
    later,
  );
  expect(merged).toEqual({ ...ready, observedGeneration: 2, reason: 'StillRealised', message: 'more' });
});

test('a condition whose status changes, or that is new, takes the time of now in whole seconds', () => {
  const next = [
    { type: 'Ready', status: 'False', reason: 'Broken', message: '' },
    { type: 'Available', status: 'Unknown', reason: 'New', message: '' },
  ] as const;
  expect(mergeConditions([ready], next, later).map(c => c.lastTransitionTime)).toEqual([
    '2026-06-01T12:00:00Z',
    '2026-06-01T12:00:00Z',
  ]);
});

test('a condition that is found no more is gone, and merging again changes nothing', () => {
  const once = mergeConditions([ready, { ...ready, type: 'Old' }], [ready], later);
  expect(once).toEqual([ready]);
  expect(mergeConditions(once, [ready], later + 60_000)).toEqual(once);
});

import type { Condition } from '@tenantry/contracts/tenancy/tenant';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../runtime/events/event-recorder.ts';
import { Announcer } from './announce.ts';
import { NOW } from './plan-input.test-support.ts';
import { aRecord } from './tenant-dependencies.test-support.ts';

function aCondition(type: string, status: Condition['status'], reason: string): Condition {
  return { type, status, reason, message: '', lastTransitionTime: new Date(NOW).toISOString() };
}

/** `Warning TierNotFound`: the Events that a change of conditions makes. */
function announced(before: readonly Condition[], after: readonly Condition[]): string[] {
  const events: RecordedEvent[] = [];
  const tenant = aRecord({ status: { observedGeneration: 3, conditions: [...before] } });
  new Announcer({ record: event => events.push(event) }).announce(tenant, {
    observedGeneration: 3,
    conditions: [...after],
  });
  return events.map(({ type, reason }) => `${type} ${reason}`);
}

describe('the Events of a tenant', () => {
  it('tell one fact once, though several conditions follow from it', () => {
    const stalled = [
      aCondition('Ready', 'False', 'TierNotFound'),
      aCondition('Stalled', 'True', 'TierNotFound'),
      aCondition('Available', 'Unknown', 'TierNotFound'),
      aCondition('Suspended', 'Unknown', 'TierNotFound'),
    ];
    expect(announced([], stalled)).toEqual(['Warning TierNotFound']);
    expect(announced(stalled, stalled)).toEqual([]);
  });

  it('do not warn of what somebody asked for', () => {
    const suspended = [
      aCondition('Ready', 'True', 'Realised'),
      aCondition('Available', 'False', 'Suspended'),
      aCondition('Suspended', 'True', 'Suspended'),
    ];
    expect(announced([aCondition('Ready', 'True', 'Realised')], suspended)).toEqual(['Normal Suspended']);
  });

  it('warn of pods that a suspension has cost', () => {
    expect(announced([], [aCondition('Suspended', 'False', 'PodsNotRestored')])).toEqual([
      'Warning PodsNotRestored',
    ]);
  });
});

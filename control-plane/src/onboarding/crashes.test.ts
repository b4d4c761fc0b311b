import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import type { Who } from '../tenants/who.ts';
import { outcomeOf, startWorld, type World } from './crash-world.test-support.ts';
import { type FaultKind, FaultStore, ProcessEnded } from './fault-store.test-support.ts';
import { completeForm } from './onboarding.test-support.ts';

const WHO: Who = { actor: { id: 'user:test', name: 'test' }, requestId: 'r-1' };
const ROUNDS = 3;

/** What somebody at a browser does; each may be done again when its answer did not come. */
function clicks(submissionId: string): ((world: World) => Promise<unknown>)[] {
  return [
    ({ onboarding: { submissions } }) => submissions.create(submissionId, {}, WHO),
    async ({ onboarding: { submissions } }) => {
      const { state } = await submissions.load(submissionId);
      if (state.formVersion === 1) await submissions.save(submissionId, completeForm(), '"v1"', WHO);
    },
    ({ onboarding: { submissions } }) => submissions.submit(submissionId, '"v2"', WHO),
    ({ onboarding: { saga } }) => saga.runDue(),
  ];
}

/** Onboards one customer while the store fails at its call number `at`; answers how many calls there were. */
async function onboard(at: number, fault: FaultKind): Promise<{ calls: number; outcome: unknown }> {
  const clock = new FakeClock();
  const memory = new MemoryStore();
  const store = new FaultStore(memory);
  let world = await startWorld(store, clock);
  store.arm(at, fault);
  for (const click of clicks(uuidv7())) {
    for (let done = false; !done; ) {
      try {
        await click(world);
        done = true;
      } catch (error) {
        if (!(error instanceof ProcessEnded || error instanceof StoreUnavailable)) throw error;
      }
      if (store.dead) {
        clock.advance(10_000);
        world = await startWorld(memory, clock);
      }
    }
  }
  const { calls } = store;
  for (let round = 0; round < ROUNDS; round++) await world.round();
  return { calls, outcome: await outcomeOf(memory) };
}

describe('a crash or fault at any call of the store', async () => {
  const undisturbed = await onboard(0, 'refused');

  test('the undisturbed run ends with a tenant that serves', () => {
    expect(undisturbed.calls).toBeGreaterThan(50);
    expect(undisturbed.outcome).toMatchObject({
      aggregates: [1, 1, 1],
      pending: 0,
      signups: [{ type: 'signup', source: 'tenantry:onboarding' }],
      tenants: [{ slug: 'sample-acme', phase: 'live', plan: { planId: 'pro' } }],
      submissions: [['live', ['tenant', 'subscription', 'signup', 'workload', 'readiness']]],
      recorded: [{ id: 'default/sample-acme', spec: { tier: 'pro' } }],
    });
  });

  test.each(['dies_before', 'dies_after', 'refused', 'answer_lost'] as const)(
    '%s leaves nothing half-onboarded and nothing doubled',
    async fault => {
      for (let at = 1; at <= undisturbed.calls; at++) {
        const { outcome } = await onboard(at, fault);
        expect(outcome, `${fault} at call ${at} of ${undisturbed.calls}`).toEqual(undisturbed.outcome);
      }
    },
    120_000,
  );
});

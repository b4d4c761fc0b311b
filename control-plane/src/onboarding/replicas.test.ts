import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { Problem } from '../http/problem.ts';
import { changesSpec } from '../storage/aggregates.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { tenantHeadsSpec } from '../tenants/tenant-heads.ts';
import type { Who } from '../tenants/who.ts';
import { startWorld, type World } from './crash-world.test-support.ts';
import { completeForm } from './onboarding.test-support.ts';
import { statusOf } from './submission.ts';

const WHO: Who = { actor: { id: 'user:test', name: 'test' }, requestId: 'r-1' };
const SLUGS = 6;
const RIVALS = 3;

/** Through either replica, whichever comes first; a slug that is taken already refuses the form. */
async function submit(
  { onboarding: { submissions } }: World,
  submissionId: string,
  slug: string,
): Promise<void> {
  await submissions.create(submissionId, completeForm(slug), WHO);
  await submissions.submit(submissionId, '"v1"', WHO).catch(error => {
    if (!(error instanceof Problem && error.code === 'invalid_state')) throw error;
  });
}

test('two replicas that take the same submissions on at once make each tenant once, and one tenant for each slug', async () => {
  const clock = new FakeClock();
  const store = new MemoryStore();
  const worlds = [await startWorld(store, clock), await startWorld(store, clock)];
  const wishes = Array.from({ length: SLUGS * RIVALS }, (_, n) => ({
    id: uuidv7(),
    slug: `slug-${n % SLUGS}`,
  }));
  const all = worlds.flatMap(world => wishes.map(({ id, slug }) => submit(world, id, slug)));
  await Promise.all(all);
  for (let turn = 0; turn < 3; turn++) {
    await Promise.all(worlds.map(({ onboarding }) => onboarding.saga.runDue()));
    clock.advance(200_000);
  }

  const heads = await (await store.collection(tenantHeadsSpec)).scan({ limit: 1_000 });
  const living = heads.filter(({ phase }) => phase === 'live');
  expect(living.map(({ slug }) => slug).sort()).toEqual(
    Array.from({ length: SLUGS }, (_, n) => `slug-${n}`).sort(),
  );
  const [world] = worlds;
  if (world === undefined) throw new Error('there are two');
  const states = await Promise.all(wishes.map(({ id }) => world.onboarding.submissions.load(id)));
  const live = states.filter(({ state }) => statusOf(state) === 'live');
  expect(new Set(live.map(({ state }) => state.tenantId))).toEqual(new Set(living.map(({ id }) => id)));
  expect(live).toHaveLength(SLUGS);
  for (const { state } of states) expect(['live', 'needs_attention', 'draft']).toContain(statusOf(state));
}, 60_000);

test('a change that a dead process left behind takes nothing from the form that was submitted since', async () => {
  const clock = new FakeClock();
  const store = new MemoryStore();
  const world = await startWorld(store, clock);
  const { submissions } = world.onboarding;
  const submissionId = uuidv7();
  await submissions.create(submissionId, completeForm(), WHO);
  await submissions.submit(submissionId, '"v1"', WHO);
  // As the first change lies there when its process died before it was projected, and another one went on.
  const changes = await store.collection(changesSpec);
  const [first] = await changes.scan({ from: `onboarding/${submissionId}/`, limit: 1 });
  if (first?.action !== 'onboarding.begin') throw new Error('the draft is the first change');
  await changes.replace({ ...first, pending: first.at });

  await world.round();

  expect(statusOf((await submissions.load(submissionId)).state)).toBe('live');
});

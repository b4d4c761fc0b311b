import { describe, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { Relay } from '../storage/relay.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { type Death, Dying, ProcessDied, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { healthDaysSpec } from './health-days.ts';
import { healthHeadsSpec } from './health-heads.ts';
import { healthAggregate } from './health-state.ts';
import { changesOf, FakeDomains, startScorer, TENANT } from './scorer-world.test-support.ts';

/** A customer that does well, and then owes for long. */
async function thatOwes(): Promise<{ store: MemoryStore; domains: FakeDomains; clock: FakeClock }> {
  const store = new MemoryStore();
  const domains = new FakeDomains();
  const clock = new FakeClock();
  const { scorer } = await startScorer(store, domains, clock);
  const head = await scorer.evaluate(TENANT);
  expect(head?.state).toBe('healthy');
  domains.overdueMinor = 900n;
  return { store, domains, clock };
}

/** What there must be once, however often and by however many it was evaluated. */
async function expectOneTransition(store: MemoryStore, clock: FakeClock): Promise<void> {
  const changes = (await changesOf(store)).filter(({ kind }) => kind === healthAggregate.kind);
  expect(changes.map(({ version, events }) => [version, events.map(({ data }) => data)])).toEqual([
    [1, [expect.objectContaining({ from: null, to: 'healthy' })]],
    [2, [expect.objectContaining({ from: 'healthy', to: 'at_risk' })]],
  ]);
  const head = await (await store.collection(healthHeadsSpec)).get(TENANT);
  expect(head).toMatchObject({ version: 2, state: 'at_risk', stateBefore: 'healthy' });
  const days = await (await store.collection(healthDaysSpec)).scan({ limit: 10 });
  expect(days.map(({ id, state }) => [id, state])).toEqual([[`${TENANT}/2026-03-01`, 'healthy']]);
  expect(clock.now()).toBeGreaterThan(0);
}

/** Evaluates in a process that dies at a call; answers whether it got so far. */
async function evaluateDying(at: number, death: Death): Promise<boolean> {
  const { store, domains, clock } = await thatOwes();
  const dying = new Dying(at, death);
  const doomed = await startScorer(new UnreliableStore(store, dying), domains, clock).catch(diedOnly);
  await doomed?.scorer.evaluate(TENANT).catch(diedOnly);
  const { dead } = dying;
  // Another process: its sweep projects what was left behind, and it evaluates when the tenant's turn comes.
  clock.advance(60_000);
  const { context, scorer } = await startScorer(store, domains, clock);
  await new Relay(context.changes, clock, []).sweep();
  await scorer.evaluate(TENANT);
  await expectOneTransition(store, clock);
  return dead;
}

function diedOnly(error: unknown): undefined {
  if (!(error instanceof ProcessDied)) throw error;
  return undefined;
}

describe('a change of state is recorded once', () => {
  test.each(['before', 'after', 'half'] as const)(
    'when a process dies at any call of the store (%s it), and another one goes on',
    async death => {
      let at = 0;
      while (await evaluateDying(at, death)) at++;
      expect(at).toBeGreaterThan(death === 'half' ? -1 : 8);
    },
    60_000,
  );

  test('when two replicas evaluate at once, in any of 300 orders of their steps', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const { store, domains, clock } = await thatOwes();
      const order = new Interleaving(seed);
      const evaluate = async () => {
        const { scorer } = await startScorer(new UnreliableStore(store, order.between()), domains, clock);
        await scorer.evaluate(TENANT);
      };
      await order.run(Promise.all([evaluate(), evaluate()]));
      await expectOneTransition(store, clock);
    }
  }, 120_000);
});

test('one of two replicas that saw less leaves the head at what was decided last', async () => {
  for (let seed = 0; seed < 200; seed++) {
    const { store, domains, clock } = await thatOwes();
    const behind = new FakeDomains();
    const order = new Interleaving(seed);
    const evaluate = async (known: FakeDomains) => {
      const { scorer } = await startScorer(new UnreliableStore(store, order.between()), known, clock);
      await scorer.evaluate(TENANT);
    };
    await order.run(Promise.all([evaluate(domains), evaluate(behind)]));
    const changes = (await changesOf(store)).filter(({ kind }) => kind === healthAggregate.kind);
    const last = healthAggregate.state.parse(changes.at(-1)?.after);
    const head = await (await store.collection(healthHeadsSpec)).get(TENANT);
    expect(head, `seed ${seed}`).toMatchObject({ version: changes.length, state: last.state });
  }
}, 120_000);

test('what cannot be read for a moment makes nobody unknown', async () => {
  const { store, domains, clock } = await thatOwes();
  domains.overdueMinor = 0n;
  const { scorer, heads } = await startScorer(store, domains, clock);
  domains.fault = new StoreUnavailable('away');
  await expect(scorer.evaluate(TENANT)).rejects.toThrow('away');
  expect((await heads.get(TENANT))?.state).toBe('healthy');
});

test('a tenant that is gone is in no list any more', async () => {
  const { store, domains, clock } = await thatOwes();
  domains.gone = true;
  const { scorer, heads } = await startScorer(store, domains, clock);
  expect(await scorer.evaluate(TENANT)).toBeUndefined();
  expect(await heads.get(TENANT)).toBeUndefined();
});

test('a year of days keeps a quarter by the day and the rest by the week', async () => {
  const { store, domains, clock } = await thatOwes();
  const { scorer } = await startScorer(store, domains, clock);
  for (let day = 0; day < 400; day++) {
    clock.advance(86_400_000);
    await scorer.evaluate(TENANT);
  }
  const days = await (await store.collection(healthDaysSpec)).scan({ limit: 1_000 });
  const today = clock.now();
  const ages = days.map(({ day }) => Math.floor((today - Date.parse(day)) / 86_400_000));
  expect(ages.filter(age => age < 91)).toHaveLength(91);
  const old = days.filter(({ day }) => today - Date.parse(day) >= 91 * 86_400_000 + 43_200_000);
  expect(old.length).toBeGreaterThan(40);
  expect(old.length).toBeLessThan(48);
  expect(old.every(({ day }) => new Date(day).getUTCDay() === 1)).toBe(true);
});

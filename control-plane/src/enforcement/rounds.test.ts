import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { DAY, HOUR } from './enforcement.test-support.ts';
import { find, goLive, Outside, type Replica, register, startReplica, WHO } from './replica.test-support.ts';

const BUSY = 10_000;
/** Rounds come every second. */
const WITHIN_ROUNDS = 3;

let clock: FakeClock;
let store: MemoryStore;
let outside: Outside;

beforeEach(() => {
  clock = new FakeClock();
  store = new MemoryStore();
  outside = new Outside(clock);
});

async function start(): Promise<Replica> {
  const replica = await startReplica(store, clock, outside);
  await replica.tenants.roll.refresh();
  return replica;
}

/** Of use beyond what is allowed, or of what it owes. */
async function suspended(replica: Replica, slug: string): Promise<string> {
  const tenantId = await register(replica, slug);
  const overdueSince = new Date(clock.now() - 3 * DAY).toISOString();
  outside.billing.set(tenantId, { currency: 'EUR', openMinor: 500n, overdueMinor: 500n, overdueSince });
  await replica.enforcement.rounds.look(tenantId);
  for (let hour = 0; hour < 24; hour++) {
    clock.advance(HOUR);
    await replica.enforcement.enforcer.conditions(true);
  }
  await replica.enforcement.rounds.look(tenantId);
  expect(await find(replica, tenantId)).toMatchObject({ stage: 'suspended', suspended: true });
  return tenantId;
}

/** Usage of so many others is counted. */
function busy({ signal }: Replica): void {
  for (let n = 0; n < BUSY; n++) signal.tell(`busy-${n}`);
}

/** As a payment does: something about the tenant is decided. */
async function pay({ tenants }: Replica, tenantId: string): Promise<void> {
  outside.billing.delete(tenantId);
  await tenants.service.change(
    tenantId,
    tenant => ({ state: { ...tenant, tags: ['paid'] }, action: 'tenant.update', events: [] }),
    WHO,
  );
}

async function roundsUntilReleased(replica: Replica, tenantId: string): Promise<number> {
  for (let round = 1; round <= WITHIN_ROUNDS; round++) {
    clock.advance(1_000);
    await replica.enforcement.rounds.runChanged();
    if (!(await find(replica, tenantId)).suspended) return round;
  }
  throw new Error(`it is suspended after ${WITHIN_ROUNDS} rounds`);
}

test('who has paid is released within seconds while usage of 10,000 others waits to be looked at', async () => {
  const replica = await start();
  await goLive(replica);
  const tenantId = await suspended(replica, 'sample-acme');
  // What its own changes told of is looked at before.
  clock.advance(60_000);
  await replica.enforcement.rounds.runChanged();
  busy(replica);
  await replica.enforcement.rounds.runChanged();
  await pay(replica, tenantId);
  expect(await roundsUntilReleased(replica, tenantId)).toBeLessThanOrEqual(WITHIN_ROUNDS);
});

test('also by a replica that did not suspend it, and behind dozens in notice whose usage is counted', async () => {
  const first = await start();
  await goLive(first, 1_000);
  const held: string[] = [];
  for (let n = 0; n < 60; n++) held.push(await register(first, `sample-${n}`));
  for (const id of held) outside.used.set(id, 130n);
  for (const id of held) await first.enforcement.rounds.look(id);
  const tenantId = await suspended(first, 'sample-acme');

  const other = await start();
  for (const id of held) other.signal.tell(id);
  busy(other);
  await other.enforcement.rounds.runChanged();
  await pay(other, tenantId);
  expect(await roundsUntilReleased(other, tenantId)).toBeLessThanOrEqual(WITHIN_ROUNDS);
});

test('some places of each round go in order of arrival, so that nobody waits for ever', async () => {
  const replica = await start();
  await goLive(replica);
  const waiting = await register(replica, 'sample-acme');
  await replica.enforcement.rounds.runChanged();
  clock.advance(60_000);
  replica.signal.tell(waiting);
  outside.used.set(waiting, 85n);
  for (let round = 0; round < 3; round++) {
    const { signal } = replica;
    const change = (await replica.tenants.service.history(waiting, 0, 1))[0];
    for (let n = 0; n < 100; n++) signal.tell(`changed-${round}-${n}`, change);
    await replica.enforcement.rounds.runChanged();
    clock.advance(1_000);
  }
  expect((await find(replica, waiting)).stage).toBe('notified');
});

test('who could not be looked at is looked at again, though nobody tells of it', async () => {
  const replica = await start();
  await goLive(replica);
  const tenantId = await suspended(replica, 'sample-acme');
  const { load } = replica.tenants.service;
  replica.tenants.service.load = () => Promise.reject(new Error('the store does not answer'));
  await pay(replica, tenantId).catch(() => undefined);
  replica.signal.tell(tenantId);
  clock.advance(31_000);
  await replica.enforcement.rounds.runChanged();
  replica.tenants.service.load = load;
  expect((await find(replica, tenantId)).suspended).toBe(true);
  clock.advance(31_000);
  await replica.enforcement.rounds.runChanged();
  expect((await find(replica, tenantId)).suspended).toBe(false);
});

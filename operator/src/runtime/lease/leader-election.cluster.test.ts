import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { useCluster } from '../../../../scripts/dev/cluster/test-cluster.ts';
import { KubeClient } from '../client/kube-client.ts';
import { type Connection, loadConnection } from '../client/kube-config.ts';
import { FakeClock } from '../fake-clock.test-support.ts';
import { silentLogger } from '../logger.ts';
import { microTime } from '../micro-time.ts';
import { LeaderElection, type LeaderElectionOptions } from './leader-election.ts';
import { LEASE } from './lease-record.ts';

/** A tenth of what runs in production, so that a test takes seconds; the margins keep their proportions. */
const TIMES = { leaseDurationMs: 1_500, renewDeadlineMs: 1_000, retryPeriodMs: 200 };

/** What a loaded machine adds to a bound on time. */
const SLACK_MS = 1_000;

describe.each(['1.34', '1.36'] as const)('on Kubernetes %s', kubernetes => {
  const cluster = useCluster({ kubernetes });
  let connection: Connection;
  let admin: KubeClient;
  let number = 0;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    connection = await loadConnection({ kubeconfig: cluster().kubeconfig });
    admin = new KubeClient({ connection, fieldManager: 'admin' });
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  const freshKey = () => ({ namespace: 'default', name: `lease-${++number}` });

  /** A candidate with a client of its own, which its process's death would take along. */
  function candidate(
    key: { namespace: string; name: string },
    identity: string,
    options: Partial<LeaderElectionOptions> = {},
  ) {
    const client = new KubeClient({ connection, fieldManager: 'sample', requestTimeoutMs: 1_000 });
    const said: string[] = [];
    const election = new LeaderElection({
      client,
      key,
      identity,
      ...TIMES,
      onAcquired: () => said.push('acquired'),
      onLost: () => said.push('lost'),
      logger: silentLogger,
      ...options,
    });
    cleanups.push(
      () => client.close(),
      () => election.stop(),
    );
    election.start();
    return { election, said, client };
  }

  const leads = (of: { election: LeaderElection }) =>
    vi.waitFor(() => expect(of.election.isLeader()).toBe(true), { timeout: 5_000, interval: 10 });

  /** One who leads, and one who has looked at the lease and waits. */
  async function leaderAndStandby() {
    const key = freshKey();
    const first = candidate(key, 'first');
    await leads(first);
    const second = candidate(key, 'second');
    await new Promise(resolve => setTimeout(resolve, 400));
    return { key, first, second };
  }

  test('of three candidates one leads, and when it stops another does within one look at the lease', async () => {
    const key = freshKey();
    const all = ['a', 'b', 'c'].map(identity => candidate(key, identity));
    const leaders = () => all.filter(({ election }) => election.isLeader());
    await vi.waitFor(() => expect(leaders()).toHaveLength(1), 5_000);
    const [first] = leaders();
    const stoppedAt = performance.now();
    await first?.election.stop();
    expect(first?.said).toEqual(['acquired', 'lost']);
    await vi.waitFor(() => expect(leaders()).toHaveLength(1), { timeout: 5_000, interval: 5 });
    expect(performance.now() - stoppedAt).toBeLessThan(TIMES.leaseDurationMs / 2);
    const lease = await admin.get(LEASE, key);
    expect(lease?.['spec']).toMatchObject({ leaseTransitions: 1 });
  });

  test('a leader that is cut off stops believing in itself before another takes over', async () => {
    const { first, second } = await leaderAndStandby();
    await first.client.close();
    let both = false;
    const watch = setInterval(() => {
      both ||= first.election.isLeader() && second.election.isLeader();
    }, 2);
    const cutAt = performance.now();
    await leads(second);
    clearInterval(watch);
    expect(both).toBe(false);
    expect(first.said).toEqual(['acquired', 'lost']);
    expect(performance.now() - cutAt).toBeLessThan(TIMES.leaseDurationMs + TIMES.retryPeriodMs + SLACK_MS);
  });

  test.each([
    ['long past', 0],
    ['far in the future', Date.UTC(2099, 0, 1)],
  ])('a holder whose own time is %s is judged by whether it gives signs of life', async (_, wrong) => {
    const key = freshKey();
    const spec = {
      holderIdentity: 'them',
      leaseDurationSeconds: 1,
      renewTime: microTime(wrong),
      acquireTime: microTime(wrong),
    };
    await admin.create(LEASE, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: key, spec });
    let sign = 0;
    const alive = setInterval(
      () => void admin.mergePatch(LEASE, key, { spec: { renewTime: microTime(wrong + ++sign) } }),
      300,
    );
    const ours = candidate(key, 'us');
    await new Promise(resolve => setTimeout(resolve, 2_500));
    clearInterval(alive);
    expect(ours.said).toEqual([]);
    await leads(ours);
  });

  test('a process that was stopped and continued knows at once that its time is over', async () => {
    const clock = new FakeClock();
    const key = freshKey();
    const ours = candidate(key, 'us', { clock });
    await leads(ours);
    await admin.mergePatch(LEASE, key, { spec: { holderIdentity: 'them' } });
    clock.freeze(TIMES.renewDeadlineMs + 1);
    expect(ours.election.isLeader()).toBe(false);
    await clock.advance(TIMES.renewDeadlineMs);
    expect(ours.said).toEqual(['acquired', 'lost']);
    expect(ours.election.isLeader()).toBe(false);
  });

  test('the lease edited or deleted by hand does not unseat the leader', async () => {
    const key = freshKey();
    const ours = candidate(key, 'us');
    await leads(ours);
    await admin.mergePatch(LEASE, key, { metadata: { annotations: { note: 'by hand' } } });
    await new Promise(resolve => setTimeout(resolve, 600));
    await admin.delete(LEASE, key);
    await new Promise(resolve => setTimeout(resolve, 1_500));
    expect(ours.said).toEqual(['acquired']);
    expect((await admin.get(LEASE, key))?.['spec']).toMatchObject({ holderIdentity: 'us' });
  });

  test('a lease deleted by hand is no invitation to lead beside its holder', async () => {
    const { key, first, second } = await leaderAndStandby();
    // Just renewed, so that the holder finds out later than who only looks.
    const renewed = (await admin.get(LEASE, key))?.metadata.resourceVersion;
    await vi.waitFor(
      async () => expect((await admin.get(LEASE, key))?.metadata.resourceVersion).not.toBe(renewed),
      { interval: 2 },
    );
    await admin.delete(LEASE, key);
    await new Promise(resolve => setTimeout(resolve, TIMES.renewDeadlineMs));
    expect([first.said, second.said]).toEqual([['acquired'], []]);
    expect((await admin.get(LEASE, key))?.['spec']).toMatchObject({ holderIdentity: 'first' });
  });

  test('a lease deleted by hand whose holder died is taken over when its time is over', async () => {
    const { key, first, second } = await leaderAndStandby();
    await first.client.close();
    await admin.delete(LEASE, key);
    await leads(second);
    expect(first.election.isLeader()).toBe(false);
  });
});

test('times that cannot work are refused', () => {
  const connection: Connection = {
    server: new URL('http://127.0.0.1:1'),
    tls: {},
    authorize: async () => ({}),
  };
  const client = new KubeClient({ connection, fieldManager: 'sample' });
  const options = {
    client,
    key: { namespace: 'n', name: 'a' },
    identity: 'us',
    onAcquired: () => undefined,
    onLost: () => undefined,
    logger: silentLogger,
  };
  expect(() => new LeaderElection({ ...options, leaseDurationMs: 10_000, renewDeadlineMs: 10_000 })).toThrow(
    RangeError,
  );
});

import { expect, test } from 'vitest';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { aRow } from '../../../shared/tenants/rows.test-support.ts';
import { doEach } from './do-each.ts';
import { ownerChanges } from './owners.ts';
import { planGroups } from './plan-groups.ts';

const refused = (status: number, retryAfter?: number) =>
  new ApiProblem({ status, code: 'x', title: 'x', retryAfter });

test('each is done once, a few at a time, and what fails keeps no other from its turn', async () => {
  let running = 0;
  let most = 0;
  const items = Array.from({ length: 20 }, (_, n) => n);
  const ended = await doEach(items, {
    told: () => undefined,
    atOnce: 3,
    run: async item => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (item % 5 === 0) throw refused(409);
    },
  });
  expect(most).toBe(3);
  expect(ended.failed.map(({ item }) => item)).toEqual([0, 5, 10, 15]);
  expect([...ended.done].sort((a, b) => a - b)).toEqual(items.filter(item => item % 5 !== 0));
});

test('too many requests are waited for as long as the answer says', async () => {
  const waits: number[] = [];
  let tries = 0;
  const ended = await doEach(['a'], {
    told: () => undefined,
    wait: async milliseconds => void waits.push(milliseconds),
    run: async () => {
      if (++tries < 3) throw refused(429, 7);
    },
  });
  expect([ended.done, waits]).toEqual([['a'], [7_000, 7_000]]);
});

test('stopped, it begins no more and says which were left', async () => {
  const stop = new AbortController();
  const ended = await doEach([1, 2, 3, 4], {
    told: () => undefined,
    atOnce: 1,
    signal: stop.signal,
    run: async item => {
      if (item === 2) stop.abort();
    },
  });
  expect([ended.done, ended.left]).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('an owner is given to those who have another one', () => {
  const rows = [aRow({ owner: 'Dana' }), aRow({ owner: null }), aRow({ owner: 'Eli' })];
  expect(ownerChanges(rows, 'Dana').map(({ from }) => from)).toEqual([null, 'Eli']);
  expect(ownerChanges(rows, null).map(({ from }) => from)).toEqual(['Dana', 'Eli']);
});

test('an order goes from one version, and takes a thousand tenants at most', () => {
  const rows = [
    ...Array.from({ length: 1_001 }, () => aRow({ planId: 'pro', planVersion: 1 })),
    aRow({ planId: 'pro', planVersion: 2 }),
    aRow({ planId: 'team', planVersion: 1 }),
    aRow({}),
  ];
  const { groups, there, without } = planGroups(rows, { planId: 'pro', version: 2 });
  expect(groups.map(({ from, rows: of }) => [from.planId, from.version, of.length])).toEqual([
    ['pro', 1, 1_000],
    ['pro', 1, 1],
    ['team', 1, 1],
  ]);
  expect([there.length, without.length]).toEqual([1, 1]);
});

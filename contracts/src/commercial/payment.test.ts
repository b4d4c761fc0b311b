import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DueStatement, type Receipt, settle } from './payment.ts';

const NOW = '2026-06-01T00:00:00.000Z';
const time = fc
  .integer({ min: 0, max: 300 })
  .map(days => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString());
const statements = fc
  .array(
    fc.record({ totalMinor: fc.bigInt({ min: -5_000n, max: 20_000n }), dueAt: time, isVoid: fc.boolean() }),
    {
      maxLength: 12,
    },
  )
  .map(list => list.map((one, at): DueStatement => ({ number: at + 1, ...one })));
const receipts = fc
  .array(
    fc.record({
      amountMinor: fc.bigInt({ min: 1n, max: 30_000n }),
      at: time,
      statement: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map(list => list.map((one, at): Receipt => ({ id: `r${at}`, ...one })));
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

test('nothing that came in is lost or counts twice, and nothing is paid beyond what it comes to', () => {
  fc.assert(
    fc.property(statements, receipts, (due, came) => {
      const account = settle(due, came, NOW);
      const owed = sum(due.flatMap(({ isVoid, totalMinor }) => (isVoid ? [] : [totalMinor])));
      expect(account.openMinor).toBe(owed - sum(came.map(({ amountMinor }) => amountMinor)));
      for (const { number, paidMinor, openMinor, state, dueAt } of account.statements) {
        const { totalMinor = 0n, isVoid = false } = due[number - 1] ?? {};
        expect(openMinor >= 0n && paidMinor >= 0n).toBe(true);
        if (!isVoid && totalMinor >= 0n) expect(paidMinor + openMinor).toBe(totalMinor);
        if (state === 'overdue') expect(openMinor > 0n && dueAt <= NOW).toBe(true);
        if (state === 'open') expect(openMinor > 0n && dueAt > NOW).toBe(true);
      }
      // Money that is left over means that nothing is open.
      if (account.leftMinor > 0n)
        expect(account.statements.every(({ openMinor }) => openMinor === 0n)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('in whatever order things were written down, the account is the same', () => {
  fc.assert(
    fc.property(statements, receipts, fc.infiniteStream(fc.nat()), (due, came, keys) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map(item => ({ item, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ item }) => item);
      expect(settle(shuffled(due), shuffled(came), NOW)).toEqual(settle(due, came, NOW));
    }),
  );
});

test('what names a statement pays it first, and what is over goes to the oldest that is open', () => {
  const due: DueStatement[] = [1, 2, 3].map(number => ({
    number,
    totalMinor: 100n,
    dueAt: `2026-0${number + 3}-15T00:00:00.000Z`,
    isVoid: false,
  }));
  const account = settle(
    due,
    [
      { id: 'a', amountMinor: 120n, at: '2026-05-01T00:00:00.000Z', statement: 2 },
      { id: 'b', amountMinor: 30n, at: '2026-05-02T00:00:00.000Z' },
    ],
    NOW,
  );
  expect(account.statements.map(({ state, openMinor }) => [state, openMinor])).toEqual([
    ['overdue', 50n],
    ['paid', 0n],
    ['open', 100n],
  ]);
  expect(account).toMatchObject({
    openMinor: 150n,
    overdueMinor: 50n,
    overdueSince: '2026-04-15T00:00:00.000Z',
  });
});

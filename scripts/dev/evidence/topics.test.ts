import { expect, test } from 'vitest';
import { readBudget } from './budget.ts';
import { TOPICS } from './topics.ts';

test('every sample that CI runs is a line of its topic', async () => {
  for (const { topic, id } of await readBudget()) {
    expect(TOPICS[topic]?.map(line => line.id)).toContain(id);
  }
});

test.each(Object.entries(TOPICS))('the lines of %s have ids of their own', (_, lines) => {
  const ids = lines.map(line => line.id);
  expect(new Set(ids).size).toBe(ids.length);
});

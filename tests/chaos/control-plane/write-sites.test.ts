import { expect, test } from 'vitest';
import { AFTER_FAILURES, NOT_REACHED } from './exceptions.ts';
import { callerInSources, FailpointIndex } from './failpoints.ts';
import { failpointsOf, findWriteSites } from './write-sites.ts';

const sites = findWriteSites();
const points = failpointsOf(sites);

test('every write in the code is a failpoint, with the collection that it goes to', () => {
  expect(sites.length).toBeGreaterThan(50);
  expect(new Set(points.map(({ name }) => name)).size).toBe(points.length);
  const names = points.map(({ name }) => name);
  // One of each kind of writer: an insert through insertOne, one of a row, one for any kind, and a cluster's.
  expect(names).toContain('usage_events.insert usage/recorder.ts#insert');
  expect(names).toContain('usage_intents.insert usage/intent-log.ts#begin');
  expect(names).toContain('usage_blocks.insert usage/sealing/sealer.ts#seal');
  expect(names).toContain('changes(tenant).insert storage/aggregates.ts#append');
  expect(names).toContain('onboarding_heads.replace storage/heads.ts#headProjection');
  // By a part of a collection; and of two collections whose documents have one form, that of the domain alone.
  expect(names).toContain('webhook_deliveries.insert webhooks/fan-out.ts#beginDeliveries');
  expect(names).toContain('statement_due.remove invoices/due-statements.ts#settle');
  expect(names).not.toContain('webhook_work.remove invoices/due-statements.ts#settle');
  expect(names).toContain('cluster.apply cluster/workloads.ts#apply');
  expect(names).toContain('cluster.remove cluster/workloads.ts#remove');
});

test('each exception is about a write that there is', () => {
  for (const { site } of [...NOT_REACHED, ...AFTER_FAILURES]) {
    expect(
      points.filter(({ name }) => site.test(name)),
      String(site),
    ).not.toEqual([]);
  }
});

test('a write that passes is known by the place it comes from, through what only passes it on', () => {
  const site = sites.find(({ file }) => file === 'usage/recorder.ts');
  if (site === undefined) throw new Error('the recorder writes');
  const at = `${site.file}:${site.line}:${site.column}`;
  const stack = [
    'Error',
    '    at insert (file:///repository/tests/chaos/control-plane/door.ts:60:9)',
    '    at insert (file:///repository/control-plane/src/telemetry/observed-store.ts:38:20)',
    '    at insertOne (file:///repository/control-plane/src/storage/documents.ts:126:27)',
    `    at Recorder.#insert (file:///repository/control-plane/src/${at})`,
  ].join('\n');
  const place = callerInSources(stack);
  expect(place).toEqual({ file: site.file, line: site.line, column: site.column });
  const index = new FailpointIndex(points);
  expect(place && index.find(place, 'usage_events', 'insert')?.name).toBe(
    'usage_events.insert usage/recorder.ts#insert',
  );
  expect(place && index.find(place, 'usage_windows', 'insert')).toBeUndefined();
});

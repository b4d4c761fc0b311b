import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { useMongo } from '../../../scripts/dev/mongo/test-mongo.ts';
import { AlertRun } from './alert-run.ts';

/** The whole, 10,000 changes, is `npm run chaos -- alert-transitions --transitions 10000`. */
const ALERTS = 10;
const LONG = 300_000;

describe('two replicas on one store that see the same use, and are killed in the midst of it', () => {
  const mongo = useMongo();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-alerts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test(
    'record each change of an alert once, and tell a webhook and a mailbox of it at least once, under one id',
    async () => {
      const url = mongo().url.replace(/\/[^/]*$/, `/alerts_${randomUUID().slice(0, 8)}`);
      const report = await new AlertRun({ url, folder, alerts: ALERTS, seed: '1' }).run();
      expect(report).toMatchObject({ alerts: ALERTS, recorded: report.transitions, faults: [] });
      expect(report.kills).toBeGreaterThan(0);
    },
    LONG,
  );
});

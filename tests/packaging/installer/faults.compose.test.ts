import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededSample } from '../../chaos/seeded-sample.ts';
import { liveADay, sendUsage, usedComesTo } from '../compose/day.test-support.ts';
import { InstallerOnEngine } from './engine.test-support.ts';

/** As an ordinary run begins, whoever started the tests in the background. */
const PREFIX = ['env', '--default-signal=INT'];

/** Each step that the journal knows of an operation, before it and after it. */
const steps = (...names: readonly string[]) => names.flatMap(name => [`${name}-begun`, `${name}-done`]);
const POINTS = {
  'a first install': ['operation-begun', ...steps('stage', 'images', 'keep', 'switch', 'start', 'commit')],
  'another setting': ['operation-begun', ...steps('stage', 'images', 'keep', 'switch', 'start', 'commit')],
  'a restore': [
    'operation-begun',
    ...steps('stage', 'images', 'keep', 'backup', 'down', 'switch', 'import', 'start', 'commit'),
  ],
} as const;

type Operation = keyof typeof POINTS;
interface Round {
  readonly operation: Operation;
  readonly point: string;
  readonly signal: 'KILL' | 'INT';
}

const operations = ['a first install', 'another setting', 'a restore'] as const;
const ROUNDS: readonly Round[] = operations.flatMap(operation =>
  POINTS[operation].flatMap(point =>
    (['KILL', 'INT'] as const).map(signal => ({ operation, point, signal })),
  ),
);

/** TENANTRY_FAULT_ROUNDS=all runs every one; otherwise so many, by TENANTRY_FAULT_SEED. */
const wanted = process.env['TENANTRY_FAULT_ROUNDS'] ?? '3';
const seed = process.env['TENANTRY_FAULT_SEED'] ?? '1';
const sample = wanted === 'all' ? ROUNDS.length : Number(wanted);
const rounds = seededSample(seed, ROUNDS.length, sample).flatMap(number => ROUNDS[number - 1] ?? []);

describe(`an installer that is ended at ${rounds.length} of ${ROUNDS.length} places on a Docker engine, by seed ${seed}`, () => {
  let it: InstallerOnEngine;
  let tenantId = '';
  let used = 42;
  let level = 0;

  beforeAll(async () => {
    it = await InstallerOnEngine.make({ prefix: PREFIX });
    await it.ok('install', ...it.settings);
    tenantId = await liveADay(await it.api(), 'sample-interrupted', used);
  });
  afterAll(() => it.remove());

  const fault = (point: string, signal: string) => ({
    TENANTRY_FAULT_AFTER: point,
    TENANTRY_FAULT_SIGNAL: signal,
  });
  const code = { KILL: 137, INT: 130 } as const;

  /** Nothing is left half done: the next dry run has nothing to change, and every event is there once. */
  async function settled(): Promise<void> {
    expect((await it.run(['install', '--dry-run'])).exitCode).toBe(0);
    expect(await it.containers()).toEqual(['control-plane']);
    await usedComesTo(await it.api(), tenantId, used);
    await sendUsage(await it.api(), tenantId, 1);
    used += 1;
    await usedComesTo(await it.api(), tenantId, used);
  }

  async function firstInstall({ point, signal }: Round): Promise<void> {
    const other = await InstallerOnEngine.make({ prefix: PREFIX });
    try {
      const { exitCode } = await other.run(['install', ...other.settings], fault(point, signal));
      expect(exitCode).toBe(code[signal]);
      const key = await other.read('secrets/webhook-key').catch(() => undefined);
      await other.ok('install', ...other.settings);
      if (key !== undefined) expect(await other.read('secrets/webhook-key')).toBe(key);
      await liveADay(await other.api(), 'sample-first', 7);
      expect(await other.containers()).toEqual(['control-plane']);
    } finally {
      await other.remove();
    }
  }

  async function setting({ point, signal }: Round): Promise<void> {
    level += 1;
    const args = ['install', '--set', `TENANTRY_LOG_LEVEL=${level % 2 === 0 ? 'info' : 'warn'}`];
    expect((await it.run(args, fault(point, signal))).exitCode).toBe(code[signal]);
    await it.ok(...args);
    await settled();
  }

  async function restore({ point, signal }: Round): Promise<void> {
    const backup = join(it.folder, 'kept.backup');
    await it.ok('backup', '--to', backup);
    const args = ['restore', '--from', backup, '--yes'];
    expect((await it.run(args, fault(point, signal))).exitCode).toBe(code[signal]);
    await it.ok('install');
    await settled();
  }

  const run = { 'a first install': firstInstall, 'another setting': setting, 'a restore': restore } as const;

  test.each(rounds)(
    '$operation, ended by $signal after $point, is put right by the next run, and no event is lost',
    round => run[round.operation](round),
  );
});

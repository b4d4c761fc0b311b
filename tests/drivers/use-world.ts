import { afterAll, beforeAll, expect } from 'vitest';
import type { ClusterOptions } from '../../scripts/dev/cluster/local-cluster.ts';
import { recordUsage, usageFolder } from './rights/record-usage.ts';
import { World } from './world.ts';

const START_TIMEOUT = 180_000;

/** One cluster with the operator's manifests for the test file that calls this; no operator runs in it yet. */
export function useWorld(options: ClusterOptions = {}): () => World {
  const folder = usageFolder();
  let world: World | undefined;

  beforeAll(async () => {
    world = await World.start(folder === undefined ? options : { ...options, auditLog: true });
  }, START_TIMEOUT);

  afterAll(async () => {
    if (world && folder !== undefined)
      await recordUsage(world, folder, expect.getState().testPath ?? '').catch(console.error);
    await world?.stop();
  }, START_TIMEOUT);

  return () => {
    if (world === undefined) throw new Error('the world is there only inside tests and hooks of this file');
    return world;
  };
}

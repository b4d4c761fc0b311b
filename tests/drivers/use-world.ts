import { afterAll, beforeAll } from 'vitest';
import type { ClusterOptions } from '../../scripts/dev/cluster/local-cluster.ts';
import { World } from './world.ts';

const START_TIMEOUT = 180_000;

/** One cluster with the operator's manifests for the test file that calls this; no operator runs in it yet. */
export function useWorld(options: ClusterOptions = {}): () => World {
  let world: World | undefined;

  beforeAll(async () => {
    world = await World.start(options);
  }, START_TIMEOUT);

  afterAll(() => world?.stop(), START_TIMEOUT);

  return () => {
    if (world === undefined) throw new Error('the world is there only inside tests and hooks of this file');
    return world;
  };
}

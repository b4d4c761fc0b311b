import { INITIAL_HEALTH_SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import { expect, test } from 'vitest';
import { FakeClock } from '../app.test-support.ts';
import { createContext } from '../create-context.ts';
import { silentLogger } from '../logger.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { type Between, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { HealthSettingsService } from './health-settings.ts';

const WHO = { actor: { id: 'user:test', name: 'test' }, requestId: 'r' };

async function opened(between: Pick<Between, 'after'>) {
  const quiet: Between = { before: async () => 0, half: () => false, ...between };
  const store = new UnreliableStore(new MemoryStore(), quiet);
  return new HealthSettingsService(
    await createContext({ store, clock: new FakeClock(), logger: silentLogger }),
  );
}

test('from when they are replaced on, scores are made by the new ones, whoever was just reading', async () => {
  let after: () => Promise<void> = async () => undefined;
  const settings = await opened({ after: () => after() });
  const held = Promise.withResolvers<void>();
  after = () => {
    after = async () => undefined;
    return held.promise;
  };
  const reading = settings.recent();
  await settings.replace({ ...INITIAL_HEALTH_SETTINGS, coverageFloor: 70 }, '"v0"', WHO);
  held.resolve();
  expect(await reading).toMatchObject({ version: 0 });
  expect(await settings.recent()).toMatchObject({ version: 1, state: { coverageFloor: 70 } });
});

test('a store that was away for a moment is asked again', async () => {
  let away = true;
  const settings = await opened({
    after: async () => {
      if (away) throw new StoreUnavailable('away');
    },
  });
  await expect(settings.recent()).rejects.toThrow('away');
  away = false;
  expect(await settings.recent()).toMatchObject({ version: 0 });
});

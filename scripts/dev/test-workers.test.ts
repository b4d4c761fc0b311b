import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';

const configSchema = z.object({
  test: z.object({
    projects: z.array(
      z.object({
        test: z.object({
          name: z.string(),
          maxWorkers: z.number().int().positive(),
          sequence: z.object({ groupOrder: z.number().int().positive() }),
        }),
      }),
    ),
  }),
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock('node:os');
  vi.resetModules();
});

async function projectsWith(processors: number, gigabytes: number, container = 0) {
  vi.resetModules();
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(container * 2 ** 30);
  vi.doMock('node:os', async load => ({
    ...(await load<typeof import('node:os')>()),
    availableParallelism: () => processors,
    totalmem: () => gigabytes * 2 ** 30,
  }));
  const { default: config } = await import('../../vitest.config.ts');
  return configSchema.parse(config).test.projects.map(project => project.test);
}

// vitest refuses to begin otherwise, and with as many processors as the stores have workers nobody would see it.
test.each([1, 2, 4, 64])(
  'with %i processors, projects that run together agree on how many workers that is',
  async processors => {
    const workers = new Map<number, number>();
    for (const { name, maxWorkers, sequence } of await projectsWith(processors, 16)) {
      const others = workers.get(sequence.groupOrder) ?? maxWorkers;
      expect(maxWorkers, name).toBe(others);
      workers.set(sequence.groupOrder, maxWorkers);
    }
    expect(workers.size).toBeGreaterThan(2);
  },
);

test('clusters are as many as the memory carries, and never one alone', async () => {
  const clusters = async (...machine: Parameters<typeof projectsWith>) =>
    (await projectsWith(...machine)).find(({ name }) => name === 'cluster')?.maxWorkers;
  expect(await clusters(2, 24)).toBe(3);
  expect(await clusters(64, 8)).toBe(2);
  expect(await clusters(64, 256)).toBe(6);
  expect(await clusters(64, 256, 9)).toBe(3);
});

import { availableParallelism, totalmem } from 'node:os';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { pseudoMessages } from './console/build/pseudo-messages.ts';

const GENERATED = ['**/node_modules/**', '**/dist/**'];

/** What reckons: as many as there are processors. By itself vitest leaves one out, which of two is half. */
const RECKONING = availableParallelism();
/** Of this container, where there is one: not of the machine around it. */
const MEMORY = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
/** Each file has an API server of its own, which takes 1 GB, and waits more than it reckons. */
const WITH_A_CLUSTER = Math.max(2, Math.min(RECKONING + 1, 6, Math.floor(MEMORY / 2 ** 30 / 3)));

/** Projects of one order run together, and have to agree on how many workers that is. */
const ORDER = { reckoning: 1, stores: 2, clusters: 3, alone: 4 } as const;
const alone = { pool: 'forks', maxWorkers: 1, sequence: { groupOrder: ORDER.alone } } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contracts,operator,control-plane,scripts,tests}/**/*.test.ts'],
          exclude: [
            ...GENERATED,
            '**/*.cluster.test.ts',
            '**/*.store.test.ts',
            '**/*.prometheus.test.ts',
            '**/*.compose.test.ts',
            '**/*.chart.test.ts',
            '**/*.images.test.ts',
            '**/*.docs.test.ts',
          ],
          maxWorkers: RECKONING,
          sequence: { groupOrder: ORDER.reckoning },
          // Outcomes are asserted, not speed: some ask every route with every role, on a machine that does more.
          testTimeout: 30_000,
        },
      },
      {
        plugins: [pseudoMessages(), vue()],
        test: {
          name: 'console',
          include: ['console/**/*.test.ts'],
          exclude: GENERATED,
          environment: 'happy-dom',
          maxWorkers: RECKONING,
          sequence: { groupOrder: ORDER.reckoning },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'store',
          include: ['{control-plane,tests}/**/*.store.test.ts'],
          exclude: GENERATED,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: ORDER.stores },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'cluster',
          include: ['{contracts,operator,control-plane,scripts,tests}/**/*.cluster.test.ts'],
          exclude: GENERATED,
          pool: 'forks',
          maxWorkers: WITH_A_CLUSTER,
          sequence: { groupOrder: ORDER.clusters },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // Not among those that run by themselves: their server takes minutes to build the first time.
          name: 'prometheus',
          include: ['tests/**/*.prometheus.test.ts'],
          exclude: GENERATED,
          ...alone,
          testTimeout: 60_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          // Not among those that run by themselves: Compose takes minutes to build the first time.
          name: 'compose',
          include: ['tests/packaging/{compose,installer}/**/*.compose.test.ts'],
          globalSetup: './tests/packaging/compose/compose.test-setup.ts',
          exclude: GENERATED,
          ...alone,
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          // Not among those that run by themselves: they need a Docker engine, and build the images.
          name: 'images',
          include: ['scripts/images/**/*.images.test.ts'],
          globalSetup: './scripts/images/images.test-setup.ts',
          exclude: GENERATED,
          ...alone,
          testTimeout: 120_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          // Not among those that run by themselves: they build the site and need a Chromium.
          name: 'docs',
          include: ['tests/docs/**/*.docs.test.ts'],
          globalSetup: './tests/docs/site/site.test-setup.ts',
          exclude: GENERATED,
          ...alone,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // Not among those that run by themselves: Helm takes minutes to build the first time.
          name: 'chart',
          include: ['tests/packaging/chart/**/*.chart.test.ts'],
          exclude: GENERATED,
          ...alone,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});

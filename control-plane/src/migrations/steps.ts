import { v7 as uuidv7 } from 'uuid';
import { isoTime } from '../clock.ts';
import { makeLeftPlansDue } from '../tenants/left-plans.ts';
import { stampInstallation } from './installation.ts';
import type { Step } from './migrate.ts';

/**
 * What has to be done to a store that an older version wrote, oldest first. A version of Tenantry may run beside the
 * one before it, so a step only adds; what it makes useless is taken away one version later.
 */
export const STEPS: readonly Step[] = [
  {
    number: 1,
    name: 'stamp the installation',
    required: true,
    run: async ({ store, clock }) => {
      await stampInstallation(store, { installationId: uuidv7(), at: isoTime(clock.now()) });
    },
  },
  {
    number: 2,
    name: 'end the plans of tenants that were deleted',
    required: false,
    run: ({ store, progress }) => makeLeftPlansDue(store, progress),
  },
];

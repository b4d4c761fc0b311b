import type { Command } from 'commander';
import { latestVersion, migrate, statusOf } from '../migrations/migrate.ts';
import type { CliWorld } from './world.ts';

/** `tenantry migrate`: what was done to the layout of the store, and what is left. */
export function addMigrate(program: Command, world: CliWorld): void {
  const command = program
    .command('migrate')
    .description('the layout of the store; a control plane that starts brings it up to date by itself');
  command
    .command('status')
    .description('lists the steps; the last line is one JSON object, and the exit code is 1 when one is left')
    .action(() =>
      world.withStore(async opened => {
        const steps = await statusOf(opened);
        for (const { step, name, state, at } of steps)
          world.note(`${step} ${name}: ${state}${at ? `, ${at}` : ''}`);
        const store = Math.max(0, ...steps.filter(({ state }) => state !== 'todo').map(({ step }) => step));
        const left = steps.filter(({ state }) => state === 'todo' || state === 'begun').length;
        world.out(JSON.stringify({ store, known: latestVersion(opened.steps), left, steps }));
        if (left > 0)
          throw new Error(`${left} steps are left: the next start does them, or "tenantry migrate run"`);
      }),
    );
  command
    .command('run')
    .description('does the steps that are left, as the next start would')
    .action(() =>
      world.withStore(async opened => {
        const ran = await migrate(opened, 'all');
        world.out(JSON.stringify({ ran }));
      }),
    );
}

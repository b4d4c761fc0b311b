import type { Command } from 'commander';
import type { CliWorld } from './world.ts';

/** `tenantry rebuild`: its last line on stdout is one JSON object. */
export function addRebuild(program: Command, world: CliWorld): void {
  program
    .command('rebuild')
    .description(
      'makes lists, audit and counted usage anew, of the changes and the ledger; answers stay the same',
    )
    .action(async () => {
      const made = await world.withApp(app => app.rebuild(line => world.note(line)));
      world.out(JSON.stringify(made));
    });
}

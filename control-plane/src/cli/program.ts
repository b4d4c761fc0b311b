import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { makeAdminKey } from '../access/bootstrap.ts';
import { addRebuild } from './rebuild.ts';
import { addVerify } from './verify.ts';
import type { CliWorld } from './world.ts';

/** `tenantry`: for whoever sits at the store itself. It asks nobody for a key, so the store must be guarded. */
export function createProgram(world: CliWorld): Command {
  const program = new Command('tenantry')
    .description(
      'Works on the store of the control plane itself, with the same variables TENANTRY_* (docs/reference/environment.md).',
    )
    .showHelpAfterError()
    .configureOutput({
      writeOut: text => world.note(text.trimEnd()),
      writeErr: text => world.note(text.trimEnd()),
    })
    .exitOverride();
  addKeys(program, world);
  addVerify(program, world);
  addRebuild(program, world);
  return program;
}

function addKeys(program: Command, world: CliWorld): void {
  const keys = program.command('keys').description('API keys');
  keys
    .command('create')
    .description('makes an API key; it is shown this once')
    // Every other key is made through the API, by somebody who may.
    .addOption(new Option('--role <role>', 'what it may do').choices(['admin']).makeOptionMandatory())
    .option('--name <name>', 'what it is for, for people', 'made by the admin command')
    .option('--expires <time>', 'RFC 3339; never when left out', futureTime)
    .option('--out <file>', 'writes the key to a new file that only you can read, and not to stdout')
    .action(async (options: { name: string; expires?: string; out?: string }) => {
      await world.withApp(async app => {
        const { name, expires, out } = options;
        const made = await makeAdminKey(app.access.keys, {
          id: uuidv7(),
          requestId: 'tenantry keys create',
          name,
          ...(expires !== undefined && { expiresAt: expires }),
        });
        // A new id has no key yet, so that there is a token to show.
        if (made.token === null) throw new Error('the key was made by somebody else, and cannot be shown');
        // `wx`: a key that stands in the file already is not lost.
        if (out === undefined) world.out(made.token);
        else await writeFile(out, `${made.token}\n`, { flag: 'wx', mode: 0o600 });
        world.note(`made the admin key ${made.id}${out === undefined ? '' : `, and wrote it to ${out}`}`);
      });
    });
}

function futureTime(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('a time is like 2027-01-31T00:00:00Z.');
  if (time <= Date.now()) throw new InvalidArgumentError('it is past.');
  return new Date(time).toISOString();
}

import { type FileHandle, open, rm } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { makeAdminKey } from '../access/bootstrap.ts';
import { keyStatus } from '../access/key.ts';
import { ConfigError } from '../config.ts';
import { everyKey, WHOEVER_SITS_AT_THE_STORE } from './every-key.ts';
import type { CliWorld } from './world.ts';

export function addKeys(program: Command, world: CliWorld): void {
  const keys = program.command('keys').description('API keys: make the first one, look at all, revoke one');
  addCreate(keys, world);
  keys
    .command('list')
    .description(
      'lists every key, one JSON object a line: who may do what, until when, and whether it still may',
    )
    .action(() =>
      world.withApp(async app => {
        const now = new Date(app.context.clock.now()).toISOString();
        for await (const { id, state } of everyKey(app.access.keys)) {
          const { name, roles, tenantId, createdAt, expiresAt } = state;
          world.out(
            JSON.stringify({
              id,
              name,
              status: keyStatus(state, now),
              roles,
              tenantId,
              createdAt,
              expiresAt,
            }),
          );
        }
      }),
    );
  keys
    .command('revoke')
    .argument('<id>', 'of the key, as the list shows it')
    .description(
      'revokes a key for ever; replicas that looked it up just before take it for five seconds more',
    )
    .action((id: string) =>
      world.withApp(async app => {
        await app.access.keys.revoke(WHOEVER_SITS_AT_THE_STORE, id);
        world.note(`revoked the key ${id}`);
      }),
    );
}

function addCreate(keys: Command, world: CliWorld): void {
  keys
    .command('create')
    .description('makes an API key; it is shown this once')
    // Every other key is made through the API, by somebody who may.
    .addOption(new Option('--role <role>', 'what it may do').choices(['admin']).makeOptionMandatory())
    .option('--name <name>', 'what it is for, for people', 'made by the admin command')
    .option('--expires <time>', 'RFC 3339; never when left out', futureTime)
    .option('--out <file>', 'writes the key to a new file that only you can read, and not to stdout')
    .action(async (options: { name: string; expires?: string; out?: string }) => {
      const { name, expires, out } = options;
      // Before the key is made: one that nobody was ever shown would be there for ever.
      const file = out === undefined ? undefined : await newFile(out);
      try {
        await world.withApp(async app => {
          const made = await makeAdminKey(app.access.keys, {
            id: uuidv7(),
            requestId: 'tenantry keys create',
            name,
            ...(expires !== undefined && { expiresAt: expires }),
          });
          // A new id has no key yet, so that there is a token to show.
          if (made.token === null) throw new Error('the key was made by somebody else, and cannot be shown');
          if (file === undefined) world.out(made.token);
          else await file.writeFile(`${made.token}\n`);
          world.note(`made the admin key ${made.id}${out === undefined ? '' : `, and wrote it to ${out}`}`);
        }, 'may be made');
      } catch (error) {
        if (out !== undefined) await rm(out);
        throw error;
      } finally {
        await file?.close();
      }
    });
}

/** `wx`: a key that stands in the file already is not lost. @throws ConfigError */
async function newFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((error: Error) => {
    throw new ConfigError(`--out: ${error.message}`, { cause: error });
  });
}

function futureTime(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('a time is like 2027-01-31T00:00:00Z.');
  if (time <= Date.now()) throw new InvalidArgumentError('it is past.');
  return new Date(time).toISOString();
}

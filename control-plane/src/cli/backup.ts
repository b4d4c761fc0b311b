import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../config.ts';
import { verifyExport } from '../transfer/read-export.ts';
import { countsOf, sum, writeWhole } from './export.ts';
import type { CliWorld } from './world.ts';

const READ_AT_ONCE = 1024 * 1024;
const NAME = /^tenantry-\d{8}T\d{6}Z\.export$/;

interface Options {
  readonly ask: string;
  readonly keyFile: string;
  readonly into: string;
  readonly keep: number;
}

/** `tenantry backup`: what a schedule runs beside a control plane. Its last line on stdout is one JSON object. */
export function addBackup(program: Command, world: CliWorld): void {
  program
    .command('backup')
    .description(
      'has a control plane that runs write an export into a folder, reads it to its end, and only then removes the oldest. It opens no store',
    )
    .requiredOption('--ask <url>', 'address of the control plane')
    .requiredOption('--key-file <file>', 'an API key of an admin')
    .requiredOption('--into <folder>', 'where exports are kept, each by the time of its making')
    .option('--keep <number>', 'how many are kept', atLeastOne, 14)
    .action(async ({ ask, keyFile, into, keep }: Options) => {
      const secret = world.exportSecret();
      if (!('passphrase' in secret))
        throw new ConfigError(
          'a control plane that runs takes a passphrase, and no key: TENANTRY_EXPORT_PASSPHRASE',
        );
      const name = `tenantry-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.export`;
      const file = join(into, name);
      await writeWhole(await asked(ask, await keyIn(keyFile), secret.passphrase), file);
      const read = createReadStream(file, { highWaterMark: READ_AT_ONCE });
      const { head, passes } = await verifyExport(read, secret, () => undefined).catch(async error => {
        // Never counted as one that is there.
        await rm(file);
        throw error;
      });
      const removed = await removeOldest(into, keep);
      world.note(`wrote ${file}; the sealing key and the heads are not in it`);
      world.out(
        JSON.stringify({
          ...{ file, exportId: head.exportId, removed },
          ...{ documents: sum(passes), passes: countsOf(passes) },
        }),
      );
    });
}

function atLeastOne(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('it is a number from 1 on');
}

async function keyIn(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new ConfigError(`--key-file: ${path} cannot be read`, { cause: error });
  }
}

async function asked(address: string, key: string, passphrase: string): Promise<AsyncIterable<Uint8Array>> {
  const response = await fetch(new URL('/v1/export', address), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ passphrase }),
  });
  if (response.ok && response.body !== null) return response.body;
  throw new Error(`${address} answers ${response.status}: ${(await response.text()).slice(0, 500)}`);
}

/** Names are times, so their order is that of making. What has another name is somebody else's. */
async function removeOldest(folder: string, keep: number): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(name => NAME.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(folder, name));
  return old;
}

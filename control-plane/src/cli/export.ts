import { randomUUID } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { exportInstallation } from '../transfer/export-installation.ts';
import type { Counted } from '../transfer/records.ts';
import { WHOEVER_SITS_AT_THE_STORE } from './every-key.ts';
import { progressTo } from './progress.ts';
import type { CliWorld } from './world.ts';

/** `tenantry export`: its last line on stdout is one JSON object. */
export function addExport(program: Command, world: CliWorld): void {
  program
    .command('export')
    .description(
      'writes everything into a new file, encrypted, consistent also while others write. With a SQLite file that a control plane has open, ask that one: POST /v1/export',
    )
    .requiredOption('--to <file>', 'a file that is not there yet; only you can read it')
    .action(async ({ to }: { to: string }) => {
      const secret = world.exportSecret();
      await refuseExisting(to);
      const made = await world
        .withApp(async app => {
          const { store, clock } = app.context;
          const { id: actorId, name: actorName } = WHOEVER_SITS_AT_THE_STORE.principal;
          const exportId = uuidv7();
          const entry = { actorId, actorName, outcome: 'done', requestId: 'tenantry export' } as const;
          await app.audit.record({
            ...entry,
            id: `export/${exportId}`,
            action: 'installation.exported',
            target: `export/${exportId}`,
          });
          let passes: readonly Counted[] = [];
          const bytes = exportInstallation({
            store,
            clock,
            secret,
            exportId,
            progress: progressTo(line => world.note(line)),
            done: counted => {
              passes = counted;
            },
          });
          const size = await writeWhole(bytes, to);
          return { exportId, bytes: size, documents: sum(passes), passes: countsOf(passes) };
        })
        .catch(hinted);
      world.note(`wrote ${to}; keep the sealing key and the heads beside it, they are not in it`);
      world.out(JSON.stringify(made));
    });
}

async function refuseExisting(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined) throw new Error(`${path} is there already, and is not overwritten`);
}

/** Under its name the file appears whole and on the disk, or not at all. */
export async function writeWhole(bytes: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', 0o600);
    let size = 0;
    try {
      for await (const chunk of bytes) {
        await file.write(chunk);
        size += chunk.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    // Never in the place of another.
    await link(part, path);
    return size;
  } finally {
    await rm(part, { force: true });
  }
}

export function countsOf(passes: readonly Counted[]): Readonly<Record<string, number>> {
  return Object.fromEntries(passes.map(({ name, documents }) => [name, documents]));
}

export function sum(passes: readonly Counted[]): number {
  return passes.reduce((total, { documents }) => total + documents, 0);
}

function hinted(error: unknown): never {
  if (!(error instanceof Error && error.name === 'StoreInUse')) throw error;
  error.message +=
    '. Or let the one that has it write the export: POST /v1/export, see docs/how-to/back-up-and-move.md';
  throw error;
}

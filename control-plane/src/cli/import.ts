import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { isoTime } from '../clock.ts';
import { latestVersion, migrate } from '../migrations/migrate.ts';
import { finishImport } from '../transfer/finish-import.ts';
import { importInstallation } from '../transfer/import-installation.ts';
import { type VerifiedExport, verifyExport } from '../transfer/read-export.ts';
import { revokeEveryKey, WHOEVER_SITS_AT_THE_STORE } from './every-key.ts';
import { countsOf, sum } from './export.ts';
import { progressTo } from './progress.ts';
import type { CliWorld } from './world.ts';

const READ_AT_ONCE = 1024 * 1024;

/** `tenantry import`: its last line on stdout is one JSON object. */
export function addImport(program: Command, world: CliWorld): void {
  program
    .command('import')
    .description(
      'takes an export into an empty store of either kind. Broken off, the same again goes on. No key, session or sign-in of the old place opens the new one',
    )
    .requiredOption('--from <file>', 'what `tenantry export` or POST /v1/export wrote')
    .option('--check', 'only reads the file to its end and tells what is in it; touches no store')
    .action(async ({ from, check }: { from: string; check?: true }) => {
      const open = () => createReadStream(from, { highWaterMark: READ_AT_ONCE });
      const progress = progressTo(line => world.note(line));
      if (check) {
        const verified = await verifyExport(open(), world.exportSecret(), (pass, count) =>
          progress(`reading ${pass}`, count),
        );
        world.out(JSON.stringify(summaryOf(verified)));
        return;
      }
      const secret = world.exportSecret();
      const imported = await world.withStore(async opened => {
        const { store, clock, steps } = opened;
        let revokedKeys = 0;
        const verified = await importInstallation({
          open,
          secret,
          store,
          clock,
          storeVersion: latestVersion(steps),
          progress: (what, pass, count) =>
            progress(`${what === 'verified' ? 'verifying' : 'writing'} ${pass}`, count),
          finish: async head => {
            const parts = { store, migrate: () => migrate(opened, 'all'), note: world.note };
            const finished = await withApp(opened.openApp, app =>
              finishImport({ ...parts, ...partsOf(app, head.exportId, world) }),
            );
            ({ revokedKeys } = finished);
          },
        });
        return { ...summaryOf(verified), revokedKeys };
      });
      world.note('imported; now make a first admin key: tenantry keys create --role admin');
      world.out(JSON.stringify(imported));
    });
}

function partsOf(app: App, exportId: string, world: CliWorld) {
  const { id: actorId, name: actorName } = WHOEVER_SITS_AT_THE_STORE.principal;
  return {
    rebuild: () => app.rebuild(line => world.note(line)),
    exportHead: (tenantId: string) => app.domains.sealing.exportHead(tenantId),
    recordInOrder: () => app.auditChain.afterImport(),
    revokeKeys: () => revokeEveryKey(app.access.keys, isoTime(app.context.clock.now())),
    record: () =>
      app.audit.record({
        id: `import/${exportId}`,
        actorId,
        actorName,
        action: 'installation.imported',
        outcome: 'done',
        target: `export/${exportId}`,
        requestId: 'tenantry import',
      }),
  };
}

async function withApp<T>(open: () => Promise<App>, use: (app: App) => Promise<T>): Promise<T> {
  const app = await open();
  return use(app).finally(() => app.stop());
}

function summaryOf({ head, about, passes }: VerifiedExport) {
  return {
    exportId: head.exportId,
    installationId: about.installationId,
    at: about.at,
    storeVersion: about.storeVersion,
    documents: sum(passes),
    passes: countsOf(passes),
  };
}

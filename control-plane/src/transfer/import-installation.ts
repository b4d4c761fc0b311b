import type { Clock } from '../clock.ts';
import { ImportMarks } from '../migrations/import-marks.ts';
import { adoptInstallation, installationOf } from '../migrations/installation.ts';
import type { Store } from '../storage/documents.ts';
import { ExportRefused } from './export-refused.ts';
import type { ExportSecret, FileHead } from './file-head.ts';
import type { PassWriter } from './pass.ts';
import { PASSES } from './passes.ts';
import { openExport, type VerifiedExport, verifyExport } from './read-export.ts';

export interface ImportOptions {
  /** The file, from its beginning each time: it is read twice. */
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly secret: ExportSecret;
  readonly store: Store;
  readonly clock: Clock;
  /** The newest layout of a store that this version knows. */
  readonly storeVersion: number;
  readonly progress?: (what: 'verified' | 'written', pass: string, documents: number) => void;
  /**
   * Makes, of what was written, all that follows from it, and takes every grant away. Called again when an import that
   * broke off in it is resumed.
   */
  readonly finish: (head: FileHead) => Promise<void>;
}

/** The store has something in it that this import did not write. */
export class StoreNotEmpty extends Error {
  override readonly name = 'StoreNotEmpty';
  readonly code = 'store_not_empty';
}

/**
 * Takes an export into an empty store of either kind.
 *
 *   the whole file verified ──begun──▶ pass by pass, each with a mark ──written──▶ finished ──done──▶ may be served
 *                              │                                                        │
 *                              └── a crash anywhere: the store stays "importing", and the same import goes on
 *
 * @throws ExportRefused, before anything is written; StoreNotEmpty
 */
export async function importInstallation(options: ImportOptions): Promise<VerifiedExport> {
  const { open, secret, store, clock, progress } = options;
  const verified = await verifyExport(open(), secret, (pass, documents) =>
    progress?.('verified', pass, documents),
  );
  refuseUnknown(verified, options.storeVersion);
  const { exportId } = verified.head;
  const marks = await ImportMarks.open(store, clock);
  await claim(store, marks, exportId);
  if (!(await marks.has(exportId, 'written'))) {
    await write(options, marks, verified);
    await marks.put(exportId, 'written');
  }
  const { installationId, at } = verified.about;
  await adoptInstallation(store, { installationId, at });
  await options.finish(verified.head);
  await marks.put(exportId, 'done');
  return verified;
}

function refuseUnknown({ about, passes }: VerifiedExport, known: number): void {
  if (about.storeVersion > known) {
    throw new ExportRefused(
      'newer_format',
      `the file is of a store of version ${about.storeVersion}, and this version of Tenantry knows ${known}: import it with the version that made it, or a newer one`,
    );
  }
  const unknown = passes.find(({ name }) => PASSES.every(pass => pass.name !== name));
  if (unknown !== undefined) {
    throw new ExportRefused('newer_format', `the file has ${unknown.name}, which this version does not know`);
  }
}

/** The store is ours, or it is left as it was. See prepare-store.ts for the other side. */
async function claim(store: Store, marks: ImportMarks, exportId: string): Promise<void> {
  if (await marks.has(exportId, 'done')) {
    throw new StoreNotEmpty('store_not_empty: the store has this very export already, whole');
  }
  const other = await marks.unfinished();
  if (other !== undefined && other !== exportId) {
    throw new StoreNotEmpty(
      `store_not_empty: the import of another export, ${other}, broke off in this store: end that one, or take an empty store`,
    );
  }
  // One that was withdrawn had written nothing, and its store was in use.
  if (other === exportId) return;
  const full = await whatIsThere(store);
  if (full !== undefined || (await marks.has(exportId, 'withdrawn'))) throw notEmpty(full ?? 'other things');
  await marks.put(exportId, 'begun');
  const since = await whatIsThere(store);
  if (since === undefined) return;
  await marks.put(exportId, 'withdrawn');
  throw notEmpty(since);
}

async function whatIsThere(store: Store): Promise<string | undefined> {
  if ((await installationOf(store)) !== undefined)
    return 'the stamp of a control plane that was started on it';
  for (const pass of PASSES) if (!(await pass.isEmpty(store))) return `documents of ${pass.name}`;
  return undefined;
}

function notEmpty(what: string): StoreNotEmpty {
  return new StoreNotEmpty(
    `store_not_empty: there is ${what} in the store: import into one on which no control plane was started yet`,
  );
}

/** The file is verified again on the way: it may have been changed since the first reading. */
async function write(
  { open, secret, store, progress }: ImportOptions,
  marks: ImportMarks,
  { head, passes }: VerifiedExport,
): Promise<void> {
  const again = await openExport(open(), secret);
  if (again.head.exportId !== head.exportId)
    throw new ExportRefused('altered', 'the file was replaced meanwhile');
  let current: { readonly name: string; readonly writer: PassWriter | undefined; count: number } | undefined;
  const endPass = async () => {
    if (current === undefined) return;
    await current.writer?.end();
    if (current.writer) await marks.put(head.exportId, `pass/${current.name}`);
  };
  for await (const record of again.records) {
    if (record.is === 'pass') {
      await endPass();
      const { name } = record;
      const writer = (await marks.has(head.exportId, `pass/${name}`))
        ? undefined
        : await writerOf(name, store);
      current = { name, writer, count: 0 };
    } else if (record.is === 'documents' && current !== undefined) {
      await current.writer?.write(record.documents);
      current.count += record.documents.length;
      progress?.('written', current.name, current.count);
    } else if (record.is === 'manifest' && JSON.stringify(record.passes) !== JSON.stringify(passes)) {
      throw new ExportRefused('altered', 'the file was replaced meanwhile');
    }
  }
  await endPass();
}

function writerOf(name: string, store: Store): Promise<PassWriter> {
  const pass = PASSES.find(known => known.name === name);
  if (pass === undefined) throw new ExportRefused('newer_format', `nothing is known of ${name}`);
  return pass.writer(store);
}

import { CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { StoreBeingImported } from '../migrations/import-marks.ts';
import { StoreTooNew } from '../migrations/migrate.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { ExportRefused } from '../transfer/export-refused.ts';
import { StoreNotEmpty } from '../transfer/import-installation.ts';

/** What `tenantry` ends with. A number never changes its meaning; the reference is made of this table. */
export const EXIT_CODES = {
  done: { code: 0, when: 'done' },
  failed: { code: 1, when: 'it failed, or found something wrong (`verify`, `migrate status`)' },
  usage: { code: 2, when: 'called wrongly: arguments, or faults in the configuration, which are all listed' },
  unavailable: {
    code: 3,
    when: 'the store cannot be reached, takes no writes, or another process owns the file: come again',
  },
  version: { code: 4, when: 'the store was written by a newer version' },
  importing: { code: 5, when: 'an import into the store is under way or broke off: end it' },
  refused: {
    code: 6,
    when: 'the file is refused: another passphrase, altered, cut short, or of a newer version',
  },
  notEmpty: { code: 7, when: 'the store to import into is not empty' },
} as const;

/** The class of a store adapter, which is loaded only when it is the one. */
const IN_USE = 'StoreInUse';

export function exitCodeOf(error: unknown): number {
  return EXIT_CODES[kindOf(error)].code;
}

function kindOf(error: unknown): keyof typeof EXIT_CODES {
  // Asked for help or its version, commander ends this way, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 'done' : 'usage';
  if (error instanceof ConfigError) return 'usage';
  if (error instanceof StoreTooNew) return 'version';
  if (error instanceof StoreBeingImported) return 'importing';
  if (error instanceof ExportRefused) return 'refused';
  if (error instanceof StoreNotEmpty) return 'notEmpty';
  if (error instanceof StoreUnavailable) return 'unavailable';
  return error instanceof Error && error.name === IN_USE ? 'unavailable' : 'failed';
}

import { tabStorage } from '../../../shared/kept/tab-storage.ts';
import type { CsvFile } from './csv-file.ts';

/** A file with its corrections, as long as it is not applied: it outlives another page and reload, in this tab. */
export interface KeptFile {
  readonly file: CsvFile;
  /** The import that these rows were left out of. */
  readonly leftOutOf?: string | undefined;
}

const KEY = 'tenantry.onboarding.import';

export const keepFile = (kept: KeptFile): void => tabStorage.setItem(KEY, JSON.stringify(kept));
export const forgetFile = (): void => tabStorage.removeItem(KEY);

export function keptFile(): KeptFile | undefined {
  try {
    const value = JSON.parse(tabStorage.getItem(KEY) ?? 'null');
    return Array.isArray(value?.file?.header) && Array.isArray(value.file.rows) ? value : undefined;
  } catch {
    return undefined;
  }
}

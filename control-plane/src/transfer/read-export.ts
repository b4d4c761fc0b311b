import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ExportRefused } from './export-refused.ts';
import { type ExportSecret, type FileHead, openHead } from './file-head.ts';
import { type About, type Counted, type ExportRecord, readRecords } from './records.ts';
import { decrypt } from './sealed-stream.ts';

const CHUNK = 256 * 1024;

export interface OpenedExport {
  readonly head: FileHead;
  /** @throws ExportRefused, wherever the file is not what was written; what came before it was authentic */
  readonly records: AsyncGenerator<ExportRecord>;
}

/** @throws ExportRefused */
export async function openExport(
  file: AsyncIterable<Uint8Array>,
  secret: ExportSecret,
): Promise<OpenedExport> {
  const { head, stream, rest } = await openHead(file, secret);
  return { head, records: readRecords(unzipped(decrypt(rest, stream))) };
}

export interface VerifiedExport {
  readonly head: FileHead;
  readonly about: About;
  readonly passes: readonly Counted[];
}

/** Reads a file to its end and keeps nothing of it. @throws ExportRefused when anything in it is not as it was written */
export async function verifyExport(
  file: AsyncIterable<Uint8Array>,
  secret: ExportSecret,
  progress?: (pass: string, documents: number) => void,
): Promise<VerifiedExport> {
  const { head, records } = await openExport(file, secret);
  let about: About | undefined;
  let pass = '';
  let count = 0;
  for await (const record of records) {
    if (record.is === 'about') about = record.about;
    else if (record.is === 'pass') [pass, count] = [record.name, 0];
    else if (record.is === 'documents') {
      count += record.documents.length;
      progress?.(pass, count);
    } else if (about !== undefined) return { head, about, passes: await toTheEnd(records, record.passes) };
  }
  throw new ExportRefused('not_consistent', 'the file is not whole');
}

/** The manifest is the last record; the last chunk has yet to be found to be the last. */
async function toTheEnd(
  records: AsyncGenerator<ExportRecord>,
  passes: readonly Counted[],
): Promise<readonly Counted[]> {
  for await (const _ of records)
    throw new ExportRefused('not_consistent', 'something stands behind the manifest');
  return passes;
}

async function* unzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    if (error instanceof ExportRefused) throw error;
    throw new ExportRefused('not_consistent', 'what is in the file cannot be unpacked');
  }
}

import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { type Clock, isoTime } from '../clock.ts';
import { installationOf } from '../migrations/installation.ts';
import { StepsDone } from '../migrations/steps-done.ts';
import { changesSpec } from '../storage/aggregates.ts';
import type { Store } from '../storage/documents.ts';
import { type ExportSecret, makeHead } from './file-head.ts';
import { KINDS_LEFT_OUT, kindsTaken, PASSES } from './passes.ts';
import { type Counted, RecordWriter } from './records.ts';
import { encrypt } from './sealed-stream.ts';

/** Fast: the disk and the reading of documents are what takes the time. */
const GZIP_LEVEL = 3;
const GZIP_CHUNK = 256 * 1024;

export interface ExportOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secret: ExportSecret;
  readonly exportId?: string;
  /** Told after every page: the walk, and how many of its documents so far. */
  readonly progress?: (pass: string, documents: number) => void;
  /** Told once, at the end. */
  readonly done?: (passes: readonly Counted[]) => void;
}

/**
 * Everything there is, encrypted, while it is being used. Memory holds a page at a time. The bytes are whole only when
 * the iterator has ended: a file that breaks off is refused by whoever reads it.
 * @throws StoreUnavailable; Error, when something is in the store that this version does not know
 */
export async function* exportInstallation(options: ExportOptions): AsyncGenerator<Uint8Array> {
  const { store, clock, secret, exportId = uuidv7() } = options;
  await refuseUnknownKinds(store);
  const at = isoTime(clock.now());
  const { bytes, stream } = await makeHead({ exportId, at }, secret);
  yield bytes;
  yield* encrypt(zipped(lines(options, at)), stream);
}

async function* lines({ store, clock, progress, done }: ExportOptions, at: string): AsyncGenerator<string> {
  const writer = new RecordWriter();
  const steps = await StepsDone.open(store, clock, 'export');
  const installation = await installationOf(store);
  yield writer.about({
    installationId: installation?.installationId ?? uuidv7(),
    at,
    storeVersion: await steps.version(),
  });
  for (const pass of PASSES) {
    yield writer.pass(pass.name);
    let count = 0;
    for await (const page of pass.pages(store)) {
      if (page.length > 0) yield writer.documents(page);
      count += page.length;
      progress?.(pass.name, count);
    }
  }
  yield writer.manifest();
  done?.(writer.counted);
}

/** An export that left something out without saying so would be found out when it is too late. */
async function refuseUnknownKinds(store: Store): Promise<void> {
  const changes = await store.collection(changesSpec);
  const known = new Set([...kindsTaken(), ...KINDS_LEFT_OUT]);
  for (let from = ''; ; ) {
    const [first] = await changes.scan({ from, limit: 1 });
    if (first === undefined) return;
    if (!known.has(first.kind)) {
      throw new Error(`the store has changes of the kind ${first.kind}, which this version cannot export`);
    }
    from = `${first.kind}0`;
  }
}

async function* zipped(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: GZIP_CHUNK });
  // A fault reaches the reader through the iterator; the callback only keeps it from being unhandled.
  pipeline(Readable.from(text), gzip, () => undefined);
  for await (const chunk of gzip) yield chunk;
}

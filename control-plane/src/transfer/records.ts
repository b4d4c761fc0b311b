import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import type { StoredDocument } from '../storage/documents.ts';
import { ExportRefused } from './export-refused.ts';

/**
 * What is inside an export: lines of JSON. A line that begins with `=` steers, every other one is a document.
 *
 *   ={"is":"about","format":1,…}
 *   ={"is":"pass","name":"audit"}
 *   {"id":…}
 *   …
 *   ={"is":"manifest","passes":[{"name":"audit","documents":123,"digest":"<SHA-256 of its lines>"},…]}
 *
 * The manifest is the last line: a file without it is not whole.
 */
const FORMAT = 1;
const STEERS = '=';
const NEWLINE = 0x0a;
/** A line is one document, and no document is nearly as long as this. */
const LONGEST_LINE = 64 * 1024 * 1024;
const DOCUMENTS_AT_ONCE = 500;

const aboutSchema = z.object({
  is: z.literal('about'),
  format: z.literal(FORMAT),
  installationId: z.string(),
  /** When the cut was begun. */
  at: z.string(),
  /** Version of the store's layout, as the migrations count it. */
  storeVersion: z.int().min(0),
});
export type About = Omit<z.infer<typeof aboutSchema>, 'is' | 'format'>;

const countedSchema = z.object({ name: z.string(), documents: z.int().min(0), digest: z.string() });
/** What the manifest says of one pass. */
export type Counted = z.infer<typeof countedSchema>;

const steeringSchema = z.discriminatedUnion('is', [
  aboutSchema,
  z.object({ is: z.literal('pass'), name: z.string() }),
  z.object({ is: z.literal('manifest'), passes: z.array(countedSchema) }),
]);
type Steering = z.infer<typeof steeringSchema>;

const documentSchema = z.looseObject({ id: z.string().min(1) });

/** What a reader is given, in the order of the file. */
export type ExportRecord =
  | { readonly is: 'about'; readonly about: About }
  | { readonly is: 'pass'; readonly name: string }
  /** Of the pass that was told last. */
  | { readonly is: 'documents'; readonly documents: readonly StoredDocument[] }
  | { readonly is: 'manifest'; readonly passes: readonly Counted[] };

/** Writes the lines, and counts as it goes. */
export class RecordWriter {
  readonly #counts = new Tally();

  about(about: About): string {
    return steering({ is: 'about', format: FORMAT, ...about });
  }

  pass(name: string): string {
    this.#counts.begin(name);
    return steering({ is: 'pass', name });
  }

  documents(documents: readonly StoredDocument[]): string {
    const text = documents.map(document => `${JSON.stringify(document)}\n`).join('');
    this.#counts.add(documents.length, text);
    return text;
  }

  manifest(): string {
    return steering({ is: 'manifest', passes: [...this.#counts.end()] });
  }

  get counted(): readonly Counted[] {
    return this.#counts.end();
  }
}

function steering(line: Steering): string {
  return `${STEERS}${JSON.stringify(line)}\n`;
}

/**
 * Reads the lines, and holds the counts and digests of every pass against the manifest.
 * @throws ExportRefused not_consistent, newer_format
 */
export async function* readRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ExportRecord> {
  const counts = new Tally();
  let stage: 'about' | 'passes' | 'done' = 'about';
  for await (const { lines, raw } of batchesOfLines(bytes)) {
    if (stage === 'done') throw inconsistent('something stands behind the manifest');
    const [first = ''] = lines;
    if (!first.startsWith(STEERS)) {
      if (stage === 'about') throw inconsistent('it does not begin with what it is about');
      counts.add(lines.length, raw);
      yield { is: 'documents', documents: lines.map(parseDocument) };
      continue;
    }
    const steered = parseSteering(first);
    if ((steered.is === 'about') !== (stage === 'about')) throw inconsistent('its parts are out of order');
    if (steered.is === 'about') {
      const { installationId, at, storeVersion } = steered;
      stage = 'passes';
      yield { is: 'about', about: { installationId, at, storeVersion } };
    } else if (steered.is === 'pass') {
      counts.begin(steered.name);
      yield steered;
    } else {
      stage = 'done';
      compare(steered.passes, counts.end());
      yield steered;
    }
  }
  if (stage !== 'done') throw inconsistent('it ends before its manifest');
}

function compare(said: readonly Counted[], found: readonly Counted[]): void {
  const differs = said.find(
    ({ name, documents, digest }, at) =>
      found[at]?.name !== name || found[at]?.documents !== documents || found[at]?.digest !== digest,
  );
  if (differs !== undefined || said.length !== found.length) {
    throw inconsistent(
      `its manifest says otherwise than its documents${differs ? ` of ${differs.name}` : ''}`,
    );
  }
}

class Tally {
  readonly #ended: Counted[] = [];
  #open: { readonly name: string; documents: number; readonly hash: Hash } | undefined;

  begin(name: string): void {
    this.#close();
    this.#open = { name, documents: 0, hash: createHash('sha256') };
  }

  add(documents: number, lines: string | Uint8Array): void {
    if (this.#open === undefined) throw inconsistent('a document stands before any pass');
    this.#open.documents += documents;
    this.#open.hash.update(lines);
  }

  end(): readonly Counted[] {
    this.#close();
    return [...this.#ended];
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { name, documents, hash } = this.#open;
    this.#ended.push({ name, documents, digest: hash.digest('hex') });
    this.#open = undefined;
  }
}

function parseSteering(line: string): Steering {
  const parsed = steeringSchema.safeParse(parseJson(line.slice(STEERS.length)));
  if (parsed.success) return parsed.data;
  const told = z.object({ format: z.int().min(FORMAT + 1) }).safeParse(parseJson(line.slice(1)));
  if (told.success) {
    throw new ExportRefused(
      'newer_format',
      `the file is of format ${told.data.format}; this version reads ${FORMAT}`,
    );
  }
  throw inconsistent('a line steers, and says nothing that is known');
}

function parseDocument(line: string): StoredDocument {
  const parsed = documentSchema.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw inconsistent('a line is no document');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inconsistent(why: string): ExportRefused {
  return new ExportRefused('not_consistent', `the file is not whole: ${why}`);
}

/** Lines, several documents at a time, and never a line that steers with another one. */
async function* batchesOfLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly raw: Uint8Array }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of bytes) {
    rest = rest.length === 0 ? Buffer.from(part) : Buffer.concat([rest, part]);
    const end = rest.lastIndexOf(NEWLINE);
    if (end >= 0) yield* batchesOf(rest.subarray(0, end + 1));
    rest = rest.subarray(end + 1);
    if (rest.length > LONGEST_LINE) throw inconsistent('a line has no end');
  }
  if (rest.length > 0) throw inconsistent('its last line has no end');
}

function* batchesOf(
  whole: Buffer,
): Generator<{ readonly lines: readonly string[]; readonly raw: Uint8Array }> {
  let begin = 0;
  let lines: string[] = [];
  const batch = (end: number) => ({ lines, raw: whole.subarray(begin, end) });
  for (let at = 0; at < whole.length; ) {
    const end = whole.indexOf(NEWLINE, at) + 1;
    const line = whole.toString('utf8', at, end - 1);
    const steers = line.startsWith(STEERS);
    if (lines.length > 0 && (steers || lines.length === DOCUMENTS_AT_ONCE)) {
      yield batch(at);
      [begin, lines] = [at, []];
    }
    lines.push(line);
    if (steers) {
      yield batch(end);
      [begin, lines] = [end, []];
    }
    at = end;
  }
  if (lines.length > 0) yield batch(whole.length);
}

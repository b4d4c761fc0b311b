import { createHash, type Hash } from 'node:crypto';

const BLOCK = 512;

/** What a root file system has at a path, without its times. */
export interface RootEntry {
  readonly path: string;
  /** Kind, mode, owner and contents, as one line. */
  readonly is: string;
}

/** Digest of a root file system that knows no times and no order: equal for two that differ in nothing else. */
export function digestOf(entries: readonly RootEntry[]): string {
  const lines = entries.map(({ path, is }) => `${JSON.stringify(path)} ${is}\n`).toSorted();
  return `sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`;
}

/** Paths at which two root file systems differ, with what each has there. */
export function differences(first: readonly RootEntry[], second: readonly RootEntry[]): string[] {
  const [left, right] = [first, second].map(all => new Map(all.map(({ path, is }) => [path, is])));
  const paths = new Set([...first, ...second].map(({ path }) => path));
  return [...paths]
    .toSorted()
    .filter(path => left?.get(path) !== right?.get(path))
    .map(path => `${path}: ${left?.get(path) ?? 'missing'} | ${right?.get(path) ?? 'missing'}`);
}

/**
 * Reads an archive as `docker export` writes it: ustar with the headers of pax and GNU for what does not fit.
 * Field offsets: IEEE Std 1003.1, "ustar Interchange Format".
 */
export async function readRoot(archive: AsyncIterable<Buffer>): Promise<RootEntry[]> {
  const entries: RootEntry[] = [];
  const source = new Blocks(archive);
  let long: Names = {};
  for (;;) {
    const header = await source.take(BLOCK);
    if (header === undefined || header.every(byte => byte === 0)) return entries;
    const size = numberAt(header, 124, 12);
    if (NAMES.has(typeOf(header))) {
      long = { ...long, ...namesIn(typeOf(header), await source.body(size)) };
      continue;
    }
    const content = createHash('sha256');
    await source.feed(size, content);
    entries.push(entryOf(header, long, content.digest('hex')));
    long = {};
  }
}

/** Bytes of a stream, in pieces of the length that is asked for. */
class Blocks {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** undefined at the end. @throws Error where the stream ends in the middle */
  async take(length: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (this.#rest.length === 0) {
        const next = await this.#source.next();
        if (next.done && missing === length) return undefined;
        if (next.done) throw new Error('the archive ends in the middle of an entry');
        this.#rest = next.value;
      }
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  /** A small entry, whole. */
  async body(size: number): Promise<Buffer> {
    const padded = (await this.take(Math.ceil(size / BLOCK) * BLOCK)) ?? Buffer.alloc(0);
    return padded.subarray(0, size);
  }

  /** An entry of any size, piece by piece. */
  async feed(size: number, hash: Hash): Promise<void> {
    for (let left = size; left > 0; left -= BLOCK * 128) {
      const piece = await this.body(Math.min(left, BLOCK * 128));
      hash.update(piece);
    }
  }
}

function textAt(header: Buffer, offset: number, length: number): string {
  const field = header.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

/** Octal, or, of numbers that do not fit, big-endian with the first bit set. */
function numberAt(header: Buffer, offset: number, length: number): number {
  if (((header[offset] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(offset + length - 8));
  return Number.parseInt(textAt(header, offset, length).trim() || '0', 8);
}

/** Names that a header before an entry gives it, for they do not fit into its own. */
interface Names {
  readonly path?: string;
  readonly link?: string;
}

const NAMES = new Set(['x', 'g', 'L', 'K']);
const typeOf = (header: Buffer): string => textAt(header, 156, 1) || '0';

function namesIn(type: string, body: Buffer): Names {
  const text = body.toString('utf8').replace(/\0+$/, '');
  if (type === 'L') return { path: text };
  if (type === 'K') return { link: text };
  const pairs = [...text.matchAll(/\d+ ([^=\n]+)=([^\n]*)\n/g)];
  const of = (key: string) => pairs.find(([, name]) => name === key)?.[2];
  const [path, link] = [of('path'), of('linkpath')];
  return { ...(path !== undefined && { path }), ...(link !== undefined && { link }) };
}

function entryOf(header: Buffer, long: Names, content: string): RootEntry {
  const type = typeOf(header);
  const prefix = textAt(header, 345, 155);
  const path = long.path ?? (prefix === '' ? '' : `${prefix}/`) + textAt(header, 0, 100);
  const mode = numberAt(header, 100, 8).toString(8);
  const owner = `${numberAt(header, 108, 8)}:${numberAt(header, 116, 8)}`;
  const device =
    type === '3' || type === '4' ? ` ${numberAt(header, 329, 8)},${numberAt(header, 337, 8)}` : '';
  return {
    path,
    is: `${type}${device} ${mode} ${owner} ${long.link ?? textAt(header, 157, 100)} ${content}`,
  };
}

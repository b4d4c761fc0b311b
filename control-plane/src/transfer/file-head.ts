import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import { ExportRefused } from './export-refused.ts';
import { CHUNK_BYTES, type StreamKey } from './sealed-stream.ts';

/**
 * What stands in the clear at the beginning of an export: three lines, then the encrypted chunks.
 *
 *   tenantry-export/1
 *   {"exportId":…,"at":…,"kdf":{…},"cipher":"aes-256-gcm-stream","chunkBytes":65536,"compression":"gzip"}
 *   <HMAC-SHA-256 of the two lines above, base64url>
 *
 * It says nothing of what is inside. A passphrase becomes a key by scrypt; a given key is taken as it is. From either,
 * HKDF with the fresh salt of the head makes the key of the chunks and that of the line that guards the head, so no two
 * files have a key in common.
 */
const FIRST_LINE = 'tenantry-export/1';
const HEAD_LIMIT = 4_096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** N = 2^17, r = 8, p = 1: what OWASP asks of scrypt; 128 MB and about half a second. */
const DEFAULT_LOG2N = 17;
const SCRYPT_MEMORY = 512 * 1024 * 1024;

const salt = z
  .string()
  .transform(text => Buffer.from(text, 'base64url'))
  .refine(({ length }) => length === SALT_BYTES);

const kdfSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('scrypt'),
    // A head that asks for more is one that means to keep us busy.
    log2N: z.int().min(14).max(20),
    r: z.literal(8),
    p: z.literal(1),
    salt,
  }),
  z.strictObject({ name: z.literal('key'), salt }),
]);

const headSchema = z.strictObject({
  exportId: z.uuid(),
  at: z.string(),
  kdf: kdfSchema,
  cipher: z.literal('aes-256-gcm-stream'),
  chunkBytes: z.literal(CHUNK_BYTES),
  compression: z.literal('gzip'),
});

export interface FileHead {
  readonly exportId: string;
  readonly at: string;
}

/** What a file is locked with: a passphrase that people know, or 32 random bytes. */
export type ExportSecret =
  | { readonly passphrase: string; readonly log2N?: number }
  | { readonly key: Uint8Array };

/** The head of a new file, and the key of what comes behind it. */
export async function makeHead(
  file: FileHead,
  secret: ExportSecret,
): Promise<{ readonly bytes: Buffer; readonly stream: StreamKey }> {
  const fresh = randomBytes(SALT_BYTES);
  const kdf =
    'key' in secret
      ? { name: 'key', salt: fresh.toString('base64url') }
      : {
          name: 'scrypt',
          log2N: secret.log2N ?? DEFAULT_LOG2N,
          r: 8,
          p: 1,
          salt: fresh.toString('base64url'),
        };
  const text = JSON.stringify({
    exportId: file.exportId,
    at: file.at,
    kdf,
    cipher: 'aes-256-gcm-stream',
    chunkBytes: CHUNK_BYTES,
    compression: 'gzip',
  });
  const guarded = `${FIRST_LINE}\n${text}\n`;
  const keys = await keysOf(secret, headSchema.parse(JSON.parse(text)).kdf);
  return {
    bytes: Buffer.from(`${guarded}${macOf(keys.head, guarded).toString('base64url')}\n`),
    stream: streamKey(keys, guarded),
  };
}

/**
 * Reads the head of a file, and answers what comes behind it.
 * @throws ExportRefused not_an_export, newer_format, wrong_key
 */
export async function openHead(
  file: AsyncIterable<Uint8Array>,
  secret: ExportSecret,
): Promise<{
  readonly head: FileHead;
  readonly stream: StreamKey;
  readonly rest: AsyncGenerator<Uint8Array>;
}> {
  const { lines, rest } = await threeLines(file);
  const [first = '', text = '', mac = ''] = lines;
  if (first !== FIRST_LINE) {
    throw first.startsWith('tenantry-export/')
      ? new ExportRefused(
          'newer_format',
          `the file is of the format ${first}; this version reads ${FIRST_LINE}`,
        )
      : new ExportRefused('not_an_export', 'the file is no export of Tenantry');
  }
  const { kdf, ...head } = parseHead(text);
  if ((kdf.name === 'key') !== 'key' in secret) {
    const [made, given] = kdf.name === 'key' ? ['key', 'passphrase'] : ['passphrase', 'key'];
    throw new ExportRefused('wrong_key', `the file was made with a ${made}, and a ${given} was given`);
  }
  const guarded = `${first}\n${text}\n`;
  const keys = await keysOf(secret, kdf);
  const expected = macOf(keys.head, guarded);
  const found = Buffer.from(mac, 'base64url');
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) {
    throw new ExportRefused(
      'wrong_key',
      'the file was made with another passphrase or key, or its head is altered',
    );
  }
  return { head, stream: streamKey(keys, guarded), rest };
}

function parseHead(text: string): z.output<typeof headSchema> {
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    throw new ExportRefused(
      'not_an_export',
      'the head of the file says nothing that this version understands',
    );
  }
}

interface Keys {
  readonly chunks: Buffer;
  readonly head: KeyObject;
}

async function keysOf(secret: ExportSecret, kdf: z.output<typeof kdfSchema>): Promise<Keys> {
  const root =
    'key' in secret
      ? Buffer.from(secret.key)
      : await scrypted(secret.passphrase.normalize('NFC'), kdf.salt, {
          N: 2 ** (kdf.name === 'scrypt' ? kdf.log2N : DEFAULT_LOG2N),
          r: 8,
          p: 1,
          maxmem: 2 * SCRYPT_MEMORY,
        });
  const derived = (info: string) =>
    Buffer.from(hkdfSync('sha256', root, kdf.salt, `tenantry export 1 ${info}`, KEY_BYTES));
  return { chunks: derived('chunks'), head: createSecretKey(derived('head')) };
}

function scrypted(passphrase: string, salted: Uint8Array, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salted, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function streamKey({ chunks }: Keys, guarded: string): StreamKey {
  return { key: chunks, about: createHash('sha256').update(guarded).digest() };
}

function macOf(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** The first three lines, within the limit; and everything behind them. */
async function threeLines(
  file: AsyncIterable<Uint8Array>,
): Promise<{ readonly lines: readonly string[]; readonly rest: AsyncGenerator<Uint8Array> }> {
  const iterator = file[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  for (;;) {
    const end = thirdNewline(buffer);
    if (end >= 0) {
      const lines = buffer.toString('utf8', 0, end).split('\n');
      return { lines, rest: following(buffer.subarray(end + 1), iterator) };
    }
    const next = buffer.length > HEAD_LIMIT ? { done: true as const } : await iterator.next();
    if (next.done) throw new ExportRefused('not_an_export', 'the file is no export of Tenantry');
    buffer = Buffer.concat([buffer, next.value]);
  }
}

function thirdNewline(buffer: Buffer): number {
  let at = -1;
  for (let line = 0; line < 3; line++) {
    at = buffer.indexOf(0x0a, at + 1);
    if (at < 0 || at > HEAD_LIMIT) return -1;
  }
  return at;
}

async function* following(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ExportRefused } from './export-refused.ts';

/**
 * A stream that nobody can read, alter, cut short, extend or put into another order without the key: AES-256-GCM in
 * chunks whose nonces are a counter and a flag for the last one. The construction is STREAM of Hoang, Reyhanitabar,
 * Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015
 * (https://eprint.iacr.org/2015/189), with the nonce as the format of `age` lays it out: 11 bytes of counter,
 * big-endian, then 1 in the last chunk and 0 in every other. A key is used for one stream only.
 *
 *   chunk 0, more follows │ chunk 1, more follows │ … │ chunk n, the last (shorter, or just as long)
 */
export const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

export interface StreamKey {
  /** 32 bytes, of this stream alone. */
  readonly key: Uint8Array;
  /** What is in the clear in front of the stream, and belongs to it. */
  readonly about: Uint8Array;
}

/** The encrypted chunks, one after the other. An empty stream is one empty chunk, the last. */
export async function* encrypt(
  plain: AsyncIterable<Uint8Array>,
  stream: StreamKey,
): AsyncGenerator<Uint8Array> {
  let counter = 0;
  let held: Buffer | undefined;
  for await (const chunk of pieces(plain, CHUNK_BYTES)) {
    if (held !== undefined) yield encryptChunk(held, stream, counter++, false);
    held = chunk;
  }
  yield encryptChunk(held ?? Buffer.alloc(0), stream, counter, true);
}

/**
 * What was encrypted, chunk by chunk; each is authentic when it is given out, and the whole is when the end is reached.
 * @throws ExportRefused altered
 */
export async function* decrypt(
  sealed: AsyncIterable<Uint8Array>,
  stream: StreamKey,
): AsyncGenerator<Uint8Array> {
  let counter = 0;
  let held: Buffer | undefined;
  for await (const chunk of pieces(sealed, CHUNK_BYTES + TAG_BYTES)) {
    if (held !== undefined) yield decryptChunk(held, stream, counter++, false);
    held = chunk;
  }
  if (held === undefined) throw altered(counter);
  yield decryptChunk(held, stream, counter, true);
}

function encryptChunk(plain: Buffer, { key, about }: StreamKey, counter: number, last: boolean): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(counter, last));
  cipher.setAAD(about);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decryptChunk(sealed: Buffer, { key, about }: StreamKey, counter: number, last: boolean): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw altered(counter);
  const decipher = createDecipheriv(CIPHER, key, nonceOf(counter, last), { authTagLength: TAG_BYTES });
  decipher.setAAD(about);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw altered(counter);
  }
}

function nonceOf(counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  // Six bytes of counter are 2^48 chunks: no file is that long.
  nonce.writeUIntBE(counter, NONCE_BYTES - 7, 6);
  nonce[NONCE_BYTES - 1] = last ? 1 : 0;
  return nonce;
}

function altered(chunk: number): ExportRefused {
  return new ExportRefused(
    'altered',
    `the file is not what was written: it is altered, in another order or cut short at chunk ${chunk} (byte ${chunk * (CHUNK_BYTES + TAG_BYTES)} behind its head)`,
  );
}

/** The same bytes in pieces of one size; the last may be shorter, and is never empty. */
async function* pieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    let rest = part;
    while (length + rest.length >= size) {
      const taken = size - length;
      yield Buffer.concat([...parts, rest.subarray(0, taken)], size);
      rest = rest.subarray(taken);
      parts = [];
      length = 0;
    }
    if (rest.length === 0) continue;
    parts.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts, length);
}

import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Problem } from './problem.ts';

export const JSON_BODY_LIMIT = 1024 * 1024;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body whole, unpacked. The limit holds for what comes out, and reading stops there: a bomb costs its limit.
 * @throws Problem unsupported_encoding, payload_too_large, invalid_request
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of unpacked(request)) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a body is bytes');
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid_request', 'the body broke off, or is not in the encoding it says', {
      cause: error,
    });
  }
  return Buffer.concat(chunks, size);
}

function unpacked(request: IncomingMessage): Readable {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return request;
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (decoder === undefined) {
    throw new Problem('unsupported_encoding', `"${encoding.slice(0, 40)}": send gzip, deflate, br or none`);
  }
  // The error reaches the reader through the iterator; the callback only keeps it from being unhandled.
  return pipeline(request, decoder(), () => undefined);
}

function tooLarge(limit: number): Problem {
  return new Problem('payload_too_large', `at most ${limit} bytes, unpacked`);
}

/** The media type without parameters, in lower case; empty when there is none. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON in the one form of RFC 8785, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value that JSON cannot say has no canonical form');
  return text;
}

/** SHA-256 over parts, each with its length in front, so that no two lists of parts run together; hexadecimal. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(bytes.length));
    hash.update(length).update(bytes);
  }
  return hash.digest('hex');
}

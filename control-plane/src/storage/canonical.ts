import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON in the one form of RFC 8785, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  const text = simpleCanonical(value, 0) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('a value that JSON cannot say has no canonical form');
  return text;
}

/** Printable ASCII without quote and backslash: itself between quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;
const SIMPLE_DEPTH = 8;

/**
 * The same form of what nearly all is made of: plain objects with texts and whole numbers in them. Whatever else there
 * is has none here, and is left to the library, which takes five times as long.
 */
function simpleCanonical(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? `${value}` : undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || value === null || depth === SIMPLE_DEPTH) return undefined;
  return simpleObject(value, depth);
}

function simpleObject(value: object, depth: number): string | undefined {
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return undefined;
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const item: unknown = Reflect.get(value, key);
    if (item === undefined) continue;
    const inner = simpleCanonical(item, depth + 1);
    if (inner === undefined || !PLAIN.test(key)) return undefined;
    text += text === '{' ? `"${key}":${inner}` : `,"${key}":${inner}`;
  }
  return `${text}}`;
}

/** Bytes in front of each part: its length, 64 bits, big-endian. */
const LENGTH_BYTES = 8;
/** UTF-8 takes at most so many bytes for a unit of text. */
const MOST_BYTES_A_UNIT = 3;
/** Texts shorter than this are copied here: to ask for it takes longer. */
const SHORT = 120;
const scratch = Buffer.alloc(16 * 1024);

/** SHA-256 over parts, each with its length in front, so that no two lists of parts run together; hexadecimal. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  // One buffer and one call: three digests an event are most of what taking an event in costs.
  let room = 0;
  for (const part of parts) room += LENGTH_BYTES + part.length * MOST_BYTES_A_UNIT;
  const bytes = room <= scratch.length ? scratch : Buffer.alloc(room);
  let at = 0;
  for (const part of parts) {
    const from = at + LENGTH_BYTES;
    const size = typeof part === 'string' ? writeText(bytes, part, from) : part.length;
    if (typeof part !== 'string') bytes.set(part, from);
    bytes.writeUInt32BE(0, at);
    bytes.writeUInt32BE(size, at + 4);
    at = from + size;
  }
  return hash('sha256', bytes.subarray(0, at), 'hex');
}

/** Answers how many bytes it took. */
function writeText(bytes: Buffer, text: string, from: number): number {
  if (text.length < SHORT) {
    let index = 0;
    for (; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) break;
      bytes[from + index] = unit;
    }
    if (index === text.length) return index;
  }
  return bytes.write(text, from);
}

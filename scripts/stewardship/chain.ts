import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Entry, Head } from './entry.ts';

/** What the first entry has in place of a hash before it. */
export const GENESIS = '0'.repeat(64);
/** Told apart from whatever else is hashed, and from another way to hash that may come. */
const PROTOCOL = 'tenantry.dev/stewardship/v1';

/**
 * SHA-256 over protocol, hash before and canonical entry (without `previous` and `hash`). Each is a netstring,
 * `<bytes>:<text>,`: no two triples are the same bytes, however their parts are cut.
 */
export function hashOf(entry: Omit<Entry, 'hash'> & { readonly hash?: string }): string {
  const { previous, hash: _, ...body } = entry;
  const hash = createHash('sha256');
  for (const part of [PROTOCOL, previous, canonical(body)]) {
    hash.update(`${Buffer.byteLength(part)}:${part},`);
  }
  return hash.digest('hex');
}

/** An entry before it has its place. */
export type Body = Omit<Entry, 'id' | 'previous' | 'hash'>;

/** The next line of the log. */
export function chained(body: Body, head: Head | undefined): Entry {
  const id = `E${head === undefined ? 1 : Number(head.id.slice(1)) + 1}`;
  const entry = { ...body, id, previous: head?.hash ?? GENESIS };
  return { ...entry, hash: hashOf(entry) };
}

/** RFC 8785: one text for one value. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('no canonical JSON of this');
  return text;
}

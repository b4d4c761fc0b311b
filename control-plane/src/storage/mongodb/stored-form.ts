import type { Json } from '../documents.ts';

/**
 * How a document is kept: plain JSON with its id as `_id`, so that it can be read and queried by hand. What not every
 * server of the protocol takes, a key with a dot or a dollar, an array within an array, or what is very deep, is kept
 * as JSON text: `{"%json": "[[1,2],[3]]"}`.
 */

const TEXT_KEY = '%json';
/** Servers take 100 levels at the least, the document itself included. */
const DEEPEST = 50;

type Stored = Readonly<Record<string, unknown>>;

/** Throws for a document whose own field names a server may refuse: those are ours to choose. */
export function toStored(document: { readonly id: string }): Stored & { readonly _id: string } {
  // The driver leaves out what is undefined; to copy without one of the fields takes longer.
  const stored: Record<string, unknown> & { _id: string } = { _id: document.id, ...document, id: undefined };
  for (const field of Object.keys(document)) {
    if (!isPlainKey(field) || field === '_id') throw new TypeError(`a document with a field called ${field}`);
    const value = stored[field];
    if (typeof value === 'object') stored[field] = keep(value, 1);
  }
  return stored;
}

export function fromStored({ _id, id: _, ...fields }: Stored): unknown {
  return { id: _id, ...mapValues(fields, restore) };
}

/** The value itself when every server takes it as it is, which is nearly always. */
function keep(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return asText(value);
  return Array.isArray(value) ? keepArray(value, depth) : keepObject(value, depth);
}

function keepArray(value: readonly unknown[], depth: number): unknown {
  const kept = value.map(item => (Array.isArray(item) ? asText(item) : keep(item, depth + 1)));
  return kept.some((item, at) => item !== value[at]) ? kept : value;
}

function keepObject(value: object, depth: number): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    if (!isPlainKey(key)) return asText(value);
    if (typeof item !== 'object') continue;
    const kept = keep(item, depth + 1);
    if (kept === item) continue;
    copy ??= { ...value };
    copy[key] = kept;
  }
  return copy ?? value;
}

function restore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restore);
  if (typeof value !== 'object' || value === null) return value;
  if (TEXT_KEY in value && typeof value[TEXT_KEY] === 'string') {
    const text: Json = JSON.parse(value[TEXT_KEY]);
    return text;
  }
  return mapValues(value, restore);
}

function mapValues(value: object, map: (item: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}

function asText(value: unknown): Stored {
  return { [TEXT_KEY]: JSON.stringify(value) };
}

/** Keys that were found plain, since the same ones come again and again. Theirs, too, so the number is bounded. */
const knownPlain = new Set<string>();
const MOST_KNOWN = 2_000;

function isPlainKey(key: string): boolean {
  if (knownPlain.has(key)) return true;
  const plain =
    key !== TEXT_KEY &&
    key !== '__proto__' &&
    key !== '' &&
    !key.startsWith('$') &&
    !key.includes('.') &&
    !key.includes('\0') &&
    key.isWellFormed();
  if (plain && knownPlain.size < MOST_KNOWN) knownPlain.add(key);
  return plain;
}

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
  const { id, ...fields } = document;
  const stored: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (!isPlainKey(field) || field === '_id') throw new TypeError(`a document with a field called ${field}`);
    if (value !== undefined) stored[field] = keep(value, 1);
  }
  return { _id: id, ...stored };
}

export function fromStored({ _id, ...fields }: Stored): unknown {
  return { id: _id, ...mapValues(fields, restore) };
}

/** The value itself when every server takes it as it is, which is nearly always. */
function keep(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return asText(value);
  if (Array.isArray(value)) {
    const kept = value.map(item => (Array.isArray(item) ? asText(item) : keep(item, depth + 1)));
    return kept.some((item, at) => item !== value[at]) ? kept : value;
  }
  const entries = Object.entries(value);
  if (!entries.every(([key]) => isPlainKey(key))) return asText(value);
  let changed = false;
  const kept = entries.map(([key, item]): [string, unknown] => {
    const form = keep(item, depth + 1);
    changed ||= form !== item;
    return [key, form];
  });
  return changed ? Object.fromEntries(kept) : value;
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

function isPlainKey(key: string): boolean {
  return (
    key !== '' &&
    key !== TEXT_KEY &&
    key !== '__proto__' &&
    !key.startsWith('$') &&
    !key.includes('.') &&
    !key.includes('\0') &&
    key.isWellFormed()
  );
}

import { z } from 'zod';
import { digestOf } from '../storage/canonical.ts';
import type { Scalar } from '../storage/documents.ts';
import { Problem } from './problem.ts';

const cursorSchema = z.tuple([z.string(), z.array(z.union([z.string().max(1_000), z.number()])).max(8)]);
const MAX_LENGTH = 4_000;

/**
 * Where a list goes on, as text that callers give back. It holds a position and nothing else: what may be seen is
 * decided anew on every page, so a made-up cursor shows no more than another place of the same list.
 * `list` names the list and its filters; a cursor of one list is none of another.
 */
export function encodeCursor(list: readonly string[], position: readonly Scalar[]): string {
  return Buffer.from(JSON.stringify([tagOf(list), position])).toString('base64url');
}

/** @throws Problem invalid_cursor */
export function decodeCursor(list: readonly string[], cursor: string): readonly Scalar[] {
  const parsed = cursorSchema.safeParse(jsonOf(cursor));
  if (!parsed.success || parsed.data[0] !== tagOf(list)) throw invalidCursor();
  return parsed.data[1];
}

/** Also for a cursor of this list whose position is none: somebody made it up. */
export function invalidCursor(): Problem {
  const message = 'give back `next` of the page before, as it is';
  return new Problem('invalid_cursor', undefined, {
    errors: [{ field: 'query.cursor', code: 'invalid_cursor', message }],
  });
}

function tagOf(list: readonly string[]): string {
  return digestOf(...list).slice(0, 16);
}

function jsonOf(cursor: string): unknown {
  if (cursor.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

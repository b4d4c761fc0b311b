import { ApiError, apiErrorOf } from '../client/api-error.ts';
import { parseJson, parseObject } from '../client/parse-object.ts';
import type { KubeObject, ResourceType } from '../objects.ts';

/** One line of a watch. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
  /** Everything up to this resource version has been sent; `complete` ends the initial events of a watch-list. */
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string; readonly complete: boolean }
  /** The server ends the watch for a reason, inside an answer that began with 200. */
  | { readonly type: 'ERROR'; readonly error: ApiError };

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/** Reads a line. Throws an ApiError `Malformed` for what is no watch event; the line's content is not quoted. */
export function parseWatchEvent(type: ResourceType, line: string): WatchEvent {
  const value = parseJson(line);
  if (isRecord(value)) {
    const { type: kind, object } = value;
    if (kind === 'ADDED' || kind === 'MODIFIED' || kind === 'DELETED')
      return { type: kind, object: parseObject(type, object) };
    if (kind === 'BOOKMARK' && isRecord(object)) return bookmarkOf(object);
    if (kind === 'ERROR' && isRecord(object)) return { type: 'ERROR', error: errorOf(type, object) };
  }
  throw malformed(`the line is no watch event of ${type.plural}`);
}

function bookmarkOf(object: Record<string, unknown>): WatchEvent {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const { resourceVersion, annotations } = metadata;
  if (typeof resourceVersion !== 'string') throw malformed('a bookmark has no resource version');
  return {
    type: 'BOOKMARK',
    resourceVersion,
    complete: isRecord(annotations) && annotations[INITIAL_EVENTS_END] === 'true',
  };
}

function errorOf(type: ResourceType, object: Record<string, unknown>): ApiError {
  const code = typeof object['code'] === 'number' ? object['code'] : 500;
  return apiErrorOf(code, JSON.stringify(object), `watch ${type.plural}`);
}

function malformed(message: string): ApiError {
  return new ApiError({ status: 0, reason: 'Malformed', message });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

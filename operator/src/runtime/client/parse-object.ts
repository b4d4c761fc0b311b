import { apiVersionOf, type KubeObject, type ResourceType } from '../objects.ts';
import { ApiError } from './api-error.ts';

/** One page of a list, its objects completed with the kind that lists leave out. */
export interface ObjectPage {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
  /** Where the next page starts; undefined on the last one. */
  readonly continue?: string;
}

interface MutableObject {
  apiVersion?: string;
  kind?: string;
}

/**
 * Takes parsed JSON for an object of the type: it must have metadata with a name. List items and partial
 * metadata come without the object's own kind, so it is set from the type, in place.
 */
export function parseObject(type: ResourceType, value: unknown): KubeObject {
  if (!isNamed(value)) throw malformed(`the answer is no ${type.kind}`);
  const object: MutableObject = value;
  object.apiVersion = apiVersionOf(type);
  object.kind = type.kind;
  return value;
}

/** Takes parsed JSON for a list of the type. */
export function parsePage(type: ResourceType, value: unknown): ObjectPage {
  if (!isRecord(value) || !isRecord(value['metadata']))
    throw malformed(`the answer is no list of ${type.plural}`);
  const { resourceVersion, continue: next } = value['metadata'];
  const items = value['items'] ?? [];
  if (!Array.isArray(items) || typeof resourceVersion !== 'string')
    throw malformed(`the answer is no list of ${type.plural}`);
  for (const item of items) parseObject(type, item);
  return { items, resourceVersion, ...(typeof next === 'string' && next !== '' ? { continue: next } : {}) };
}

/** JSON of an answer's body; '' is undefined. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('the answer is no JSON', cause);
  }
}

function malformed(message: string, cause?: unknown): ApiError {
  return new ApiError({ status: 0, reason: 'Malformed', message, cause });
}

function isNamed(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value['metadata']) && typeof value['metadata']['name'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

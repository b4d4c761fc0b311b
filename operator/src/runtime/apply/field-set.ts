import { hash } from 'node:crypto';
import type { Intent } from '../objects.ts';
import { canonicalJson } from './canonical-json.ts';
import { mergeRuleOf } from './merge-rules.ts';

/**
 * A set of fields in the form of `metadata.managedFields[].fieldsV1`: `f:<name>` for a field, `k:<keys>` for
 * an item of a keyed list, `v:<value>` for an item of a set, `.` for the thing itself
 * (sigs.k8s.io/structured-merge-diff, fieldpath).
 */
export interface FieldSet {
  [element: string]: FieldSet;
}

/** What server-side apply leaves out of every manager's set. */
const UNMANAGED_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
]);

/** The fields that the API server will record as ours when this intent is applied. */
export function fieldSetOf(intent: Intent): FieldSet {
  const fields: FieldSet = {};
  for (const [name, value] of Object.entries(intent)) {
    if (name === 'apiVersion' || name === 'kind' || value === undefined) continue;
    const set = name === 'metadata' ? metadataFields(intent.metadata) : fieldsOf('', name, value);
    if (set) fields[`f:${name}`] = set;
  }
  return fields;
}

/** Equal sets have equal digests, whatever their order. */
export function digestFieldSet(fields: unknown): string {
  return hash('sha256', canonicalJson(fields), 'base64url').slice(0, 22);
}

function metadataFields(metadata: Intent['metadata']): FieldSet | undefined {
  const managed = Object.entries(metadata).filter(([name]) => !UNMANAGED_METADATA.has(name));
  const fields = structFields('metadata', Object.fromEntries(managed));
  return Object.keys(fields).length === 0 ? undefined : fields;
}

/** The set of one field's value; undefined when nothing of it is recorded (an empty list merged by items). */
function fieldsOf(parent: string, field: string, value: unknown): FieldSet | undefined {
  const rule = mergeRuleOf(parent, field);
  if (rule?.merge === 'atomic' || typeof value !== 'object' || value === null) return {};
  if (!Array.isArray(value)) return structFields(field, value);
  if (rule === undefined) return {};
  const items: FieldSet = {};
  for (const item of value) {
    if (rule.merge === 'set') items[`v:${JSON.stringify(item)}`] = {};
    else
      items[`k:${keysOf(item, rule.keys, rule.defaults)}`] = rule.atomicItems
        ? {}
        : { '.': {}, ...structFields(field, item) };
  }
  return value.length === 0 ? undefined : items;
}

function structFields(parent: string, value: object): FieldSet {
  const fields: FieldSet = {};
  for (const [name, child] of Object.entries(value)) {
    const set = child === undefined ? undefined : fieldsOf(parent, name, child);
    if (set) fields[`f:${name}`] = set;
  }
  return fields;
}

function keysOf(
  item: unknown,
  keys: readonly string[],
  defaults: Readonly<Record<string, unknown>> = {},
): string {
  const fields = new Map(typeof item === 'object' && item !== null ? Object.entries(item) : []);
  return canonicalJson(Object.fromEntries(keys.map(key => [key, fields.get(key) ?? defaults[key]])));
}

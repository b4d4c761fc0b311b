import type { FieldChange } from '@tenantry/contracts/api/audit';
import { z } from 'zod';
import { canonicalJson } from '../storage/canonical.ts';

/**
 * What differs between two states, field by field, fit for many eyes: of secrets and of what is personal it says that
 * they changed, and no more. The change itself has everything; this is what is searched and exported.
 */

const SECRET = /secret|password|passwd|credential|hash|^token|token$|privatekey|apikey|verifier|^salt/i;
const PERSONAL =
  /e?mail|phone|^contacts?$|^name$|fullname|firstname|lastname|^owners?$|accountowner|^assignee$|postal|street|^notes?$|^author$|^note(text|body)$|^closingnote$|^text$|^identity$|birth|^ip$/i;
/** The name of a thing is not personal; the name of a person is, and stands below one of the words above. */
const NAMES_OF_THINGS = /^name$/i;

const MAX_CHANGES = 100;
const MAX_TEXT = 500;
/** Characters of a list as JSON; of a longer one only its length is shown. */
const MAX_LIST = 4_000;

type Json = z.infer<ReturnType<typeof z.json>>;

export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const changes: FieldChange[] = [];
  collect('', asJson(before), asJson(after), changes);
  if (changes.length <= MAX_CHANGES) return changes;
  const kept = changes.slice(0, MAX_CHANGES - 1);
  return [...kept, { field: '', after: `and ${changes.length - kept.length} more fields` }];
}

function collect(
  field: string,
  before: Json | undefined,
  after: Json | undefined,
  into: FieldChange[],
): void {
  if (same(before, after)) return;
  const hidden = hiddenAs(field);
  if (
    hidden === undefined &&
    isRecord(before ?? {}) &&
    isRecord(after ?? {}) &&
    (isRecord(before) || isRecord(after))
  ) {
    const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const below = `${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      collect(below, valueAt(old, key), valueAt(now, key), into);
    }
    return;
  }
  into.push({
    field,
    ...(before !== undefined && before !== null && { before: shown(before, hidden) }),
    ...(after !== undefined && after !== null && { after: shown(after, hidden) }),
  });
}

/** What stands in place of the value of a field whose name says that it is nobody's business. */
export function hiddenAs(field: string): string | undefined {
  const name = field.slice(field.lastIndexOf('/') + 1);
  if (SECRET.test(name)) return '[secret]';
  if (field.lastIndexOf('/') <= 0 && NAMES_OF_THINGS.test(name)) return undefined;
  return PERSONAL.test(name) ? '[personal]' : undefined;
}

function shown(value: Json, hidden: string | undefined): Json {
  if (hidden !== undefined) return hidden;
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (!Array.isArray(value)) return cleaned(value);
  const items = value.map(cleaned);
  return JSON.stringify(items).length > MAX_LIST ? `${items.length} items` : items;
}

/** Objects in lists are shown whole, less what is hidden in them. */
function cleaned(value: Json): Json {
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return typeof value === 'string' ? shown(value, undefined) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const hidden = hiddenAs(`/item/${key}`);
      return [key, hidden ?? cleaned(item)];
    }),
  );
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(record: Record<string, Json>, key: string): Json | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function asJson(value: unknown): Json | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : z.json().parse(JSON.parse(text));
}

import type { Intent, KubeObject } from '../objects.ts';
import { appliedEntry } from './managed-observation.ts';

/**
 * The intent that we applied last, read back from the object: exactly the fields that the API server records as our
 * manager's, with the values that they have now. Applying it again changes no value. Lists keep the order of the object;
 * what is stored as nothing ("", false) is not there to be read. (As ExtractDeployment does in client-go; the form of the set is that of field-set.ts.)
 *
 * @returns undefined when we never applied the object, or nobody knows any more what of it
 */
export function appliedIntent(object: KubeObject, fieldManager: string): Intent | undefined {
  const fields = appliedEntry(object, fieldManager)?.fieldsV1;
  if (!fields) return undefined;
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata;
  const marks = fields['f:metadata'];
  const content = Object.entries(fields).flatMap(([element, owned]) => {
    const field = element.slice(2);
    return element.startsWith('f:') && field !== 'metadata' ? [[field, pick(object[field], owned)]] : [];
  });
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      labels: pickText(metadata.labels, elementOf(marks, 'f:labels')),
      annotations: pickText(metadata.annotations, elementOf(marks, 'f:annotations')),
      ...(metadata.finalizers && {
        finalizers: pickItems(metadata.finalizers, elementOf(marks, 'f:finalizers')),
      }),
    },
    ...Object.fromEntries(content),
  };
}

function pick(value: unknown, owned: unknown): unknown {
  const elements = isRecord(owned) ? Object.entries(owned).filter(([element]) => element !== '.') : [];
  // A leaf: what is atomic is owned whole.
  if (elements.length === 0) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      const found = elements.find(([element]) => isItem(item, element));
      return found ? [pick(item, found[1])] : [];
    });
  }
  if (!isRecord(value)) return value;
  const fields = elements.flatMap(([element, below]) => {
    const field = element.slice(2);
    return element.startsWith('f:') && field in value ? [[field, pick(value[field], below)]] : [];
  });
  return Object.fromEntries(fields);
}

/** Whether `k:{"name":"api"}` or `v:"api"` means this item of a list. */
function isItem(item: unknown, element: string): boolean {
  const key: unknown = JSON.parse(element.slice(2));
  if (element.startsWith('v:')) return item === key;
  return (
    element.startsWith('k:') &&
    isRecord(item) &&
    isRecord(key) &&
    Object.entries(key).every(([name, value]) => item[name] === value)
  );
}

function pickText(
  all: Readonly<Record<string, string>> = {},
  owned: unknown = undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => elementOf(owned, `f:${name}`) !== undefined),
  );
}

function pickItems(all: readonly string[], owned: unknown): string[] {
  return all.filter(item => elementOf(owned, `v:${JSON.stringify(item)}`) !== undefined);
}

function elementOf(set: unknown, element: string): unknown {
  return isRecord(set) ? set[element] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

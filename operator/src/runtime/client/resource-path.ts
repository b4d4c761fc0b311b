import type { ResourceType } from '../objects.ts';

/** URL paths as the Kubernetes API conventions lay them out. */

/** All objects of a type, in one namespace or (undefined or '') in all. */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const within = type.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${within}/${type.plural}`;
}

/** One object, or one of its subresources. Throws a TypeError when a namespaced object has no namespace. */
export function objectPath(
  type: ResourceType,
  key: { namespace?: string; name: string },
  subresource?: string,
): string {
  if (type.namespaced && !key.namespace) throw new TypeError(`${type.kind} ${key.name} needs a namespace`);
  if (key.name === '') throw new TypeError(`${type.kind} needs a name`);
  const path = `${collectionPath(type, key.namespace)}/${encodeURIComponent(key.name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
}

/** `?a=1&b=2`, leaving out what is undefined; '' when nothing is left. */
export function queryOf(parameters: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** `Tenant sample`, `ConfigMap t-sample/settings`: how messages name an object. */
export function describeObject(
  type: ResourceType,
  key: { readonly namespace?: string | undefined; readonly name?: string | undefined },
): string {
  return `${type.kind} ${key.namespace ? `${key.namespace}/` : ''}${key.name ?? '*'}`;
}

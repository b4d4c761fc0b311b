import type { StatusCause } from '@tenantry/operator/runtime/client/api-error';
import type { DecidedSpec, OwnedField } from './provisioner.ts';

/**
 * Who owns which field, from the causes of a 409 that server-side apply answered: one of reason FieldManagerConflict
 * for each field, with a message such as `conflict with "kubectl-edit" using tenantry.dev/v1alpha1`
 * (k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go).
 */
export function conflictsOf(causes: readonly StatusCause[]): OwnedField[] {
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => ({
      field,
      manager: /conflict with "([^"]+)"/.exec(message)?.[1] ?? 'another manager',
    }));
}

/**
 * What is left to apply without a field that is another's. What we do not own is not reset by leaving it out, and
 * the rest, such as a suspension, need not wait until people have agreed on a display name.
 */
export function withoutField(spec: DecidedSpec, { field }: OwnedField): DecidedSpec {
  const [, top = '', rest = ''] = /^\.spec\.([A-Za-z]+)(.*)$/.exec(field) ?? [];
  const kept = Object.entries(spec).filter(([name]) => name !== top);
  const value: unknown = Reflect.get(spec, top);
  const left = rest === '' ? undefined : withoutPart(top, value, rest);
  const parts = left === undefined || isEmpty(left) ? kept : [...kept, [top, left]];
  return Object.fromEntries(parts);
}

function withoutPart(top: string, value: unknown, rest: string): unknown {
  if (Array.isArray(value)) {
    // A list of ours is a map by `by`, or has one owner as a whole.
    const [, author] = /^\[by="([^"]+)"\]/.exec(rest) ?? [];
    return author === undefined
      ? undefined
      : value.filter(item => Reflect.get(Object(item), 'by') !== author);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const path = rest.slice(1);
  // Keys of quota and flags may hold dots; names and fields of components hold none.
  return without(value, top === 'components' ? path.split('.') : [path]);
}

function without(value: object, [key = '', ...deeper]: readonly string[]): object {
  const entries: [string, unknown][] = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    if (name !== key) return [[name, field]];
    if (deeper.length === 0 || typeof field !== 'object' || field === null) return [];
    const left = without(field, deeper);
    return isEmpty(left) ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

import { z } from 'zod';

/** A CEL rule of a CustomResourceDefinition (`x-kubernetes-validations`), written beside the field it guards. */
export interface ValidationRule {
  readonly rule: string;
  readonly message: string;
  /** Which code the API server gives the failure; FieldValueInvalid when left out. */
  readonly reason?:
    | 'FieldValueInvalid'
    | 'FieldValueForbidden'
    | 'FieldValueRequired'
    | 'FieldValueDuplicate';
  /** Relative path that the failure is reported at, for instance `.maxReplicas`. */
  readonly fieldPath?: string;
}

/** What a schema carries beyond zod's own checks, for the generated CustomResourceDefinition. */
export interface SchemaMeta {
  /** Shown by `kubectl explain`; generation fails for a field without one. */
  readonly description: string;
  readonly rules?: readonly ValidationRule[];
  /** `set` or `map` let several appliers own single items of a list; `atomic` gives the list one owner. */
  readonly listType?: 'atomic' | 'set' | 'map';
  readonly listMapKeys?: readonly string[];
  readonly mapType?: 'atomic' | 'granular';
  readonly maxProperties?: number;
  /** A number or a string, as Kubernetes quantities are written. */
  readonly intOrString?: boolean;
  /** The API server keeps the value as it was written: no pruning, no defaults. */
  readonly preserveUnknownFields?: boolean;
  readonly format?: 'date-time' | 'int32' | 'int64' | 'cidr';
}

/** Turns {@link SchemaMeta} into what zod's `.meta()` carries over into JSON Schema. */
export function crd(meta: SchemaMeta): Record<string, unknown> & { description: string } {
  return {
    description: meta.description,
    ...(meta.rules && { 'x-kubernetes-validations': meta.rules }),
    ...(meta.listType && { 'x-kubernetes-list-type': meta.listType }),
    ...(meta.listMapKeys && { 'x-kubernetes-list-map-keys': meta.listMapKeys }),
    ...(meta.mapType && { 'x-kubernetes-map-type': meta.mapType }),
    ...(meta.maxProperties !== undefined && { maxProperties: meta.maxProperties }),
    ...(meta.intOrString && { 'x-kubernetes-int-or-string': true }),
    ...(meta.preserveUnknownFields && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(meta.format && { format: meta.format }),
  };
}

/** A map whose keys have a form: zod checks the keys, and a CEL rule makes the API server check them too. */
export function keyedMap<V extends z.ZodType>(
  key: { readonly pattern: RegExp; readonly message: string },
  value: V,
  meta: SchemaMeta & { readonly maxProperties: number },
) {
  const rule = { rule: `self.all(key, key.matches(${celString(key.pattern.source)}))`, message: key.message };
  return z
    .record(z.string().regex(key.pattern, key.message), value)
    .meta(crd({ ...meta, rules: [rule, ...(meta.rules ?? [])] }));
}

/** A CEL string literal. CEL knows the escapes of JSON. */
function celString(text: string): string {
  return JSON.stringify(text);
}

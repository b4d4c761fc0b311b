import type { z } from 'zod';
import type { ValidationRule } from '../src/kubernetes/schema-building.ts';
import { API_GROUP, API_VERSION, MANAGED_BY } from '../src/tenancy/names.ts';
import { type JsonObject, structuralSchema } from './structural-schema.ts';

export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly jsonPath: string;
  readonly description: string;
  /** Above 0 the column shows with `-o wide` only. */
  readonly priority?: number;
}

export interface CustomResource {
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly description: string;
  readonly spec: z.ZodType;
  readonly status?: { readonly schema: z.ZodType; readonly default: JsonObject };
  readonly selectableFields?: readonly string[];
  readonly printerColumns: readonly PrinterColumn[];
  /** Rules on the whole object: the only place where CEL sees metadata.name. */
  readonly rules?: readonly ValidationRule[];
}

/** The CustomResourceDefinition of a cluster-scoped kind. One version, conversion None: versions are additive. */
export function customResourceDefinition(resource: CustomResource): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${resource.plural}.${API_GROUP}`,
      labels: { 'app.kubernetes.io/part-of': MANAGED_BY },
    },
    spec: {
      group: API_GROUP,
      scope: 'Cluster',
      names: {
        kind: resource.kind,
        listKind: `${resource.kind}List`,
        plural: resource.plural,
        singular: resource.singular,
        shortNames: [...resource.shortNames],
        categories: ['tenantry'],
      },
      versions: [version(resource)],
    },
  };
}

function version(resource: CustomResource): JsonObject {
  return {
    name: API_VERSION,
    served: true,
    storage: true,
    ...(resource.status && { subresources: { status: {} } }),
    ...(resource.selectableFields && {
      selectableFields: resource.selectableFields.map(jsonPath => ({ jsonPath })),
    }),
    additionalPrinterColumns: resource.printerColumns.map(column => ({ ...column })),
    schema: { openAPIV3Schema: rootSchema(resource) },
  };
}

function rootSchema({ description, spec, status, rules }: CustomResource): JsonObject {
  return {
    type: 'object',
    description,
    required: ['spec'],
    ...(rules && { 'x-kubernetes-validations': rules.map(rule => ({ ...rule })) }),
    properties: {
      apiVersion: {
        type: 'string',
        description: 'Version of the schema that the object is written in: tenantry.dev/v1alpha1.',
      },
      kind: { type: 'string', description: 'Kind of the object.' },
      metadata: { type: 'object' },
      spec: structuralSchema(spec),
      ...(status && { status: { ...structuralSchema(status.schema), default: status.default } }),
    },
  };
}

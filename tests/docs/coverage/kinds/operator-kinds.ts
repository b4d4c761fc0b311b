import { CONDITIONS, REASONS } from '@tenantry/contracts/tenancy/conditions';
import ts from 'typescript';
import { customResources } from '../../../../contracts/generate/custom-resources.ts';
import {
  type Json,
  type JsonObject,
  structuralSchema,
} from '../../../../contracts/generate/structural-schema.ts';
import { CONFIG_FLAGS } from '../../../../operator/src/config.ts';
import { pageAt, tablesOf } from '../../page.ts';
import type { Kind } from '../kind.ts';
import { columnOf, mentionsOf } from '../read-page.ts';
import { isTest, literalOf, literalsIn, readSource, sourceFiles, walkSource } from '../read-source.ts';

const CONDITIONS_PAGE = 'docs/reference/conditions.md';
const CONTRACTS = 'contracts/src/tenancy/conditions.ts';

const conditionTypes: Kind = {
  id: 'condition types',
  source: CONTRACTS,
  home: `${CONDITIONS_PAGE}, Types`,
  inCode: () => Object.keys(CONDITIONS),
  documented: pages => columnOf(pages, CONDITIONS_PAGE, 'type'),
  mentioned: pages => mentionsOf(pages, /(?:^|for=condition=)([A-Z][A-Za-z]+)=(?:True|False|Unknown)\b/g),
  mend: `declare it in ${CONTRACTS} and run npm run generate`,
};

const reasons: Kind = {
  id: 'reasons of conditions and Events',
  source: 'string literals of operator/src that are given as a reason',
  home: `${CONDITIONS_PAGE}, Reasons`,
  inCode: reasonsInUse,
  documented: pages => columnOf(pages, CONDITIONS_PAGE, 'reason'),
  mend: `declare it in ${CONTRACTS}; one that nothing gives any more goes from there. Then npm run generate`,
};

const fields: Kind = {
  id: 'fields of custom resources',
  source: 'schemas of contracts/src/tenancy',
  home: 'docs/reference/<kind>-fields.md',
  inCode: () =>
    customResources.flatMap(({ singular, spec, status }) => [
      ...pathsOf(structuralSchema(spec), 'spec').map(path => `${singular} ${path}`),
      ...(status
        ? pathsOf(structuralSchema(status.schema), 'status').map(path => `${singular} ${path}`)
        : []),
    ]),
  documented: pages =>
    customResources.flatMap(({ singular }) =>
      tablesOf(pageAt(pages, `docs/reference/${singular}-fields.md`)).flatMap(({ below, rows }) =>
        rows.flatMap(({ cells }) =>
          (cells[0]?.code ?? []).map(field => `${singular} ${below.at(-1)}.${field}`),
        ),
      ),
    ),
  mentioned: pages =>
    mentionsOf(pages, /^(?:(?:Tenant|Tier)\.)?((?:spec|status)\.[A-Za-z.[\]*-]+)$/g, { fences: false }).map(
      mention => ({ ...mention, exists: isField(mention.text) }),
    ),
  mend: 'npm run generate; a page that names a field that is not there is mended by hand',
};

const marks: Kind = {
  id: 'labels, annotations, finalizers',
  source: 'tenantry.dev/… in operator/src, control-plane/src, contracts/src and the templates of the chart',
  home: 'docs/reference/operator.md, Labels and annotations',
  inCode: marksInCode,
  documented: pages =>
    columnOf(pages, 'docs/reference/operator.md', 'name', ({ heads }) => heads.includes('set by')),
  mentioned: pages => mentionsOf(pages, /(?<![/.\w])tenantry\.dev\/(?!v\d)[a-z][a-z-]*[a-z](?![a-z/])/g),
  mend: 'add a row to operator/generate/marks-table.ts and run npm run generate',
};

const flags: Kind = {
  id: 'flags of the operator',
  source: 'operator/src/config.ts',
  home: 'docs/reference/operator.md, Configuration',
  inCode: () => Object.keys(CONFIG_FLAGS).map(flag => `--${flag}`),
  documented: pages => columnOf(pages, 'docs/reference/operator.md', 'flag'),
  mend: 'npm run generate',
};

export const OPERATOR_KINDS: readonly Kind[] = [conditionTypes, reasons, fields, marks, flags];

/** Fields of Kubernetes' own kinds that pages speak of. */
const OF_OTHERS = new Set(['spec.replicas', 'spec.suspend', 'spec.template', 'spec.podSelector']);

function isField(name: string): boolean {
  const wanted = name.replaceAll(/\[\]|\*/g, '').replaceAll('..', '.');
  return OF_OTHERS.has(name) || fieldPaths().some(path => isLike(path, wanted));
}

let paths: readonly string[] | undefined;

/** Of all kinds, without the marks of lists; they are made once, since every mention asks. */
function fieldPaths(): readonly string[] {
  paths ??= customResources
    .flatMap(({ spec, status }) => [
      'spec',
      'status',
      ...pathsOf(structuralSchema(spec), 'spec'),
      ...(status ? pathsOf(structuralSchema(status.schema), 'status') : []),
    ])
    .map(path => path.replaceAll('[]', ''));
  return paths;
}

/** A `*` of the schema is any key: `components.api.replicas` is `components.*.replicas`. */
function isLike(path: string, wanted: string): boolean {
  const parts = path.split('.').filter(part => part !== '');
  const given = wanted.split('.').filter(part => part !== '');
  if (wanted.startsWith(`${path}.`) && parts.at(-1) === '*') return true;
  const plain = parts.filter(part => part !== '*');
  return (
    (parts.length === given.length && parts.every((part, at) => part === '*' || part === given[at])) ||
    plain.join('.') === given.join('.')
  );
}

/** With the one that is no annotation of the operator's alone: the managers' own label of Kubernetes. */
function marksInCode(): Set<string> {
  const sources = sourceFiles('operator/src/**/*.ts', 'control-plane/src/**/*.ts', 'contracts/src/**/*.ts');
  const literals = [...literalsIn(sources.filter(path => !isTest(path)))];
  const templates = sourceFiles('charts/tenantry/templates/**').flatMap(path => [
    ...(readSource(path).match(/(?<![/.\w])tenantry\.dev\/(?!v\d)[a-z][a-z-]*/g) ?? []),
  ]);
  const isMark = (text: string) =>
    /^(app\.kubernetes\.io\/managed-by|tenantry\.dev\/(?!v\d)[a-z][a-z-]*)$/.test(text);
  return new Set([...literals, ...templates].filter(isMark));
}

function reasonsInUse(): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string | undefined) => {
    if (text !== undefined && /^[A-Z][A-Za-z]+$/.test(text)) found.add(text);
  };
  const known = new Set<string>(Object.keys(REASONS));
  const files = sourceFiles(
    'operator/src/tenant/*.ts',
    'operator/src/tier/*.ts',
    'operator/src/tenant/**/*.ts',
  );
  for (const path of files.filter(file => !isTest(file))) {
    walkSource(path, node => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'reason') add(literalOf(node.initializer));
      // announcer.record(tenant, 'Normal', 'Tombstoned', …)
      if (ts.isCallExpression(node) && /\.record$/.test(node.expression.getText()))
        add(literalOf(node.arguments[2]));
      const text = literalOf(node);
      if (text !== undefined && known.has(text)) found.add(text);
    });
  }
  return found;
}

/** Every path of a schema, as the page writes it: items and values have no line of their own. */
function pathsOf(schema: JsonObject, prefix: string): string[] {
  return childrenOf(schema).flatMap(([name, child]) => {
    const path = name === '[]' ? `${prefix}[]` : `${prefix}.${name}`;
    return [...(name === '[]' || name === '*' ? [] : [path]), ...pathsOf(child, path)];
  });
}

function childrenOf(schema: JsonObject): [string, JsonObject][] {
  const { items, additionalProperties: values, properties } = schema;
  return [
    ...(isObject(items) ? [['[]', items] satisfies [string, JsonObject]] : []),
    ...(isObject(values) ? [['*', values] satisfies [string, JsonObject]] : []),
    ...(isObject(properties) ? Object.entries(properties) : []).flatMap(([name, child]) =>
      isObject(child) ? [[name, child] satisfies [string, JsonObject]] : [],
    ),
  ];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

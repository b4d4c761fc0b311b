import { madeBy, table } from '../../contracts/generate/markdown.ts';
import type { DocumentView, OperationView } from '../src/http/openapi/document-view.ts';

const BOUND: Readonly<Record<string, string>> = {
  param: 'its own tenant',
  narrowed: 'what is its own',
  never: 'no',
};

/** docs/reference/api.md: every operation, and who may call it. */
export function apiPage(view: DocumentView, command: string): string {
  return [
    madeBy('the routes in control-plane/src', command),
    '# The API',
    '',
    view.info.description,
    '',
    'Every parameter, body and answer is in the document, which the control plane serves at `/openapi.json` and shows to people at `/openapi`, without authentication; it is kept in `contracts/openapi.json`. `@tenantry/contracts/client/create-client` is a typed client made from it. Problems are listed [on a page of their own](problems.md).',
    '',
    '“Bound to a tenant” says what a caller may do that is bound to one tenant, as a key with the role `tenant` always is.',
    '',
    ...view.tags.flatMap(({ name, description }) => [
      `## ${name}`,
      '',
      `${description}.`,
      '',
      ...table(
        ['call', 'what it does', 'roles', 'bound to a tenant', 'operation'],
        view.operations.filter(({ tags }) => tags.includes(name)).map(rowOf),
      ),
      '',
    ]),
  ].join('\n');
}

function rowOf(operation: OperationView): string[] {
  const open = operation.security.length === 0;
  return [
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    operation.summary,
    open ? 'everybody' : (operation['x-roles'] ?? []).join(', '),
    open ? '' : (BOUND[operation['x-tenant-bound'] ?? 'never'] ?? ''),
    `\`${operation.operationId}\``,
  ];
}

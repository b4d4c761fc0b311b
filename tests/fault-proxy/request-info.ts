/** What a request to an API server does, read from its method and URL alone. */
export interface RequestInfo {
  readonly verb: Verb;
  /** '' for the core group. */
  readonly group: string;
  /** Plural name as in the URL; '' for a path that names no resource (/healthz, discovery). */
  readonly resource: string;
  readonly subresource: string;
  /** '' for cluster-scoped resources; a Namespace object itself is cluster-scoped. */
  readonly namespace: string;
  /** '' for lists, watches, creations and deletecollection. */
  readonly name: string;
  readonly dryRun: boolean;
  /** From which version on a watch or list is asked for; '' when from none in particular. */
  readonly resourceVersion: string;
  readonly path: string;
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

const WRITES: ReadonlySet<Verb> = new Set<Verb>(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** True for a request that can change what the API server stores; a dry run cannot. */
export function isWrite(request: RequestInfo): boolean {
  return WRITES.has(request.verb) && !request.dryRun;
}

/**
 * Reads a request the way the API server's own RequestInfo resolver does:
 * `/api/<version>/…` and `/apis/<group>/<version>/…`, then optionally
 * `namespaces/<namespace>/`, then `<resource>[/<name>[/<subresource>]]`.
 */
export function parseRequest(method: string, target: string): RequestInfo {
  const url = new URL(target, 'http://proxy.invalid');
  const parts = url.pathname.split('/').filter(part => part !== '');
  const root = parts.shift();
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  const version = root === 'api' || root === 'apis' ? parts.shift() : undefined;
  const scoped = version === undefined ? [] : parts;

  let namespace = '';
  if (scoped[0] === 'namespaces' && scoped.length > 2 && !NAMESPACE_SUBRESOURCES.has(scoped[2] ?? '')) {
    namespace = scoped[1] ?? '';
    scoped.splice(0, 2);
  }
  const [resource = '', name = '', subresource = ''] = scoped;
  return {
    verb: verbOf(method, name, url.searchParams),
    group,
    resource,
    subresource,
    namespace,
    name,
    dryRun: url.searchParams.has('dryRun'),
    resourceVersion: url.searchParams.get('resourceVersion') ?? '',
    path: url.pathname,
  };
}

const NAMESPACE_SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'finalize']);

function verbOf(method: string, name: string, query: URLSearchParams): Verb {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      if (query.get('watch') === 'true' || query.get('watch') === '1') return 'watch';
      return name === '' ? 'list' : 'get';
  }
}

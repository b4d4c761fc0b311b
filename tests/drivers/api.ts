import { Agent, request } from 'node:https';
import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';

/** A refusal by the API server, with its Status reason, or a connection that broke (status 0). */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(call: string, status: number, body: string) {
    super(`${call} was answered ${status}: ${body}`);
    this.status = status;
    this.reason = /"reason":\s?"(\w+)"/.exec(body)?.[1] ?? '';
  }
}

/** URL prefixes of the resources that the tests touch. */
const PREFIXES: Readonly<Record<string, string>> = {
  tenants: '/apis/tenantry.dev/v1alpha1',
  tiers: '/apis/tenantry.dev/v1alpha1',
  tierrevisions: '/apis/tenantry.dev/v1alpha1',
  customresourcedefinitions: '/apis/apiextensions.k8s.io/v1',
  daemonsets: '/apis/apps/v1',
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  cronjobs: '/apis/batch/v1',
  networkpolicies: '/apis/networking.k8s.io/v1',
  ingresses: '/apis/networking.k8s.io/v1',
  roles: '/apis/rbac.authorization.k8s.io/v1',
  rolebindings: '/apis/rbac.authorization.k8s.io/v1',
  horizontalpodautoscalers: '/apis/autoscaling/v2',
  poddisruptionbudgets: '/apis/policy/v1',
  leases: '/apis/coordination.k8s.io/v1',
  events: '/apis/events.k8s.io/v1',
};

/** The URL path of a collection, or with a name of one object; `''` is no namespace. */
export function pathOf(resource: string, namespace: string, name = ''): string {
  const prefix = PREFIXES[resource] ?? '/api/v1';
  const scope = namespace === '' ? '' : `/namespaces/${namespace}`;
  return `${prefix}${scope}/${resource}${name === '' ? '' : `/${name}`}`;
}

/**
 * What a person does with kubectl, for tests: small, and sharing no code with the operator, so that a
 * fault of the operator's client cannot hide itself.
 */
export class Api {
  readonly #server: string;
  readonly #agent: Agent;

  constructor(server: string, credentials: Credentials) {
    this.#server = server;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 32, ...credentials });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Undefined when the object is not there. */
  async get(resource: string, namespace: string, name: string): Promise<KubeObject | undefined> {
    try {
      return (await this.call('GET', pathOf(resource, namespace, name))) as KubeObject;
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 404) return undefined;
      throw error;
    }
  }

  /** The object, which must be there. */
  async read(resource: string, namespace: string, name: string): Promise<KubeObject> {
    return (await this.call('GET', pathOf(resource, namespace, name))) as KubeObject;
  }

  async list(resource: string, namespace = '', labelSelector = ''): Promise<KubeObject[]> {
    const query = labelSelector === '' ? '' : `?labelSelector=${encodeURIComponent(labelSelector)}`;
    const answer = (await this.call('GET', `${pathOf(resource, namespace)}${query}`)) as {
      items?: KubeObject[];
    };
    return answer.items ?? [];
  }

  async create(resource: string, namespace: string, object: object): Promise<KubeObject> {
    return (await this.call('POST', pathOf(resource, namespace), object)) as KubeObject;
  }

  /** Server-side apply by force under a field manager of the test's own. */
  async apply(
    resource: string,
    namespace: string,
    object: NamedObject,
    manager = 'kubectl',
  ): Promise<KubeObject> {
    const path = `${pathOf(resource, namespace, object.metadata.name)}?fieldManager=${manager}&force=true`;
    return (await this.call('PATCH', path, object, 'application/apply-patch+yaml')) as KubeObject;
  }

  async patch(resource: string, namespace: string, name: string, patch: object): Promise<KubeObject> {
    const path = pathOf(resource, namespace, name);
    return (await this.call('PATCH', path, patch, 'application/merge-patch+json')) as KubeObject;
  }

  /** Merge patch through a subresource such as `status` or `scale`. */
  async patchSub(
    resource: string,
    namespace: string,
    name: string,
    subresource: string,
    patch: object,
  ): Promise<KubeObject> {
    const path = `${pathOf(resource, namespace, name)}/${subresource}`;
    return (await this.call('PATCH', path, patch, 'application/merge-patch+json')) as KubeObject;
  }

  /** False when it was not there. */
  async delete(resource: string, namespace: string, name: string, options: object = {}): Promise<boolean> {
    try {
      await this.call('DELETE', pathOf(resource, namespace, name), options);
      return true;
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 404) return false;
      throw error;
    }
  }

  /** Rejects with an ApiRefusal on any answer of 300 and above. */
  call(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<unknown> {
    const payload = body === undefined ? '' : JSON.stringify(body);
    // Node sends the body of a DELETE without its length unless it is told.
    const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) };
    return new Promise((resolve, reject) => {
      const fail = (status: number, text: string) =>
        reject(new ApiRefusal(`${method} ${path}`, status, text));
      const outgoing = request(
        new URL(path, this.#server),
        { method, agent: this.#agent, timeout: 60_000, headers },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', error => fail(0, error.message));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const status = response.statusCode ?? 0;
            if (status >= 300) fail(status, text);
            else resolve(text.startsWith('{') ? JSON.parse(text) : text);
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within 60 s')));
      outgoing.on('error', error => fail(0, error.message));
      outgoing.end(payload);
    });
  }
}

export interface NamedObject {
  readonly metadata: { readonly name: string };
}

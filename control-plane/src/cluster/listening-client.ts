import { ApiError } from '@tenantry/operator/runtime/client/api-error';
import { KubeClient } from '@tenantry/operator/runtime/client/kube-client';
import type { Connection } from '@tenantry/operator/runtime/client/kube-config';
import type { ResourceType } from '@tenantry/operator/runtime/objects';
import { inSpan } from '../telemetry/tracing.ts';

/**
 * A client that notes whenever the API server is heard: that is how old what the cache holds may be. Each call is a
 * span of whoever asked for it, by the conventions of OpenTelemetry for HTTP clients. A watch is none: it is nobody's.
 */
export class ListeningClient extends KubeClient {
  readonly #server: URL;
  #lastHeard: number | undefined;

  constructor(options: { readonly connection: Connection; readonly fieldManager: string }) {
    super(options);
    this.#server = options.connection.server;
  }

  lastHeard(): number | undefined {
    return this.#lastHeard;
  }

  override async watch(...request: Parameters<KubeClient['watch']>): Promise<AsyncIterable<Buffer>> {
    return this.#listen(await super.watch(...request));
  }

  override get(...request: Parameters<KubeClient['get']>): ReturnType<KubeClient['get']> {
    return this.#traced('get', 'GET', request[0], () => super.get(...request));
  }

  override apply(...request: Parameters<KubeClient['apply']>): ReturnType<KubeClient['apply']> {
    return this.#traced('apply', 'PATCH', request[0], () => super.apply(...request));
  }

  override delete(...request: Parameters<KubeClient['delete']>): ReturnType<KubeClient['delete']> {
    return this.#traced('delete', 'DELETE', request[0], () => super.delete(...request));
  }

  override async page(...request: Parameters<KubeClient['page']>): ReturnType<KubeClient['page']> {
    const page = await this.#traced('list', 'GET', request[0], () => super.page(...request));
    this.#lastHeard = Date.now();
    return page;
  }

  #traced<T>(verb: string, method: string, type: ResourceType, call: () => Promise<T>): Promise<T> {
    const { hostname, port, protocol } = this.#server;
    const attributes = {
      'http.request.method': method,
      'server.address': hostname,
      'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
      'tenantry.kubernetes.verb': verb,
      'tenantry.kubernetes.resource': type.plural,
    };
    return inSpan(`${verb} ${type.plural}`, attributes, async span => {
      try {
        return await call();
      } catch (error) {
        if (error instanceof ApiError) span?.setAttribute('http.response.status_code', error.status);
        throw error;
      }
    });
  }

  async *#listen(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.#lastHeard = Date.now();
      yield chunk;
    }
  }
}

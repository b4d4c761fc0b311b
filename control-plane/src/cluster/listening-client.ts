import { KubeClient } from '@tenantry/operator/runtime/client/kube-client';

/** A client that notes whenever the API server is heard: that is how old what the cache holds may be. */
export class ListeningClient extends KubeClient {
  #lastHeard: number | undefined;

  lastHeard(): number | undefined {
    return this.#lastHeard;
  }

  override async watch(...request: Parameters<KubeClient['watch']>): Promise<AsyncIterable<Buffer>> {
    return this.#listen(await super.watch(...request));
  }

  override async page(...request: Parameters<KubeClient['page']>): ReturnType<KubeClient['page']> {
    const page = await super.page(...request);
    this.#lastHeard = Date.now();
    return page;
  }

  async *#listen(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.#lastHeard = Date.now();
      yield chunk;
    }
  }
}

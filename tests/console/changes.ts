import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantryClient } from '../../contracts/src/client/create-client.ts';

const TICK_MS = 100;
const MOST_AT_ONCE = 12;

/** Tenants that change all the time, so many in a second, by calls of the API. */
export class Changes {
  readonly #client: TenantryClient;
  readonly #perSecond: number;
  #ids: string[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;
  #done = 0;
  #began = 0;
  #ended = 0;

  constructor(client: TenantryClient, perSecond: number) {
    this.#client = client;
    this.#perSecond = perSecond;
  }

  /** Learns which tenants there are. */
  async begin(): Promise<void> {
    const { data } = await this.#client.GET('/v1/tenants', { params: { query: { limit: 200 } } });
    this.#ids = data?.items.map(({ tenantId }) => tenantId) ?? [];
    if (this.#ids.length === 0) throw new Error('there is no tenant that could change');
  }

  start(): void {
    this.#began = performance.now();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    this.#ended ||= performance.now();
  }

  /** Changes that were answered, in a second. */
  rate(): number {
    const seconds = ((this.#ended || performance.now()) - this.#began) / 1_000;
    return this.#began === 0 ? 0 : Math.round(this.#done / seconds);
  }

  async #run(): Promise<void> {
    const under = new Set<Promise<void>>();
    let owed = 0;
    let nth = 0;
    while (!this.#stopped) {
      owed += (this.#perSecond * TICK_MS) / 1_000;
      while (owed >= 1 && under.size < MOST_AT_ONCE) {
        owed -= 1;
        nth += 1;
        const call = this.#change(this.#ids[nth % this.#ids.length] ?? '', nth).finally(() =>
          under.delete(call),
        );
        under.add(call);
      }
      // What the machine cannot do is not asked for later in one heap.
      owed = Math.min(owed, this.#perSecond);
      await sleep(TICK_MS);
    }
    await Promise.all(under);
  }

  async #change(tenantId: string, nth: number): Promise<void> {
    const path = { tenantId };
    const { response } = await this.#client.GET('/v1/tenants/{tenantId}', { params: { path } });
    const etag = response.headers.get('etag') ?? '';
    const answer = await this.#client
      .PATCH('/v1/tenants/{tenantId}', {
        params: { path, header: { 'If-Match': etag } },
        body: { crmId: `crm-${nth}` },
      })
      .catch(() => undefined);
    if (answer?.response.ok) this.#done += 1;
  }
}

import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';
import { isReady } from '../../tests/drivers/sample-objects.ts';
import type { KubeObject } from '../src/runtime/objects.ts';
import { openWatch } from './open-watch.ts';

/** Watches all Tenants and knows how many have a status that is current and Ready. */
export class TenantProgress {
  readonly #ready = new Set<string>();
  #waiting: { count: number; resolve: () => void } | undefined;
  readonly #stop: () => void;

  constructor(server: string, credentials: Credentials) {
    const path = '/apis/tenantry.dev/v1alpha1/tenants?watch=true';
    this.#stop = openWatch(server, credentials, path, object => this.#see(object));
  }

  stop(): void {
    this.#stop();
  }

  get ready(): number {
    return this.#ready.size;
  }

  /** Resolves when so many Tenants are current and Ready; rejects with how far it came. */
  async reached(count: number, timeoutMs: number): Promise<void> {
    if (this.ready >= count) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.#waiting = { count, resolve };
      timer = setTimeout(
        () => reject(new Error(`${this.ready} of ${count} Tenants were Ready after ${timeoutMs / 1000} s`)),
        timeoutMs,
      );
    }).finally(() => clearTimeout(timer));
  }

  #see(object: KubeObject): void {
    if (isReady(object)) this.#ready.add(object.metadata.name);
    else this.#ready.delete(object.metadata.name);
    if (this.#waiting && this.ready >= this.#waiting.count) this.#waiting.resolve();
  }
}

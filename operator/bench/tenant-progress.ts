import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';
import { isReady } from '../../tests/drivers/sample-objects.ts';
import type { KubeObject } from '../src/runtime/objects.ts';

/** Watches all Tenants and knows how many have a status that is current and Ready. */
export class TenantProgress {
  readonly #ready = new Set<string>();
  #waiting: { count: number; resolve: () => void } | undefined;
  readonly #stop: () => void;

  constructor(server: string, credentials: Credentials) {
    const watch = request(
      new URL('/apis/tenantry.dev/v1alpha1/tenants?watch=true', server),
      { ...credentials },
      response => {
        createInterface({ input: response }).on('line', line => this.#hear(line));
      },
    );
    watch.on('error', () => undefined);
    watch.end();
    this.#stop = () => watch.destroy();
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

  #hear(line: string): void {
    const { object } = JSON.parse(line) as { object: KubeObject };
    if (isReady(object)) this.#ready.add(object.metadata.name);
    else this.#ready.delete(object.metadata.name);
    if (this.#waiting && this.ready >= this.#waiting.count) this.#waiting.resolve();
  }
}

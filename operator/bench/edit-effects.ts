import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';
import type { KubeObject } from '../src/runtime/objects.ts';
import { openWatch } from './open-watch.ts';

/** Watches Deployments and tells when the component `api` of a namespace has the edited count. */
export class EditEffects {
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly #replicas: number;
  readonly #stop: () => void;

  constructor(server: string, credentials: Credentials, replicas: number) {
    this.#replicas = replicas;
    const path = '/apis/apps/v1/deployments?watch=true&fieldSelector=metadata.name%3Dapi';
    this.#stop = openWatch(server, credentials, path, object => this.#see(object));
  }

  stop(): void {
    this.#stop();
  }

  /** Resolves with the time of the effect (performance.now). */
  of(namespace: string): Promise<number> {
    return new Promise(resolve => this.#waiting.set(namespace, resolve));
  }

  #see(object: KubeObject): void {
    const { replicas } = (object['spec'] ?? {}) as { replicas?: number };
    if (replicas !== this.#replicas) return;
    const namespace = object.metadata.namespace ?? '';
    this.#waiting.get(namespace)?.(performance.now());
    this.#waiting.delete(namespace);
  }
}

import { OperatorProcess, SHIPPED_LEASE } from '../../tests/drivers/operator-process.ts';
import { type Manifest, tenant } from '../../tests/drivers/sample-objects.ts';
import type { World } from '../../tests/drivers/world.ts';
import type { Exchange } from '../../tests/fault-proxy/traffic.ts';

/** One write as the operator made it, of a tenant whose name and UID are placeholders. */
interface Recorded {
  readonly target: string;
  readonly body: string;
}

/** A request for the plain client to send. */
export interface PlainWrite {
  readonly path: string;
  readonly body: string;
}

/** As long as the names that benchmarks use, so that payloads have the size of the real ones. */
const RECORDED_NAME = 'bench-00000';
const UID_LENGTH = 36;

/** What the operator writes for one tenant to make its objects: the very bodies, in the order it sent them. */
export class RecordedPayloads {
  readonly #writes: readonly Recorded[];

  private constructor(writes: readonly Recorded[]) {
    this.#writes = writes;
  }

  /** Managed objects of one tenant; the Tenant itself and its status are not among them. */
  get objects(): number {
    return this.#writes.length;
  }

  /** Runs the operator on one tenant behind the recording proxy; the tenant's tier must be there. */
  static async record(world: World, tier: string): Promise<RecordedPayloads> {
    const { proxy, kubeconfig } = await world.proxy();
    const operator = OperatorProcess.start({ kubeconfig, env: SHIPPED_LEASE });
    try {
      await operator.logged('leading');
      await world.apply(benchTenant(RECORDED_NAME, tier));
      const { metadata } = await world.ready(RECORDED_NAME);
      const own = proxy.exchanges.filter(exchange => isObjectApply(exchange));
      return new RecordedPayloads(
        own.map(({ target, body }) => ({
          target: placehold(target, metadata.uid ?? ''),
          body: placehold(body, metadata.uid ?? ''),
        })),
      );
    } finally {
      await operator.kill();
    }
  }

  /** The same writes for another tenant. */
  of(name: string, uid: string): PlainWrite[] {
    if (name.length !== RECORDED_NAME.length || uid.length !== UID_LENGTH) {
      throw new RangeError(`names of benchmark tenants have ${RECORDED_NAME.length} characters: ${name}`);
    }
    const fill = (text: string) => text.replaceAll('{tenant}', name).replaceAll('{uid}', uid);
    return this.#writes.map(({ target, body }) => ({ path: fill(target), body: fill(body) }));
  }
}

/** The cheapest Tenant there is; `number` up to 99,999. */
export function benchTenant(name: string, tier: string): Manifest {
  return tenant(name, tier);
}

export function benchName(number: number): string {
  return `bench-${String(number).padStart(5, '0')}`;
}

function isObjectApply({ verb, resource, subresource, body }: Exchange): boolean {
  const own = ['tenants', 'tierrevisions', 'leases', 'events'].includes(resource);
  return verb === 'patch' && subresource === '' && !own && body !== '';
}

function placehold(text: string, uid: string): string {
  return text.replaceAll(uid, '{uid}').replaceAll(RECORDED_NAME, '{tenant}');
}

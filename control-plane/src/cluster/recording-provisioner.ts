import { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import type { Collection, CollectionSpec, Store } from '../storage/documents.ts';
import type {
  ApplyOutcome,
  DesiredTenant,
  LastHeard,
  ObservedTenant,
  Provisioner,
  TenantKey,
} from './provisioner.ts';

const recordSchema = z.object({
  /** `<cluster>/<slug>` */
  id: z.string(),
  tenantId: z.string(),
  spec: z.json(),
  at: z.string(),
});
type RecordedTenant = z.infer<typeof recordSchema>;

export const recordedTenantsSpec: CollectionSpec<RecordedTenant> = {
  name: 'recorded_tenants',
  indexes: {},
  parse: value => recordSchema.parse(value),
};

/** Without a cluster: writes down what would be applied, and calls it ready. The API around it is the same. */
export class RecordingProvisioner implements Provisioner {
  readonly kind = 'recording';
  readonly #cluster: string;
  readonly #records: Collection<RecordedTenant>;
  readonly #clock: Clock;

  private constructor(cluster: string, records: Collection<RecordedTenant>, clock: Clock) {
    this.#cluster = cluster;
    this.#records = records;
    this.#clock = clock;
  }

  static async open(cluster: string, store: Store, clock: Clock): Promise<RecordingProvisioner> {
    return new RecordingProvisioner(cluster, await store.collection(recordedTenantsSpec), clock);
  }

  async apply(desired: DesiredTenant, options: { readonly dryRun?: boolean } = {}): Promise<ApplyOutcome> {
    const { tenantId, slug } = desired;
    if (desired.onlyIfThere && (await this.observe(desired)) === undefined) return { is: 'absent' };
    const spec = z.json().parse(JSON.parse(JSON.stringify(desired.spec)));
    const record = { id: this.#id(slug), tenantId, spec, at: isoTime(this.#clock.now()) };
    if (options.dryRun !== true) await this.#records.replace(record);
    return { is: 'applied' };
  }

  async remove({ slug, tenantId }: TenantKey): Promise<boolean> {
    const record = await this.#records.get(this.#id(slug));
    // Another record's is not ours to remove, and ours is gone if that has its name.
    if (record?.tenantId === tenantId) await this.#records.remove([record.id]);
    return true;
  }

  async observe({ tenantId, slug }: TenantKey): Promise<ObservedTenant | undefined> {
    const record = await this.#records.get(this.#id(slug));
    if (record?.tenantId !== tenantId) return undefined;
    const message = 'written down; no cluster is attached';
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Recorded',
      message,
      lastTransitionTime: record.at,
    };
    return {
      name: slug,
      uid: '',
      generation: 1,
      tenantId,
      deleting: false,
      spec: z.record(z.string(), z.unknown()).parse(record.spec),
      status: observedStatusSchema.parse({ observedGeneration: 1, conditions: [ready] }),
    };
  }

  lastHeard(): LastHeard {
    return this.#clock.now();
  }

  #id(slug: string): string {
    return `${this.#cluster}/${slug}`;
  }
}

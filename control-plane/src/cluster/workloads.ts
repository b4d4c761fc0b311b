import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { digestOf } from '../storage/canonical.ts';
import { type Collection, type CollectionSpec, scanAll } from '../storage/documents.ts';
import { SUBSCRIPTION_KIND } from '../tenants/plan-port.ts';
import { isGone, type TenantRecord, tenantAggregate } from '../tenants/tenant.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import { desiredTenant } from './desired-tenant.ts';
import {
  type ApplyOutcome,
  ClusterUnavailable,
  type DesiredTenant,
  type Hold,
  type ObservedTenant,
  type Provisioner,
  type RemoveOptions,
} from './provisioner.ts';
import { RecordLine } from './record-line.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** What is applied is applied again so often, since plans change by the clock and clusters are restored. */
const RESYNC_MS = 600_000;
const BATCH = 200;

const outcomeSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('applied') }),
  z.object({
    is: z.literal('conflict'),
    fields: z.array(z.object({ field: z.string(), manager: z.string() })),
  }),
  z.object({ is: z.literal('refused'), code: z.string(), message: z.string() }),
  z.object({ is: z.literal('held'), record: z.string(), message: z.string() }),
  z.object({ is: z.literal('nothing_decided') }),
  z.object({ is: z.literal('unavailable'), message: z.string() }),
]);
export type SyncOutcome = z.infer<typeof outcomeSchema>;

/** How the last attempt to bring a tenant to its cluster went, and when the next one is due. A hint with one task. */
const workloadSchema = z.object({
  id: z.string(),
  dueAt: z.string().optional(),
  failures: z.int(),
  outcome: outcomeSchema.optional(),
  at: z.string().optional(),
  /** Of a tenant that is gone: it was looked after for the last time, or will be when it is due. */
  ending: z.literal(true).optional(),
});
export type WorkloadRecord = z.infer<typeof workloadSchema>;

const workloadsSpec: CollectionSpec<WorkloadRecord, 'due'> = {
  name: 'workloads',
  indexes: { due: ['dueAt'] },
  parse: value => workloadSchema.parse(value),
};

/**
 * Brings every tenant to the cluster it lives in, again and again: what is decided is read when it is applied, so it
 * does not matter which change woke the task, nor how many did, nor which replica carries it out.
 */
export class Workloads {
  readonly #tenants: TenantService;
  readonly #provisioners: ReadonlyMap<string, Provisioner>;
  readonly #records: Collection<WorkloadRecord, 'due'>;
  readonly #context: Context;
  readonly #line: RecordLine;
  /** Of whom something may have changed since their last sync began. */
  readonly #woken = new Set<string>();

  private constructor(
    context: Context,
    tenants: TenantService,
    provisioners: ReadonlyMap<string, Provisioner>,
    records: Collection<WorkloadRecord, 'due'>,
  ) {
    this.#context = context;
    this.#line = new RecordLine(context.changes);
    this.#tenants = tenants;
    this.#provisioners = provisioners;
    this.#records = records;
  }

  static async open(
    context: Context,
    tenants: TenantService,
    provisioners: ReadonlyMap<string, Provisioner>,
  ): Promise<Workloads> {
    const records = await context.store.collection(workloadsSpec);
    const workloads = new Workloads(context, tenants, provisioners, records);
    context.addProjection(async ({ kind, aggregateId, tenantId, after }) => {
      if (kind === tenantAggregate.kind) {
        // One that was refused its slug was never a tenant, and nothing of it is brought anywhere.
        if (tenantAggregate.state.parse(after).phase !== 'refused') await workloads.wake(aggregateId);
      } else if (kind === SUBSCRIPTION_KIND && tenantId !== undefined) await workloads.wake(tenantId);
    });
    context.every('bring tenants to their clusters', 1_000, () => workloads.syncDue());
    return workloads;
  }

  provisionerOf(cluster: string): Provisioner | undefined {
    return this.#provisioners.get(cluster);
  }

  /** How the last attempt went. */
  recordOf(tenantId: string): Promise<WorkloadRecord | undefined> {
    return this.#records.get(tenantId);
  }

  /** Says that something about the tenant may have changed. */
  async wake(tenantId: string): Promise<void> {
    this.#woken.add(tenantId);
    const known = await this.#records.get(tenantId);
    await this.#records.replace({
      failures: 0,
      ...known,
      id: tenantId,
      dueAt: isoTime(this.#context.clock.now()),
    });
  }

  async syncDue(): Promise<number> {
    const before = isoTime(this.#context.clock.now() + 1);
    const due: string[] = [];
    for await (const { id } of scanAll(this.#records, { index: 'due', before })) {
      if (due.push(id) >= BATCH) break;
    }
    for (const tenantId of due) {
      await this.sync(tenantId).catch(error => this.#putOff(tenantId, error));
    }
    return due.length;
  }

  /** What cannot even be decided waits longer each time: it must not keep the others from their turn. */
  async #putOff(tenantId: string, error: unknown): Promise<void> {
    if (error instanceof Problem && error.code === 'not_found') return this.#records.remove([tenantId]);
    this.#context.logger.warn({ err: error, tenantId }, 'a tenant could not be brought to its cluster');
    const known = await this.#records.get(tenantId);
    const failures = (known?.failures ?? 0) + 1;
    const dueAt = isoTime(this.#context.clock.now() + backoff(failures));
    await this.#records.replace({ ...known, id: tenantId, failures, dueAt });
  }

  /** Applies what is decided now, and notes how that went. */
  async sync(tenantId: string): Promise<SyncOutcome> {
    this.#woken.delete(tenantId);
    const before = await this.#records.get(tenantId);
    const decided = await this.#decide(tenantId);
    const gone = isGone(decided.tenant);
    if (gone) await this.remove(decided.tenant, { marked: true });
    const outcome = await this.#apply(decided);
    const failures =
      outcome.is === 'applied' || outcome.is === 'nothing_decided' ? 0 : (before?.failures ?? 0) + 1;
    const now = this.#context.clock.now();
    const wait = failures === 0 ? spread(tenantId) : backoff(failures);
    // One that is gone is looked after once more: somebody slow may have applied it after it was removed, and died.
    const isOver = gone && before?.ending === true;
    await this.#records.replace({
      id: tenantId,
      failures,
      outcome,
      at: isoTime(now),
      ...(!isOver && { dueAt: isoTime(now + wait) }),
      ...(gone && { ending: true }),
    });
    const again = await this.#decide(tenantId);
    // Its end came while it was applied: what was applied after its removal is nobody's to remove but ours.
    if (decided.tenant.phase === 'live' && again.tenant.phase !== 'live')
      await this.remove(again.tenant, { marked: true });
    // What changed between our reading and this note woke a task that the note has put off: what is decided, by any
    // replica, or what is in the cluster, of which every replica hears.
    const isOtherwise = JSON.stringify(again.desired) !== JSON.stringify(decided.desired);
    if (this.#woken.delete(tenantId) || isOtherwise) await this.wake(tenantId);
    return outcome;
  }

  /** What would be applied, and what the cluster would say to it. */
  async preview(tenantId: string): Promise<SyncOutcome> {
    return this.#apply(await this.#decide(tenantId), true);
  }

  /** What is decided of it now, by its plan or by the one that ended: `onlyIfThere`. Nothing when it never had one. */
  async desired(tenantId: string): Promise<DesiredTenant | undefined> {
    return (await this.#decide(tenantId)).desired;
  }

  /** undefined: nothing of it is there. @throws ClusterUnavailable */
  async observe(tenantId: string): Promise<ObservedTenant | undefined> {
    const { state } = await this.#tenants.load(tenantId);
    return this.#provisioners.get(state.cluster)?.observe(state);
  }

  /** For a tenant whose deletion has come: whether nothing is asked for any more. @throws ClusterUnavailable */
  async remove(
    tenant: TenantRecord,
    { marked = false }: Pick<RemoveOptions, 'marked'> = {},
  ): Promise<boolean> {
    const provisioner = this.#provisioners.get(tenant.cluster);
    return provisioner === undefined
      ? false
      : provisioner.remove(tenant, { hold: this.#holdOf(tenant), marked });
  }

  /**
   * What is there of a tenant, when it was applied from records that are not these: nothing of it is changed until a
   * person decides. @throws ClusterUnavailable
   */
  async heldTenant(tenant: TenantRecord): Promise<Held | undefined> {
    const observed = await this.#provisioners.get(tenant.cluster)?.observe(tenant);
    const held = observed && (await this.#line.holds(tenant, observed));
    return held && { ...held, observed };
  }

  /** Those that waited for a person at the last look. */
  async *held(): AsyncGenerator<WorkloadRecord> {
    for await (const record of scanAll(this.#records, {})) if (record.outcome?.is === 'held') yield record;
  }

  #holdOf(tenant: TenantRecord): Hold {
    return known => this.#line.holds(tenant, known);
  }

  async #decide(tenantId: string): Promise<Decided> {
    // Before what is decided from it: the mark may name less than went in, never more.
    const record = await this.#line.end(tenantId);
    const { state: tenant } = await this.#tenants.load(tenantId);
    if (tenant.phase !== 'live') return { tenant, record, desired: undefined };
    const last = await this.#tenants.lastPlanOf(tenantId);
    const decided = desiredTenant(tenant, last?.plan, this.#context.clock.now());
    // A plan that ended buys nothing new. What was made by it stands, and is stopped or deleted as the record says.
    const desired = decided && { ...decided, ...(last?.hasEnded && { onlyIfThere: true as const }) };
    return { tenant, record, desired };
  }

  async #apply({ tenant, record, desired }: Decided, dryRun = false): Promise<SyncOutcome> {
    if (desired === undefined) return { is: 'nothing_decided' };
    const { cluster } = tenant;
    const provisioner = this.#provisioners.get(cluster);
    if (provisioner === undefined)
      return { is: 'unavailable', message: `no cluster "${cluster}" is configured` };
    try {
      const hold = this.#holdOf(tenant);
      return copyOf(await provisioner.apply({ ...desired, record }, { dryRun, hold }));
    } catch (error) {
      if (error instanceof ClusterUnavailable) return { is: 'unavailable', message: error.message };
      throw error;
    }
  }
}

/** One that waits for a person, and what is there of it. */
export type Held = Extract<ApplyOutcome, { is: 'held' }> & { readonly observed: ObservedTenant };

interface Decided {
  readonly tenant: TenantRecord;
  readonly record: string;
  readonly desired: DesiredTenant | undefined;
}

function copyOf(outcome: ApplyOutcome): SyncOutcome {
  if (outcome.is === 'absent') return { is: 'nothing_decided' };
  return outcome.is === 'conflict'
    ? { ...outcome, fields: outcome.fields.map(field => ({ ...field })) }
    : outcome;
}

function backoff(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
}

/** By its id, so that ten thousand tenants that were made at once do not come again at once. */
function spread(tenantId: string): number {
  return RESYNC_MS * (0.5 + Number.parseInt(digestOf(tenantId).slice(0, 8), 16) / 0x1_0000_0000);
}

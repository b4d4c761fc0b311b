import { slugSchema, tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import { type Registration, SYSTEM } from '../tenants/tenant-service.ts';
import type { ObservedTenant, TenantChange } from './provisioner.ts';
import type { Workloads } from './workloads.ts';

const PARALLEL = 4;

/**
 * Keeps records in step with the Tenants of one cluster: one that was applied by hand gets a record, without a plan;
 * one that changed is looked at again; a record that came from the cluster ends with its Tenant.
 */
export class Adoption {
  readonly #cluster: string;
  readonly #confirmGone: (name: string) => Promise<boolean>;
  readonly #context: Context;
  readonly #tenants: Tenants;
  readonly #workloads: Workloads;
  /** Names to look at, each once, with what was seen last. */
  readonly #queue = new Map<string, TenantChange>();
  /**
   * Names that are being looked at, one by each run: two looks at one name would each miss what the other has not
   * written yet.
   */
  readonly #looking = new Set<string>();
  /** What could not be looked at, by name. */
  readonly #failed = new Map<string, TenantChange>();
  readonly #running = new Set<Promise<void>>();

  constructor(
    cluster: string,
    parts: {
      readonly context: Context;
      readonly tenants: Tenants;
      readonly workloads: Workloads;
      readonly confirmGone: (name: string) => Promise<boolean>;
    },
  ) {
    this.#cluster = cluster;
    this.#confirmGone = parts.confirmGone;
    this.#context = parts.context;
    this.#tenants = parts.tenants;
    this.#workloads = parts.workloads;
  }

  take(change: TenantChange): void {
    const waiting = this.#queue.get(change.name);
    this.#queue.set(change.name, {
      ...change,
      specChanged: change.specChanged || waiting?.specChanged === true,
      initial: change.initial && waiting?.initial !== false,
    });
    if (this.#looking.size < PARALLEL) {
      const run = this.#drain().finally(() => this.#running.delete(run));
      this.#running.add(run);
    }
  }

  /** Looks again at what failed: the next change of a Tenant may never come, of one that is gone it cannot. */
  lookAgain(): void {
    const failed = [...this.#failed.values()];
    this.#failed.clear();
    for (const change of failed) if (!this.#queue.has(change.name)) this.take(change);
  }

  /** Resolves when everything taken so far was looked at. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #drain(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { name } = next;
      this.#looking.add(name);
      this.#failed.delete(name);
      try {
        await this.#look(next);
      } catch (error) {
        this.#failed.set(name, next);
        this.#context.logger.warn(
          { err: error, tenant: name },
          'a Tenant could not be brought into the records, and is looked at again',
        );
      }
      this.#looking.delete(name);
    }
  }

  #next(): TenantChange | undefined {
    for (const [name, change] of this.#queue) {
      if (this.#looking.has(name)) continue;
      this.#queue.delete(name);
      return change;
    }
    return undefined;
  }

  async #look({ name, current, specChanged, initial }: TenantChange): Promise<void> {
    const { directory } = this.#tenants;
    const own = current?.tenantId === undefined ? undefined : await directory.byId(current.tenantId);
    const record = own ?? (await directory.bySlug(name));
    if (record === undefined || record.state === 'deleted') {
      if (current && !current.deleting) await this.#adopt(current);
      return;
    }
    if (record.slug !== name || record.cluster !== this.#cluster) {
      if (current)
        this.#context.logger.warn(
          { tenant: name, record: record.tenantId },
          'a Tenant has the name or id of another record',
        );
      return;
    }
    if (current === undefined) await this.#end(record.tenantId, name);
    // At the start everything changes at once; what is due is due by its record.
    if (specChanged && !initial) await this.#workloads.wake(record.tenantId);
  }

  /** A record without a plan was no more than the Tenant. One with a plan is a customer: it is applied again. */
  async #end(tenantId: string, name: string): Promise<void> {
    const { service } = this.#tenants;
    if ((await service.planOf(tenantId)) !== undefined || !(await this.#confirmGone(name))) return;
    await service.lose(tenantId);
  }

  async #adopt(tenant: ObservedTenant): Promise<void> {
    if (!slugSchema.safeParse(tenant.name).success) return;
    const displayName = tenant.spec['displayName'];
    const namespace = tenant.spec['namespace'];
    const registration: Registration = {
      slug: tenant.name,
      displayName:
        typeof displayName === 'string' && displayName !== '' ? displayName.slice(0, 128) : tenant.name,
      contacts: [],
      tags: [],
      cluster: this.#cluster,
      origin: 'cluster',
      ...(typeof namespace === 'string' && { namespace }),
    };
    // A store that was lost knows nothing of a record that the Tenant still names: it comes back under its id, and
    // with it the ledger that goes by this id.
    const named = tenantIdSchema.safeParse(tenant.tenantId);
    const known = named.success && (await this.#tenants.directory.byId(named.data)) !== undefined;
    try {
      await this.#tenants.service.register(
        named.success && !known ? named.data : uuidv7(),
        registration,
        SYSTEM,
      );
    } catch (error) {
      // Another replica was quicker.
      if (!(error instanceof Problem && error.code === 'already_exists')) throw error;
    }
  }
}

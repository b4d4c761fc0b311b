import type { NewTenant } from '@tenantry/contracts/commercial/tenant';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Aggregates, Change, Versioned } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { type ClusterPlace, placeNamed } from './clusters.ts';
import {
  beginDeletion,
  type Decide,
  dueDeletion,
  endDeletion,
  endSuspensions,
  forgetPeople,
  loseWorkload,
  settleSlug,
} from './decisions.ts';
import { hasLeftPlan } from './left-plans.ts';
import type { LastPlan, PlanInForce, Subscriptions } from './plan-port.ts';
import type { SlugClaims } from './slug-claims.ts';
import { endOf, isGone, type TenantRecord } from './tenant.ts';
import { headOf, type TenantHeads } from './tenant-heads.ts';
import type { TenantRoll } from './tenant-roll.ts';
import type { Who } from './who.ts';

/** Losing more races than this in a row says that something else is wrong. */
const ATTEMPTS = 8;

export const SYSTEM: Who = { actor: { id: 'system:tenants', name: 'Tenantry' }, requestId: 'system' };

/** What a tenant begins with, beside its id. */
export type Registration = NewTenant & {
  readonly origin: TenantRecord['origin'];
  readonly namespace?: string | undefined;
  readonly quota?: TenantRecord['quota'];
  readonly signedUpAt?: string | undefined;
};

/** Asks for the end of a tenant's workload. Answers whether nothing is asked for in the cluster any more. */
export type RemoveWorkload = (tenant: TenantRecord) => Promise<boolean>;

/** Whether what runs of a tenant is what this store knows of; while it is not, its deletion waits. */
export type MayBeDeleted = (tenant: TenantRecord) => Promise<boolean>;

export interface TenantServiceParts {
  readonly context: Context;
  readonly tenants: Aggregates<TenantRecord>;
  readonly claims: SlugClaims;
  readonly heads: TenantHeads;
  readonly roll: TenantRoll;
  readonly subscriptions: Subscriptions;
  readonly places: readonly ClusterPlace[];
}

/** Registers tenants and changes them. Each change is one insert; whoever loses a race reads and decides again. */
export class TenantService {
  readonly #parts: TenantServiceParts;

  constructor(parts: TenantServiceParts) {
    this.#parts = parts;
  }

  get places(): readonly ClusterPlace[] {
    return this.#parts.places;
  }

  /** The state that decides. @throws Problem not_found */
  async load(tenantId: string): Promise<Versioned<TenantRecord>> {
    const found = await this.#parts.tenants.load(tenantId);
    if (found === undefined || found.state.phase === 'refused') throw notFound('such tenant');
    return found;
  }

  /** Also those whose time is over, by the state that decides; undefined when there is no such tenant. */
  async suspensionsOf(tenantId: string): Promise<TenantRecord['suspensions'] | undefined> {
    const found = await this.#parts.tenants.load(tenantId);
    return found === undefined || found.state.phase === 'refused' ? undefined : found.state.suspensions;
  }

  planOf(tenantId: string): Promise<PlanInForce | undefined> {
    return this.#parts.subscriptions.planOf(tenantId);
  }

  /** The plan in force, or the one that ended last. */
  lastPlanOf(tenantId: string): Promise<LastPlan | undefined> {
    return this.#parts.subscriptions.lastPlanOf(tenantId);
  }

  /** Every change of a tenant, oldest first. */
  history(tenantId: string, afterVersion: number, limit: number): Promise<readonly Change<TenantRecord>[]> {
    return this.#parts.tenants.history(tenantId, afterVersion, limit);
  }

  /**
   * Registers a tenant under an id; again with the same id it answers what there is. The record comes first, as the
   * intent; then the slug is claimed; then the record says how that went. `settleDue` finishes what breaks off.
   * @throws Problem already_exists, when another tenant has the slug
   */
  async register(tenantId: string, registration: Registration, who: Who): Promise<Versioned<TenantRecord>> {
    const place = placeNamed(this.#parts.places, registration.cluster, '/cluster');
    const { tenants, context } = this.#parts;
    // Only a hint, and the claim decides: but whoever comes too late leaves no record of a tenant that never was.
    if ((await tenants.load(tenantId)) === undefined && !(await this.isSlugFree(registration.slug, tenantId)))
      throw slugTaken(registration.slug);
    const { quota = {}, namespace, ...details } = registration;
    const state: TenantRecord = {
      ...details,
      ...(namespace !== undefined && { namespace }),
      tenantId,
      phase: 'registering',
      cluster: place.name,
      region: place.region,
      quota,
      featureFlags: {},
      components: {},
      owners: [],
      suspensions: [],
      specVersion: 1,
      createdAt: isoTime(context.clock.now()),
    };
    await tenants.create(tenantId, state, { ...who, tenantId, action: 'tenant.begin_registration' });
    const settled = await this.#settleSlug(tenantId, who);
    if (settled.state.phase === 'refused') throw slugTaken(registration.slug);
    return settled;
  }

  /** Whether a slug could be claimed now: for people who still choose. */
  async isSlugFree(slug: string, mine?: string): Promise<boolean> {
    const holder = await this.#parts.claims.holder(slug);
    return holder === undefined || holder === mine || (await this.#isGone(holder));
  }

  /** @throws Problem not_found, and whatever the decision refuses */
  change(tenantId: string, decide: Decide, who: Who): Promise<Versioned<TenantRecord>> {
    return this.#change(() => this.load(tenantId), decide, who);
  }

  /** Forgets who is named in the record of a tenant that is none any more, or never came to be one. */
  async forgetPeople(tenantId: string, reason: string, who: Who): Promise<void> {
    const known = await this.#parts.tenants.load(tenantId);
    if (known === undefined) return;
    const load = async () => (await this.#parts.tenants.load(tenantId)) ?? known;
    await this.#change(load, forgetPeople(reason), who);
  }

  async #change(
    load: () => Promise<Versioned<TenantRecord>>,
    decide: Decide,
    who: Who,
  ): Promise<Versioned<TenantRecord>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await load();
      const { tenantId } = current.state;
      const decision = decide(current.state, this.#parts.context.clock.now());
      if (decision === undefined) return current;
      const { state, action, reason, events } = decision;
      const changed = await this.#parts.tenants.change(tenantId, current, state, {
        ...who,
        tenantId,
        action,
        events,
        ...(reason !== undefined && { reason }),
      });
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('others keep changing this tenant: come again');
  }

  /** A Tenant that was found in the cluster is there no more; nothing where the record is not of such a one. */
  async lose(tenantId: string): Promise<void> {
    await this.change(tenantId, loseWorkload, SYSTEM);
    await this.#endPlan(tenantId);
  }

  /** Does what time or a process that died has left to do; answers for how many tenants. */
  async settleDue(
    removeWorkload: RemoveWorkload,
    mayBeDeleted: MayBeDeleted = async () => true,
  ): Promise<number> {
    const { heads, context } = this.#parts;
    let count = 0;
    const before = isoTime(context.clock.now() + 1);
    for await (const head of scanAll(heads, { index: 'due', before })) {
      try {
        await this.#settle(head.id, removeWorkload, mayBeDeleted);
        count++;
      } catch (error) {
        context.logger.warn(
          { err: error, tenantId: head.id },
          'a tenant could not be settled, and is tried again',
        );
      }
    }
    return count;
  }

  /** Of those that a replica of an earlier version deletes, which may run beside: it lets their plans go on. */
  async endLeftPlans(): Promise<void> {
    const { roll, context } = this.#parts;
    for (const head of roll.values()) {
      if (!hasLeftPlan(head)) continue;
      try {
        await this.#endPlan(head.id);
      } catch (error) {
        // The others' plans end all the same; this one's is looked at again next time.
        context.logger.warn({ err: error, tenantId: head.id }, 'the plan of a tenant that is gone goes on');
      }
    }
  }

  async #settle(tenantId: string, removeWorkload: RemoveWorkload, mayBeDeleted: MayBeDeleted): Promise<void> {
    const { state } = await this.#settleSlug(tenantId, SYSTEM);
    if (isGone(state)) return this.#endPlan(tenantId);
    await this.change(tenantId, endSuspensions, SYSTEM);
    // There is no way back from the next change, and an older store may know of a deletion that was called off.
    const due = dueDeletion(state, this.#parts.context.clock.now());
    if (due !== undefined && !(await mayBeDeleted(state))) return;
    const { state: now } = await this.change(tenantId, beginDeletion, SYSTEM);
    if (now.phase !== 'deleting') return;
    // Before anything else of it ends: whoever dies behind this leaves a tenant that pays for nothing.
    await this.#endPlan(tenantId);
    if (!(await removeWorkload(now))) return;
    await this.change(tenantId, endDeletion, SYSTEM);
  }

  /** A tenant that is gone buys nothing from when it went; its head is due for as long as it says otherwise. */
  async #endPlan(tenantId: string): Promise<void> {
    const { tenants, subscriptions } = this.#parts;
    const tenant = await tenants.load(tenantId);
    if (tenant === undefined) return;
    const from = endOf(tenant.state, tenant.at);
    if (from === undefined) return;
    await subscriptions.end(tenantId, from, SYSTEM);
    if (isGone(tenant.state)) await writeHead(this.#parts, tenantId);
  }

  async #settleSlug(tenantId: string, who: Who): Promise<Versioned<TenantRecord>> {
    const { tenants, claims } = this.#parts;
    for (;;) {
      const current = await tenants.load(tenantId);
      if (current === undefined) throw notFound('such tenant');
      if (current.state.phase !== 'registering') return current;
      const holder = await claims.claim(current.state.slug, tenantId, id => this.#isGone(id));
      const decision = settleSlug(holder === tenantId)(current.state, 0);
      if (decision === undefined) return current;
      const { state, action, events } = decision;
      const settled = await tenants.change(tenantId, current, state, { ...who, tenantId, action, events });
      if (settled !== 'exists') return settled;
    }
  }

  /** A holder without a record cannot be: the record is there before the claim. It counts as living. */
  async #isGone(tenantId: string): Promise<boolean> {
    const tenant = await this.#parts.tenants.load(tenantId);
    return tenant !== undefined && isGone(tenant.state);
  }
}

/** Writes a tenant's head until it shows the last change and the plan of now, whoever else writes it. */
export async function writeHead(parts: Omit<TenantServiceParts, 'places'>, tenantId: string): Promise<void> {
  for (let written: string | undefined; ; ) {
    const [tenant, plan] = await Promise.all([
      parts.tenants.load(tenantId),
      parts.subscriptions.planOf(tenantId),
    ]);
    if (tenant === undefined) return;
    const seen = JSON.stringify([tenant.version, plan]);
    if (seen === written) return;
    const head = headOf(tenant.state, tenant, plan, isoTime(parts.context.clock.now()));
    await parts.heads.replace(head);
    parts.roll.take(head);
    written = seen;
  }
}

function slugTaken(slug: string): Problem {
  const message = `another tenant has the slug ${slug}`;
  return new Problem('already_exists', message, {
    errors: [{ field: '/slug', code: 'slug_taken', message }],
  });
}

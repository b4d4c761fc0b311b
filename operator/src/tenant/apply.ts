import { ANNOTATION, FIELD_MANAGER, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import { appliedIntent } from '../runtime/apply/applied-intent.ts';
import type { Applier } from '../runtime/apply/applier.ts';
import { seal } from '../runtime/apply/seal.ts';
import { ApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import type { Clock } from '../runtime/clock.ts';
import { applyFault } from './apply-fault.ts';
import { type ManagedCache, managedCaches, type TenantCaches } from './caches.ts';
import { DEPLOYMENT, NAMESPACE, POD } from './kinds.ts';
import { objectId, type WorkloadRef } from './observed.ts';
import type { Plan, Step } from './plan.ts';
import { scaled } from './scaled.ts';

export interface RunOptions {
  /** Write again even what is current: the periodic safeguard against drift that was not seen. */
  readonly force: boolean;
  /** Gives up what is under way; whether it was done is then not known, and is for the next look to find. */
  readonly signal: AbortSignal;
}

/**
 * A workload of the tenant's own users may be gone, or be made so that it takes no patch (its annotations full, say):
 * refused, or too large. That holds up nothing, since the quota keeps it from making pods all the same.
 */
const NOT_PATCHED = [404, 413, 422];

type WritingClient = Pick<KubeClient, 'get' | 'mergePatch' | 'delete' | 'deleteCollection'>;
type ScaleStep = Extract<Step, { do: 'scale' }>;
type WritingApplier = Pick<Applier, 'ensure' | 'isCurrent'>;

/** Does the steps of plans, stage by stage. It decides nothing but whether a write would change anything. */
export class PlanExecutor {
  readonly #client: WritingClient;
  readonly #applier: WritingApplier;
  readonly #clock: Clock;
  readonly #entries: ReadonlyMap<string, ManagedCache>;

  constructor(options: {
    readonly client: WritingClient;
    readonly applier: WritingApplier;
    readonly caches: TenantCaches;
    readonly clock: Clock;
  }) {
    this.#client = options.client;
    this.#applier = options.applier;
    this.#clock = options.clock;
    const entries: readonly ManagedCache[] = [options.caches.namespaces, ...managedCaches(options.caches)];
    this.#entries = new Map(entries.map(entry => [entry.type.kind, entry]));
  }

  /**
   * Runs a plan to its end. All steps of a stage are tried before the first fault among them is thrown, so that
   * one refused object does not keep its neighbours from being mended. Of the stages after one with a refusal
   * that only a person can lift, nothing more is applied but what stops something, and what is to stop or go still
   * does. A Namespace that is refused ends all: it may not be ours.
   */
  async run(plan: Plan, options: RunOptions): Promise<void> {
    let refused: unknown;
    for (const [index, stage] of plan.stages.entries()) {
      const steps = refused === undefined ? stage : stage.filter(step => step.do !== 'apply' || step.stops);
      const results = await this.#runStage(steps, plan.namespace, options);
      for (const [at, result] of results.entries()) {
        if (result.status === 'fulfilled') continue;
        const { stalled } = applyFault(result.reason);
        if (stalled && mayBeRefused(steps[at])) continue;
        if (index === 0 || !stalled) throw result.reason;
        refused ??= result.reason;
      }
    }
    if (refused !== undefined) throw refused;
  }

  #runStage(steps: readonly Step[], namespace: string, options: RunOptions) {
    const begun = new Map<string, Promise<void>>();
    return Promise.allSettled(
      steps.map(step => {
        if (step.do !== 'apply') return this.#do(step, namespace, options);
        const { type, intent } = step.desired;
        const first = step.after === undefined ? undefined : begun.get(step.after);
        const running = first
          ? first.then(
              () => this.#do(step, namespace, options),
              // Its failure is told already.
              () => undefined,
            )
          : this.#do(step, namespace, options);
        begun.set(objectId(type, intent.metadata.name), running);
        return running;
      }),
    );
  }

  /** How many steps of the plan would write something now. */
  pending(plan: Plan): number {
    return plan.stages.flat().filter(step => !this.#isDone(step)).length;
  }

  #isDone(step: Step): boolean {
    if (step.do !== 'apply') return false;
    const { type, intent } = step.desired;
    const { store } = this.#entry(type.kind);
    const sealed = seal(type, intent, ANNOTATION.desiredHash);
    return this.#applier.isCurrent(sealed, store.get(intent.metadata.namespace ?? '', intent.metadata.name));
  }

  async #do(step: Step, namespace: string, { force, signal }: RunOptions): Promise<void> {
    switch (step.do) {
      case 'apply': {
        const { type, intent } = step.desired;
        const entry = this.#entry(type.kind);
        await this.#applier.ensure(seal(type, intent, ANNOTATION.desiredHash), entry, { force, signal });
        return;
      }
      case 'delete':
        // Another UID under the name is another object, and not what was planned for.
        await ignoring([409], () =>
          this.#client.delete(
            step.type,
            { namespace, name: step.name },
            { uid: step.uid, propagationPolicy: 'Background', signal },
          ),
        );
        return;
      case 'delete-pods':
        // Deleted, not evicted: a disruption budget cannot hold up a suspension.
        await this.#client.deleteCollection(POD, namespace, {
          ...(step.graceSeconds !== undefined && { gracePeriodSeconds: step.graceSeconds }),
          signal,
        });
        return;
      case 'clear-date':
        return this.#clearDate(namespace, signal);
      case 'pause':
        return this.#patch(step.workload, namespace, suspendedBy(MANAGED_BY, true), signal);
      case 'unpause':
        return this.#patch(step.workload, namespace, suspendedBy(null, false), signal);
      case 'scale':
        return this.#scale(step, namespace, signal);
      case 'poke':
        // Any change of the object brings it to the head of its controller's queue, past a back-off of minutes.
        return this.#patch(step.workload, namespace, pokedAt(this.#clock.now()), signal);
    }
  }

  /** Applied as all else, so that a later apply of the whole takes back what this one says. */
  async #scale(step: ScaleStep, namespace: string, signal: AbortSignal): Promise<void> {
    const live = await this.#client.get(DEPLOYMENT, { namespace, name: step.name }, { signal });
    const applied = live?.metadata.uid === step.uid ? appliedIntent(live, FIELD_MANAGER) : undefined;
    if (!applied) return;
    const intent = scaled(applied, step.uid, step);
    const sealed = seal(DEPLOYMENT, intent, ANNOTATION.desiredHash);
    await this.#applier.ensure(sealed, this.#entry(DEPLOYMENT.kind), { signal });
  }

  /** A date that an admin has moved is that admin's field: no apply without it takes it away. */
  async #clearDate(name: string, signal: AbortSignal): Promise<void> {
    const { store, project, metadataOnly = false } = this.#entry(NAMESPACE.kind);
    if (store.get('', name)?.annotations[ANNOTATION.deleteAfter] === undefined) return;
    const patch = { metadata: { annotations: { [ANNOTATION.deleteAfter]: null } } };
    store.recordWrite(
      project(await this.#client.mergePatch(NAMESPACE, { name }, patch, { metadataOnly, signal })),
    );
  }

  #patch({ type, name }: WorkloadRef, namespace: string, patch: object, signal: AbortSignal): Promise<void> {
    return ignoring(NOT_PATCHED, () => this.#client.mergePatch(type, { namespace, name }, patch, { signal }));
  }

  #entry(kind: string): ManagedCache {
    const entry = this.#entries.get(kind);
    if (!entry) throw new RangeError(`${kind} is not a managed kind`);
    return entry;
  }
}

function mayBeRefused(step: Step | undefined): boolean {
  return (step?.do === 'apply' || step?.do === 'scale') && step.mayBeRefused === true;
}

function suspendedBy(who: string | null, suspend: boolean): object {
  return { metadata: { annotations: { [ANNOTATION.suspendedBy]: who } }, spec: { suspend } };
}

function pokedAt(now: number): object {
  return { metadata: { annotations: { [ANNOTATION.poked]: new Date(now).toISOString() } } };
}

async function ignoring(statuses: readonly number[], request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (error) {
    if (!(error instanceof ApiError) || !statuses.includes(error.status)) throw error;
  }
}

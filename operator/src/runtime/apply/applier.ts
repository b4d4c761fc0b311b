import { isApiError } from '../client/api-error.ts';
import type { KubeClient } from '../client/kube-client.ts';
import type { ApplyOptions } from '../client/request-options.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { KubeObject } from '../objects.ts';
import { ForeignObjectError, isForeign } from './foreign-object.ts';
import type { ManagedObservation } from './managed-observation.ts';
import { dropUpdateOwnership, replaceLists } from './reclaim.ts';
import { isCurrent, isUnchanged, type SealedIntent } from './seal.ts';

/** Where the answer to a write goes, and how it is projected: an ObjectStore and its reflector's projection. */
export interface ApplyTarget<P extends ManagedObservation> {
  readonly store: { get(namespace: string, name: string): P | undefined; recordWrite(p: P): void };
  readonly project: (object: KubeObject) => P;
  /** When the projection reads metadata alone, so does the answer. */
  readonly metadataOnly?: boolean;
}

export interface EnsureOptions extends Pick<ApplyOptions, 'dryRun' | 'signal'> {
  /** Apply even when nothing seems to have changed. */
  readonly force?: boolean;
}

export type ApplyResult = 'created' | 'configured' | 'unchanged';

/** Digests remembered at most; beyond, all are forgotten and learnt again at the price of a write each. */
const REMEMBERED = 20_000;

/** Brings intents to the API server, and leaves out the writes that would change nothing. */
export class Applier {
  readonly #client: KubeClient;
  readonly #metrics: RuntimeMetrics | undefined;
  /**
   * Field sets that the server recorded for an intent where we had computed another (a merge rule that we
   * do not know), by kind and hash: such an object is current too, or it would be written for ever.
   */
  readonly #recorded = new Map<string, string>();

  constructor(options: { readonly client: KubeClient; readonly metrics?: RuntimeMetrics }) {
    this.#client = options.client;
    this.#metrics = options.metrics;
  }

  /** Applies unless the store shows that nothing would change; the answer is in the store when this resolves. */
  async ensure<P extends ManagedObservation>(
    sealed: SealedIntent,
    target: ApplyTarget<P>,
    o: EnsureOptions = {},
  ): Promise<ApplyResult> {
    const { namespace = '', name } = sealed.object.metadata;
    const before = target.store.get(namespace, name);
    if (!o.force && this.isCurrent(sealed, before)) return this.#count(sealed, 'unchanged', 'suppressed');
    const signal = o.signal === undefined ? {} : { signal: o.signal };
    const options = {
      metadataOnly: target.metadataOnly ?? false,
      ...(o.dryRun === undefined ? {} : { dryRun: o.dryRun }),
      ...signal,
    };
    const { object, created } = await this.#apply(sealed, options, async () =>
      before ? false : isForeign(this.#client, sealed.type, sealed.object.metadata, target.project, signal),
    );
    const after = target.project(object);
    if (!o.dryRun) {
      this.#learn(sealed, after);
      target.store.recordWrite(after);
    }
    if (created) return this.#count(sealed, 'created', 'created');
    const same = before?.uid === after.uid && before.resourceVersion === after.resourceVersion;
    return this.#count(sealed, same ? 'unchanged' : 'configured', o.force ? 'forced' : 'configured');
  }

  /** Applies, and ends what a reclaim has begun, be it one of a process that is no more. */
  async #apply(sealed: SealedIntent, options: ApplyOptions, foreign: () => Promise<boolean>) {
    const { object, created } = await this.#applyOrReclaim(sealed, options, foreign);
    if (options.dryRun) return { object, created };
    return { object: await dropUpdateOwnership(this.#client, sealed.type, object, options), created };
  }

  /**
   * An object that is there and cannot be merged with ours has its lists replaced first. One that is not ours is
   * only ever refused: by a policy, or since what it has cannot be changed.
   */
  async #applyOrReclaim(
    { type, object: intent }: SealedIntent,
    options: ApplyOptions,
    foreign: () => Promise<boolean>,
  ) {
    try {
      return await this.#client.apply(type, intent, options);
    } catch (error) {
      const refused = isApiError(error, 422) || isApiError(error, 403);
      if (refused && (await foreign())) throw new ForeignObjectError(type, intent.metadata, error);
      if (options.dryRun || !isApiError(error, 422)) throw error;
      // What is invalid by itself, or not there yet, is refused here too; the first refusal says it best.
      await replaceLists(this.#client, type, intent).catch(() => {
        throw error;
      });
    }
    return this.#client.apply(type, intent, options);
  }

  /** `isCurrent`, with what the server's answers have taught. */
  isCurrent(sealed: SealedIntent, observed: ManagedObservation | undefined): boolean {
    if (isCurrent(sealed, observed)) return true;
    return (
      isUnchanged(sealed, observed) &&
      observed?.fields !== undefined &&
      this.#recorded.get(keyOf(sealed)) === observed.fields
    );
  }

  #learn(sealed: SealedIntent, after: ManagedObservation): void {
    if (after.fields === undefined || after.fields === sealed.fields || after.desiredHash !== sealed.hash)
      return;
    if (this.#recorded.get(keyOf(sealed)) === after.fields) return;
    if (this.#recorded.size >= REMEMBERED) this.#recorded.clear();
    this.#recorded.set(keyOf(sealed), after.fields);
    this.#metrics?.fieldSetMismatches.inc({ kind: sealed.type.kind });
  }

  #count(sealed: SealedIntent, result: ApplyResult, outcome: string): ApplyResult {
    this.#metrics?.applies.inc({ kind: sealed.type.kind, outcome });
    return result;
  }
}

function keyOf(sealed: SealedIntent): string {
  return `${sealed.type.group}/${sealed.type.kind}/${sealed.hash}`;
}

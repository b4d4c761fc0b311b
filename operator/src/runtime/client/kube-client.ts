import { type Clock, sleep, systemClock } from '../clock.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { Intent, KubeObject, ResourceType } from '../objects.ts';
import { ApiError, apiErrorOf, isApiError } from './api-error.ts';
import type { Connection } from './kube-config.ts';
import { type ObjectPage, parseJson, parseObject, parsePage } from './parse-object.ts';
import { collectionPath, describeObject, objectPath, queryOf } from './resource-path.ts';
import { type HttpAnswer, type HttpRequest, Transport } from './transport.ts';

type Key = { readonly namespace?: string; readonly name: string };
type Verb = 'get' | 'list' | 'watch' | 'create' | 'apply' | 'patch' | 'delete' | 'deletecollection';

export interface ReadOptions {
  /** Asks for metadata alone (PartialObjectMetadata): what a projection of labels and fields needs. */
  readonly metadataOnly?: boolean;
  readonly signal?: AbortSignal;
}

export interface ListOptions extends ReadOptions {
  /** undefined: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly subresource?: string;
  readonly metadataOnly?: boolean;
  readonly signal?: AbortSignal;
  /** Passes the gate by: for the lease, which is what the gate asks about. */
  readonly ungated?: boolean;
}

export interface ApplyOptions extends WriteOptions {
  /** Take fields that others own (default true); false answers a Conflict instead. */
  readonly force?: boolean;
}

export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly signal?: AbortSignal;
}

export interface WatchOptions extends ListOptions {
  readonly resourceVersion?: string;
  readonly timeoutSeconds?: number;
  /** Watch-list: the whole state first, then a bookmark, then changes (KEP-3157). */
  readonly sendInitialEvents?: boolean;
  readonly signal: AbortSignal;
}

const PAGE_LIMIT = 500;
const LIST_RESTARTS = 3;
const THROTTLE_WAITS = 3;
const LONGEST_WAIT_MS = 10_000;
const PARTIAL = 'as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/**
 * Kubernetes' REST verbs on plain JSON. Every fault is an ApiError. Writes carry one field manager and
 * strict field validation, and pass a gate that throws when this process may not write. 429, and 503 with
 * Retry-After, are waited out a few times; longer waits are left to the caller in `retryAfterMs`.
 */
export class KubeClient {
  readonly #transport: Transport;
  readonly fieldManager: string;
  readonly #metrics: RuntimeMetrics | undefined;
  readonly #clock: Clock;
  readonly #gate: () => void;

  constructor(options: {
    readonly connection: Connection;
    readonly fieldManager: string;
    readonly userAgent?: string;
    readonly metrics?: RuntimeMetrics;
    readonly clock?: Clock;
    /** Called before every write; throws when this process may not write (lost lease). */
    readonly gate?: () => void;
    readonly maxConnections?: number;
    readonly requestTimeoutMs?: number;
  }) {
    this.fieldManager = options.fieldManager;
    this.#metrics = options.metrics;
    this.#clock = options.clock ?? systemClock;
    this.#gate = options.gate ?? (() => undefined);
    this.#transport = new Transport({
      connection: options.connection,
      userAgent: options.userAgent ?? options.fieldManager,
      maxConnections: options.maxConnections ?? 32,
      timeoutMs: options.requestTimeoutMs ?? 30_000,
    });
  }

  /** The object, or undefined when there is none of that name. */
  async get(type: ResourceType, key: Key, o: ReadOptions = {}): Promise<KubeObject | undefined> {
    try {
      const answer = await this.#send('get', type, key, {
        method: 'GET',
        path: objectPath(type, key),
        ...acceptOf(o.metadataOnly),
        signal: o.signal,
      });
      return parseObject(type, parseJson(answer.text));
    } catch (error) {
      if (isApiError(error, 404)) return undefined;
      throw error;
    }
  }

  /** All objects, read page by page; begins again when a page token expires in the middle. */
  async list(type: ResourceType, o: ListOptions = {}): Promise<KubeObject[]> {
    for (let restarts = 0; ; restarts++) {
      try {
        const items: KubeObject[] = [];
        let page = await this.page(type, o);
        items.push(...page.items);
        while (page.continue !== undefined) {
          page = await this.page(type, o, page.continue);
          items.push(...page.items);
        }
        return items;
      } catch (error) {
        if (!isApiError(error, 410) || restarts >= LIST_RESTARTS) throw error;
      }
    }
  }

  /** One page of at most 500 objects, with the resource version that the whole list has. */
  async page(type: ResourceType, o: ListOptions = {}, from?: string): Promise<ObjectPage> {
    const { labelSelector, fieldSelector } = o;
    const query = queryOf({ labelSelector, fieldSelector, limit: PAGE_LIMIT, continue: from });
    const answer = await this.#send(
      'list',
      type,
      { namespace: o.namespace },
      {
        method: 'GET',
        path: collectionPath(type, o.namespace) + query,
        ...acceptOf(o.metadataOnly, 'List'),
        signal: o.signal,
      },
    );
    return parsePage(type, parseJson(answer.text));
  }

  /** The bytes of a watch, JSON lines, as they come. Ends when the server ends it; throws when it breaks. */
  async watch(type: ResourceType, o: WatchOptions): Promise<AsyncIterable<Buffer>> {
    const { labelSelector, fieldSelector, resourceVersion, timeoutSeconds } = o;
    const initial = o.sendInitialEvents
      ? { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' }
      : {};
    const query = queryOf({
      watch: true,
      allowWatchBookmarks: true,
      labelSelector,
      fieldSelector,
      resourceVersion,
      timeoutSeconds,
      ...initial,
    });
    const path = collectionPath(type, o.namespace) + query;
    try {
      const stream = await this.#transport.stream({
        method: 'GET',
        path,
        ...acceptOf(o.metadataOnly),
        signal: o.signal,
      });
      this.#count('watch', type, 200);
      return stream;
    } catch (error) {
      this.#count('watch', type, error instanceof ApiError ? error.status : 0);
      throw error;
    }
  }

  async create(type: ResourceType, object: Intent, o: WriteOptions = {}): Promise<KubeObject> {
    const path = collectionPath(type, object.metadata.namespace) + this.#writeQuery(o);
    const answer = await this.#write(
      'create',
      type,
      object.metadata,
      'POST',
      path,
      'application/json',
      object,
      o,
    );
    return parseObject(type, parseJson(answer.text));
  }

  /** Server-side apply of the whole intent. `created` tells a new object from a changed or unchanged one. */
  async apply(
    type: ResourceType,
    intent: Intent,
    o: ApplyOptions = {},
  ): Promise<{ object: KubeObject; created: boolean }> {
    const path = objectPath(type, intent.metadata, o.subresource) + this.#writeQuery(o, o.force ?? true);
    const answer = await this.#write(
      'apply',
      type,
      intent.metadata,
      'PATCH',
      path,
      'application/apply-patch+yaml',
      intent,
      o,
    );
    return { object: parseObject(type, parseJson(answer.text)), created: answer.status === 201 };
  }

  /** JSON merge patch (RFC 7396). A `metadata.resourceVersion` or `metadata.uid` in it is a precondition. */
  async mergePatch(type: ResourceType, key: Key, patch: object, o: WriteOptions = {}): Promise<KubeObject> {
    const path = objectPath(type, key, o.subresource) + this.#writeQuery(o);
    const answer = await this.#write(
      'patch',
      type,
      key,
      'PATCH',
      path,
      'application/merge-patch+json',
      patch,
      o,
    );
    return parseObject(type, parseJson(answer.text));
  }

  /** Asks for deletion: false when it was not there. A failed precondition is a Conflict. */
  async delete(type: ResourceType, key: Key, o: DeleteOptions = {}): Promise<boolean> {
    try {
      await this.#write(
        'delete',
        type,
        key,
        'DELETE',
        objectPath(type, key),
        'application/json',
        deleteBody(o),
        o,
      );
      return true;
    } catch (error) {
      if (isApiError(error, 404)) return false;
      throw error;
    }
  }

  /** Asks for deletion of all objects that a selector finds in one namespace. */
  async deleteCollection(
    type: ResourceType,
    namespace: string,
    o: Omit<DeleteOptions, 'uid' | 'resourceVersion'> & {
      readonly labelSelector?: string;
      readonly fieldSelector?: string;
    } = {},
  ): Promise<void> {
    if (namespace === '') throw new TypeError('a collection is deleted in one namespace only');
    const { labelSelector, fieldSelector } = o;
    const path = collectionPath(type, namespace) + queryOf({ labelSelector, fieldSelector });
    await this.#write(
      'deletecollection',
      type,
      { namespace },
      'DELETE',
      path,
      'application/json',
      deleteBody(o),
      o,
    );
  }

  /** Ends every connection, watches included. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  #writeQuery(o: WriteOptions, force?: boolean): string {
    return queryOf({
      fieldManager: this.fieldManager,
      fieldValidation: 'Strict',
      force,
      dryRun: o.dryRun ? 'All' : undefined,
    });
  }

  #write(
    verb: Verb,
    type: ResourceType,
    key: { readonly namespace?: string; readonly name?: string },
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    contentType: string,
    body: object,
    o: WriteOptions,
  ): Promise<HttpAnswer> {
    const request = {
      method,
      path,
      contentType,
      body: JSON.stringify(body),
      ...acceptOf(o.metadataOnly),
      signal: o.signal,
    };
    return this.#send(verb, type, key, request, o.ungated ? undefined : this.#gate);
  }

  async #send(
    verb: Verb,
    type: ResourceType,
    key: { readonly namespace?: string | undefined; readonly name?: string },
    request: HttpRequest,
    gate?: () => void,
  ): Promise<HttpAnswer> {
    const stopTimer = this.#metrics?.requestSeconds.startTimer({ verb });
    try {
      for (let waits = 0; ; waits++) {
        gate?.();
        const answer = await this.#once(verb, type, request);
        if (answer.status < 300) return answer;
        const wait = waitOf(answer);
        if (wait === undefined || waits >= THROTTLE_WAITS) {
          throw apiErrorOf(
            answer.status,
            answer.text,
            `${verb} ${describeObject(type, key)}`,
            answer.retryAfterMs,
          );
        }
        this.#metrics?.throttled.inc({ verb });
        await sleep(this.#clock, wait, request.signal);
      }
    } finally {
      stopTimer?.();
    }
  }

  async #once(verb: Verb, type: ResourceType, request: HttpRequest): Promise<HttpAnswer> {
    try {
      const answer = await this.#transport.send(request);
      this.#count(verb, type, answer.status);
      return answer;
    } catch (error) {
      this.#count(verb, type, 0);
      throw error;
    }
  }

  #count(verb: Verb, type: ResourceType, code: number): void {
    this.#metrics?.requests.inc({ verb, kind: type.kind, code });
  }
}

/** How long to wait before the same request is tried again; undefined when that is not for the client to do. */
function waitOf(answer: HttpAnswer): number | undefined {
  if (answer.status !== 429 && !(answer.status === 503 && answer.retryAfterMs !== undefined))
    return undefined;
  const wait = answer.retryAfterMs ?? 1_000;
  return wait <= LONGEST_WAIT_MS ? wait : undefined;
}

function acceptOf(metadataOnly: boolean | undefined, suffix: '' | 'List' = ''): { accept?: string } {
  return metadataOnly ? { accept: `application/json;${PARTIAL.replace(';', `${suffix};`)}` } : {};
}

function deleteBody(o: DeleteOptions): object {
  const { uid, resourceVersion, propagationPolicy, gracePeriodSeconds } = o;
  const preconditions =
    uid === undefined && resourceVersion === undefined ? undefined : { uid, resourceVersion };
  return { apiVersion: 'v1', kind: 'DeleteOptions', preconditions, propagationPolicy, gracePeriodSeconds };
}

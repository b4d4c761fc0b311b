import { type Clock, systemClock } from '../clock.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { Intent, KubeObject, ResourceType } from '../objects.ts';
import { type ApiCall, ApiCaller } from './api-caller.ts';
import { isApiError } from './api-error.ts';
import type { Connection } from './kube-config.ts';
import { type ObjectPage, parseJson, parseObject, parsePage } from './parse-object.ts';
import type {
  ApplyOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  ListOptions,
  ReadOptions,
  WatchOptions,
  WriteOptions,
} from './request-options.ts';
import { collectionPath, objectPath, queryOf } from './resource-path.ts';
import { type HttpAnswer, type HttpRequest, Transport } from './transport.ts';

type Key = { readonly namespace?: string; readonly name: string };

/** A write before it is completed with what all writes have; the body is still to become JSON. */
type Write = Pick<HttpRequest, 'method' | 'path'> & { readonly contentType?: string; readonly body: object };

const PAGE_LIMIT = 500;
const LIST_RESTARTS = 3;
const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/**
 * Kubernetes' REST verbs on plain JSON. Every fault is an ApiError. Writes carry one field manager and
 * strict field validation, and pass a gate that throws when this process may not write. Throttling is
 * waited out (ApiCaller).
 */
export class KubeClient {
  readonly fieldManager: string;
  readonly #transport: Transport;
  readonly #caller: ApiCaller;
  readonly #gate: (() => void) | undefined;

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
    this.#gate = options.gate;
    this.#transport = new Transport({
      connection: options.connection,
      userAgent: options.userAgent ?? options.fieldManager,
      maxConnections: options.maxConnections ?? 32,
      timeoutMs: options.requestTimeoutMs ?? 30_000,
    });
    const { metrics, clock = systemClock } = options;
    this.#caller = new ApiCaller({ transport: this.#transport, metrics, clock });
  }

  /** The object, or undefined when there is none of that name. */
  async get(type: ResourceType, key: Key, o: ReadOptions = {}): Promise<KubeObject | undefined> {
    const request = { method: 'GET', path: objectPath(type, key), ...acceptOf(o), signal: o.signal } as const;
    try {
      return objectOf(type, await this.#caller.call({ verb: 'get', type, key }, request));
    } catch (error) {
      if (isApiError(error, 404)) return undefined;
      throw error;
    }
  }

  /** All objects, read page by page; begins again when a page token expires in the middle. */
  list(type: ResourceType, o: ListOptions = {}): Promise<KubeObject[]> {
    return this.listAs(type, o, object => [object]);
  }

  /** As `list`, but of each page only what is made of its objects is kept before the next one is read. */
  async listAs<T>(
    type: ResourceType,
    o: ListOptions,
    project: (object: KubeObject) => readonly T[],
  ): Promise<T[]> {
    for (let restarts = 0; ; restarts++) {
      try {
        let page = await this.page(type, o);
        const kept = page.items.flatMap(project);
        while (page.continue !== undefined) {
          page = await this.page(type, o, page.continue);
          kept.push(...page.items.flatMap(project));
        }
        return kept;
      } catch (error) {
        if (!isApiError(error, 410) || restarts >= LIST_RESTARTS) throw error;
      }
    }
  }

  /** One page of at most `pageLimit` objects, 500 by default, with the resource version that the whole list has. */
  async page(type: ResourceType, o: ListOptions = {}, from?: string): Promise<ObjectPage> {
    const { namespace, labelSelector, fieldSelector, pageLimit = PAGE_LIMIT } = o;
    const query = queryOf({ labelSelector, fieldSelector, limit: pageLimit, continue: from });
    const answer = await this.#caller.call(
      { verb: 'list', type, key: { namespace } },
      {
        method: 'GET',
        path: collectionPath(type, namespace) + query,
        ...(o.metadataOnly && { accept: METADATA_LIST_ONLY }),
        signal: o.signal,
      },
    );
    return parsePage(type, parseJson(answer.text));
  }

  /** The bytes of a watch, JSON lines, as they come. Ends when the server ends it; throws when it breaks. */
  watch(type: ResourceType, o: WatchOptions): Promise<AsyncIterable<Buffer>> {
    const { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds, signal } = o;
    const scope = { labelSelector, fieldSelector, resourceVersion, timeoutSeconds };
    const initial = o.sendInitialEvents && { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' };
    const query = queryOf({ watch: true, allowWatchBookmarks: true, ...scope, ...initial });
    const path = collectionPath(type, namespace) + query;
    return this.#caller.stream({ verb: 'watch', type }, { method: 'GET', path, ...acceptOf(o), signal });
  }

  async create(type: ResourceType, object: Intent, o: WriteOptions = {}): Promise<KubeObject> {
    const path = collectionPath(type, object.metadata.namespace) + this.#writeQuery(o);
    const call: ApiCall = { verb: 'create', type, key: object.metadata };
    return objectOf(type, await this.#write(call, { method: 'POST', path, body: object }, o));
  }

  /** Server-side apply of the whole intent. `created` tells a new object from a changed or unchanged one. */
  async apply(
    type: ResourceType,
    intent: Intent,
    o: ApplyOptions = {},
  ): Promise<{ object: KubeObject; created: boolean }> {
    const path = objectPath(type, intent.metadata, o.subresource) + this.#writeQuery(o, o.force ?? true);
    const write: Write = { method: 'PATCH', path, contentType: 'application/apply-patch+yaml', body: intent };
    const answer = await this.#write({ verb: 'apply', type, key: intent.metadata }, write, o);
    return { object: objectOf(type, answer), created: answer.status === 201 };
  }

  /** JSON merge patch (RFC 7396). A `metadata.resourceVersion` or `metadata.uid` in it is a precondition. */
  async mergePatch(type: ResourceType, key: Key, patch: object, o: WriteOptions = {}): Promise<KubeObject> {
    const path = objectPath(type, key, o.subresource) + this.#writeQuery(o);
    const write: Write = { method: 'PATCH', path, contentType: 'application/merge-patch+json', body: patch };
    return objectOf(type, await this.#write({ verb: 'patch', type, key }, write, o));
  }

  /** Asks for deletion: false when it was not there. A failed precondition is a Conflict. */
  async delete(type: ResourceType, key: Key, o: DeleteOptions = {}): Promise<boolean> {
    const write: Write = { method: 'DELETE', path: objectPath(type, key), body: deleteBody(o) };
    try {
      await this.#write({ verb: 'delete', type, key }, write, o);
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
    o: DeleteCollectionOptions = {},
  ): Promise<void> {
    if (namespace === '') throw new TypeError('a collection is deleted in one namespace only');
    const { labelSelector, fieldSelector } = o;
    const path = collectionPath(type, namespace) + queryOf({ labelSelector, fieldSelector });
    const call: ApiCall = { verb: 'deletecollection', type, key: { namespace } };
    await this.#write(call, { method: 'DELETE', path, body: deleteBody(o) }, o);
  }

  /** The API server's own time, in milliseconds since the epoch; undefined before its first answer. */
  serverNow(): number | undefined {
    return this.#transport.serverNow();
  }

  /** Ends every connection, watches included. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  #writeQuery(o: WriteOptions, force?: boolean): string {
    const dryRun = o.dryRun ? 'All' : undefined;
    return queryOf({ fieldManager: this.fieldManager, fieldValidation: 'Strict', force, dryRun });
  }

  #write(call: ApiCall, write: Write, o: WriteOptions): Promise<HttpAnswer> {
    const request: HttpRequest = {
      ...write,
      contentType: write.contentType ?? 'application/json',
      body: JSON.stringify(write.body),
      ...acceptOf(o),
      signal: o.signal,
    };
    return this.#caller.call(call, request, o.ungated ? undefined : this.#gate);
  }
}

function objectOf(type: ResourceType, answer: HttpAnswer): KubeObject {
  return parseObject(type, parseJson(answer.text));
}

function acceptOf(o: { readonly metadataOnly?: boolean }): { accept?: string } {
  return o.metadataOnly ? { accept: METADATA_ONLY } : {};
}

function deleteBody(o: DeleteOptions): object {
  const { uid, resourceVersion, propagationPolicy, gracePeriodSeconds } = o;
  const preconditions =
    uid === undefined && resourceVersion === undefined ? undefined : { uid, resourceVersion };
  return { apiVersion: 'v1', kind: 'DeleteOptions', preconditions, propagationPolicy, gracePeriodSeconds };
}

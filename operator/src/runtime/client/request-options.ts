/** What a caller may ask of each verb of the KubeClient. */

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
  /** Objects of one answer at most. */
  readonly pageLimit?: number;
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
  /** Of pods: seconds to end by themselves. What is ending already gets less by it, never more. */
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

export interface DeleteCollectionOptions extends Omit<DeleteOptions, 'uid' | 'resourceVersion'> {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

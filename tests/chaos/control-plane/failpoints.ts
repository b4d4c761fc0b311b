/** What a write to a cluster is to; everything else is a collection. */
export const CLUSTER = 'cluster';

export const WRITE_OPERATIONS = ['insert', 'replace', 'remove', 'apply'] as const;
export type WriteOperation = (typeof WRITE_OPERATIONS)[number];

/** Just before a write is sent, and just after the store or the cluster has confirmed it. */
export const MOMENTS = ['before', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Failpoint {
  /** `<collection>.<operation> <file>#<member>`: two writes of one member to one collection are numbered. */
  readonly name: string;
  readonly target: string;
  readonly operation: string;
  /** `<file>:<line>` of the call. */
  readonly at: string;
  readonly column: number;
}

/** Finds the failpoint of a write that is passing, by the place in the code that it comes from. */
export class FailpointIndex {
  readonly #byPlace: ReadonlyMap<string, readonly Failpoint[]>;

  constructor(points: readonly Failpoint[]) {
    this.#byPlace = Map.groupBy(points, ({ at }) => at);
  }

  /** Undefined: a write that is not registered. */
  find(place: Place, target: string, operation: string): Failpoint | undefined {
    const here = (this.#byPlace.get(`${place.file}:${place.line}`) ?? []).filter(
      point => point.target === target && point.operation === operation,
    );
    return here.find(({ column }) => column === place.column) ?? here[0];
  }
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const FRAME = /control-plane\/src\/([^():]+\.ts):(\d+):(\d+)\)?$/;

/** Where a call came from that is being made now: the nearest frame of the control plane that is no mere passage. */
export function callerInSources(stack: string): Place | undefined {
  for (const line of stack.split('\n')) {
    const [, file, at, column] = FRAME.exec(line.trim()) ?? [];
    if (file === undefined || file === 'storage/documents.ts' || file.startsWith('telemetry/')) continue;
    return { file, line: Number(at), column: Number(column) };
  }
  return undefined;
}

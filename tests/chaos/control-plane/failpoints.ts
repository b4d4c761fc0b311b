import { findWriteSites, type WriteSite } from './write-sites.ts';

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

/** Every write of the code for every collection that it may reach. */
export function failpointsOf(sites: readonly WriteSite[] = findWriteSites()): readonly Failpoint[] {
  const seen = new Map<string, number>();
  return sites.flatMap(({ file, line, column, member, operation, targets }) =>
    targets.map(target => {
      const plain = `${target}.${operation} ${file}#${member}`;
      const count = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, count);
      const name = count === 1 ? plain : `${plain}:${count}`;
      return { name, target, operation, at: `${file}:${line}`, column };
    }),
  );
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
    if (file === undefined || file === 'storage/documents.ts' || file.startsWith('telemetry/traced-'))
      continue;
    return { file, line: Number(at), column: Number(column) };
  }
  return undefined;
}

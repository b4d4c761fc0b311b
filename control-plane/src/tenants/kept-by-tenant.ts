import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { OpenStream } from '../stream/open-stream.ts';

/** Other replicas' heads follow their events within this time; what is read sooner may be what was before. */
export const HEADS_FOLLOW_MS = 2_500;
/** Everybody is read again so often, since hints are lost. */
const WHOLE_EVERY_MS = 5 * 60_000;
const AT_ONCE = 200;

export interface KeptSource<Part> {
  /** Of everybody who has any. */
  all(): Promise<Map<string, Part>>;
  /** Of these; who is not in the answer has none. */
  some(tenantIds: readonly string[]): Promise<ReadonlyMap<string, Part>>;
}

/**
 * Something of every tenant, in memory, for whoever counts or sorts all of them. Nothing is read until somebody asks;
 * from then on those are read again that were marked. Nothing is decided by it.
 */
export class KeptByTenant<Part> {
  readonly #source: KeptSource<Part>;
  readonly #clock: Clock;
  #parts = new Map<string, Part>();
  #wanted = false;
  #whole = false;
  readonly #dirty = new Set<string>();
  /** Tenants, each with when it is read again: whoever is told of often is there once. */
  readonly #later = new Map<string, number>();
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(source: KeptSource<Part>, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Says that what is known of a tenant may be otherwise. */
  mark(tenantId: string): void {
    if (this.#wanted) this.#dirty.add(tenantId);
  }

  /** The same of what another replica changed: at once, and when its heads have surely followed. */
  markLater(tenantId: string): void {
    this.mark(tenantId);
    if (this.#wanted) this.#later.set(tenantId, this.#clock.now() + HEADS_FOLLOW_MS);
  }

  /** Everybody is read again before the next answer. */
  forget(): void {
    this.#whole = false;
  }

  /** What was marked before the call is in it. @throws StoreUnavailable */
  async read(): Promise<ReadonlyMap<string, Part>> {
    this.#wanted = true;
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#running = this.#catchUp();
        return this.#running;
      });
    await this.#next;
    return this.#parts;
  }

  async #catchUp(): Promise<void> {
    const now = this.#clock.now();
    for (const [tenantId, at] of this.#later) {
      if (at > now) continue;
      this.#dirty.add(tenantId);
      this.#later.delete(tenantId);
    }
    const due = [...this.#dirty];
    // Taken off first: what is marked during the reading is read again.
    this.#dirty.clear();
    if (!this.#whole) {
      this.#parts = await this.#source.all();
      this.#whole = true;
      return;
    }
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const ids = due.slice(from, from + AT_ONCE);
      try {
        const found = await this.#source.some(ids);
        for (const id of ids) {
          const part = found.get(id);
          if (part === undefined) this.#parts.delete(id);
          else this.#parts.set(id, part);
        }
      } catch (error) {
        for (const id of due.slice(from)) this.#dirty.add(id);
        throw error;
      }
    }
  }
}

/** Keeps it current by what this process decides and by what others tell. */
export function keepCurrent<Part>(
  context: Pick<Context, 'every' | 'onProjected'>,
  stream: Pick<OpenStream, 'follow'>,
  kept: KeptByTenant<Part>,
  { kind, what }: { readonly kind: string; readonly what: string },
): void {
  context.onProjected(change => {
    if (change.kind === kind && change.tenantId !== undefined) kept.mark(change.tenantId);
  });
  stream.follow(fresh => {
    for (const told of fresh) {
      if (told.kind === kind && told.tenantId !== undefined) kept.markLater(told.tenantId);
    }
  });
  context.every(`read ${what} of all tenants again`, WHOLE_EVERY_MS, async () => kept.forget());
}

import type { StreamEventName } from '@tenantry/contracts/commercial/stream';
import type { Principal } from '../access/principal.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { LiveClient } from '../http/route.ts';
import type { Place } from '../outbox/outbox-reader.ts';
import { eventIdOf, placeIn } from './place-id.ts';
import type { OutboxTail, Told } from './tail.ts';
import { mayHear } from './visible.ts';

export interface StreamLimits {
  readonly clients: number;
  /** Of one tenant, or of one key or user that is bound to none. */
  readonly each: number;
  /** Bytes that wait for one client: one who has more of them is too slow, and is dropped. */
  readonly buffered: number;
  /** Milliseconds after which a stream ends, so that whoever comes back is let in anew. */
  readonly life: number;
  /** Things that may be told at once to somebody who comes back; beyond it everything is to be read again. */
  readonly missed: number;
}

const STREAM_LIMITS: StreamLimits = {
  clients: 1_500,
  each: 100,
  buffered: 64 * 1024,
  life: 15 * 60_000,
  missed: 500,
};

/** How soon a client comes back whose stream has ended, in milliseconds. */
const RETRY = 3_000;
/** So that clients that came together do not come back together. */
const JITTER = 0.3;

interface Listener {
  principal: Principal;
  /** What it may know of is the same for all with the same text. */
  readonly scope: string;
  readonly client: LiveClient;
  readonly since: string;
  readonly endsAt: number;
}

/** Whether the caller is still one: with what it may do now. */
export type StillIs = (principal: Principal, since: string, anew: boolean) => Promise<Principal | undefined>;

/** Everybody who listens to the stream in this process. What is told is written once for all who may know the same. */
export class StreamHub {
  readonly #tail: OutboxTail;
  readonly #generation: string;
  readonly #clock: Clock;
  readonly #stillIs: StillIs;
  readonly #limits: StreamLimits;
  readonly #listeners = new Set<Listener>();
  readonly #byOwner = new Map<string, number>();
  #ended = false;
  /** Clients that were cut off because they did not read. */
  dropped = 0;

  constructor(parts: {
    readonly tail: OutboxTail;
    readonly generation: string;
    readonly clock: Clock;
    readonly stillIs: StillIs;
    readonly limits?: Partial<StreamLimits>;
  }) {
    this.#tail = parts.tail;
    this.#generation = parts.generation;
    this.#clock = parts.clock;
    this.#stillIs = parts.stillIs;
    this.#limits = { ...STREAM_LIMITS, ...parts.limits };
    this.#tail.follow(fresh => this.#tell(fresh));
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** What a client that has heard everything until now comes back with. */
  get place(): string | undefined {
    const { place } = this.#tail;
    return place && eventIdOf(this.#generation, place);
  }

  /** Before the answer begins. @throws Problem rate_limited, unavailable */
  checkRoom(principal: Principal): void {
    if (this.#ended) throw new Problem('unavailable', 'this replica is stopping', { retryAfter: 1 });
    if (this.#listeners.size >= this.#limits.clients)
      throw new Problem('unavailable', 'too many listen already', { retryAfter: 30 });
    if ((this.#byOwner.get(ownerOf(principal)) ?? 0) >= this.#limits.each)
      throw new Problem('rate_limited', `${this.#limits.each} streams of one caller are enough`, {
        retryAfter: 30,
      });
  }

  join(principal: Principal, client: LiveClient, lastEventId: string | undefined): void {
    // Between the look for room and the beginning of the answer: nobody would end it any more, and the stop waited.
    if (this.#ended) {
      client.end();
      return;
    }
    const now = this.#clock.now();
    const listener: Listener = {
      principal,
      scope: scopeOf(principal),
      client,
      since: new Date(now).toISOString(),
      endsAt: now + this.#limits.life * (1 - JITTER * Math.random()),
    };
    this.#listeners.add(listener);
    const owner = ownerOf(principal);
    this.#byOwner.set(owner, (this.#byOwner.get(owner) ?? 0) + 1);
    client.onClose(() => this.#leave(listener));
    client.write(`retry: ${RETRY}\n\n`);
    this.#goOn(listener, lastEventId);
  }

  /** Everybody hears that somebody is there, and how far the stream is. */
  heartbeat(): void {
    const now = this.#clock.now();
    const text = this.#frame('heartbeat', this.#tail.place, '{}');
    for (const listener of [...this.#listeners]) {
      if (now >= listener.endsAt) this.#end(listener);
      else this.#write(listener, text);
    }
  }

  /**
   * Looks whether those who listen may still do so: all of them, or those to whom something applies.
   * @throws what the first look that failed has thrown, when all have been looked at
   */
  async recheck(applies?: (principal: Principal) => boolean): Promise<void> {
    const found = new Map<string, Promise<Principal | undefined>>();
    const faults: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      if (applies?.(listener.principal) === false) continue;
      const { principal, since } = listener;
      const who = `${principal.id} ${principal.sessionId ?? ''} ${principal.by === 'token' ? since : ''}`;
      try {
        const now = found.get(who) ?? this.#stillIs(principal, since, applies !== undefined);
        found.set(who, now);
        const still = await now;
        // What it may do has changed: it comes back, and is told what it may know of now.
        if (still === undefined || scopeOf(still) !== listener.scope) this.#end(listener);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  }

  /** Ends every stream: clients come back to another process. */
  end(): void {
    this.#ended = true;
    for (const listener of [...this.#listeners]) this.#end(listener);
  }

  #goOn(listener: Listener, lastEventId: string | undefined): void {
    const place = lastEventId === undefined ? undefined : placeIn(this.#generation, lastEventId);
    const missed = place && this.#tail.behind(place);
    if (lastEventId !== undefined && missed === undefined) {
      this.#write(listener, this.#frame('reset', this.#tail.place, '{}'));
      return;
    }
    const told = heardBy(listener.principal, missed ?? []);
    if (told.length > this.#limits.missed) {
      this.#write(listener, this.#frame('reset', this.#tail.place, '{}'));
      return;
    }
    const text = told.map(thing => this.#invalidation(thing)).join('');
    this.#write(listener, text + this.#frame('ready', this.#tail.place, '{}'));
  }

  #tell(fresh: readonly Told[]): void {
    if (this.#listeners.size === 0) return;
    const frames = new Map(fresh.map(told => [told, this.#invalidation(told)]));
    const byScope = new Map<string, string>();
    for (const listener of [...this.#listeners]) {
      let text = byScope.get(listener.scope);
      if (text === undefined) {
        const heard = heardBy(listener.principal, fresh);
        text = heard.map(told => frames.get(told)).join('');
        byScope.set(listener.scope, text);
      }
      if (text !== '') this.#write(listener, text);
    }
  }

  #write(listener: Listener, text: string): void {
    listener.client.write(text);
    if (listener.client.buffered <= this.#limits.buffered) return;
    this.dropped++;
    this.#leave(listener);
    listener.client.drop();
  }

  /** Its place is free at once, however long the network takes. */
  #end(listener: Listener): void {
    this.#leave(listener);
    listener.client.end();
  }

  #leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    const owner = ownerOf(listener.principal);
    const left = (this.#byOwner.get(owner) ?? 1) - 1;
    if (left > 0) this.#byOwner.set(owner, left);
    else this.#byOwner.delete(owner);
  }

  #invalidation(told: Told): string {
    const { kind, id, tenantId, version } = told;
    return this.#frame('invalidate', told, JSON.stringify({ kind, id, tenantId, version }));
  }

  #frame(name: StreamEventName, place: Place | undefined, data: string): string {
    const id = place === undefined ? '' : `id: ${eventIdOf(this.#generation, place)}\n`;
    return `${id}event: ${name}\ndata: ${data}\n\n`;
  }
}

/** Of each thing only the last event that somebody may hear of. */
function heardBy(principal: Principal, told: readonly Told[]): readonly Told[] {
  return lastOfEach(told.filter(one => mayHear(principal, one)));
}

/** Of each thing only its last event, in the order of these. */
function lastOfEach(told: readonly Told[]): readonly Told[] {
  const last = new Map<string, Told>();
  for (const one of told) {
    const thing = `${one.kind}/${one.id}`;
    last.delete(thing);
    last.set(thing, one);
  }
  return [...last.values()];
}

/** A tenant may make keys as it likes; they listen together. */
function ownerOf({ id, tenantId }: Principal): string {
  return tenantId === undefined ? id : `tenant:${tenantId}`;
}

function scopeOf({ roles, tenantId, operations }: Principal): string {
  return JSON.stringify([[...roles].sort(), tenantId ?? '', operations ? [...operations].sort() : '']);
}

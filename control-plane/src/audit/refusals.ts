import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Actor } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import type { Audit } from './audit.ts';

/** A request that was refused for who sent it, or for want of knowing that. */
export interface Refusal {
  readonly action:
    | 'sign_in.refused'
    | 'sign_in.limited'
    | 'access.denied'
    | 'access.outside_scope'
    | 'access.outside_tenant';
  /** Who, when that is known. */
  readonly actor?: Actor;
  /** What it was about: `operation/<name>`, or `api_key/<id>` of a key that was tried. */
  readonly target?: string;
  readonly tenantId?: string;
  readonly requestId: string;
  readonly reason?: string;
  readonly network?: string;
}

const NOBODY: Actor = { id: 'system:nobody', name: 'nobody' };
const MINUTE = 60_000;
/** So many entries in a minute and replica: somebody who knocks at every door fills no disk. */
const MAX_A_MINUTE = 600;

/**
 * Records refusals, without keeping anybody waiting. Of the same refusal there is one entry a minute, by every replica
 * together, because its id says which it is.
 */
export class Refusals {
  readonly #audit: Audit;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();
  #minute = 0;
  #met = new Set<string>();

  constructor(audit: Audit, clock: Clock, logger: Logger) {
    this.#audit = audit;
    this.#clock = clock;
    this.#logger = logger;
  }

  note(refusal: Refusal): void {
    const minute = Math.floor(this.#clock.now() / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#met = new Set();
    }
    const { action, actor = NOBODY, target = '', tenantId = '', reason = '', network = '' } = refusal;
    const id = `refused/${digestOf(String(minute), action, actor.id, target, tenantId, reason, network)}`;
    if (this.#met.has(id) || this.#met.size >= MAX_A_MINUTE) return;
    this.#met.add(id);
    const write = this.#write(id, refusal, actor).finally(() => this.#underWay.delete(write));
    this.#underWay.add(write);
  }

  /** Resolves when all that was noted is written. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #write(id: string, { actor: _, ...refusal }: Refusal, actor: Actor): Promise<void> {
    try {
      await this.#audit.record({
        id,
        ...refusal,
        actorId: actor.id,
        actorName: actor.name,
        outcome: 'refused',
      });
    } catch (error) {
      this.#logger.warn({ err: error, action: refusal.action }, 'a refusal is not in the audit record');
    }
  }
}

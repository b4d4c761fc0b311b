import { isApiError } from '../client/api-error.ts';
import type { KubeClient } from '../client/kube-client.ts';
import { type Clock, sleep, systemClock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import { microTime } from '../micro-time.ts';
import { apiVersionOf, type KubeObject, type ObjectKey } from '../objects.ts';
import { decideLease, LEASE, type LeaseRecord, readLease } from './lease-record.ts';

export interface LeaderElectionOptions {
  readonly client: KubeClient;
  readonly key: ObjectKey;
  /** Must differ between any two processes, also between two lives of one pod. */
  readonly identity: string;
  /** How long the others wait after the last sign of life before they take over. */
  readonly leaseDurationMs?: number;
  /** How long after its last renewal a leader believes in itself; less than the lease duration. */
  readonly renewDeadlineMs?: number;
  /** How often a leader renews; a standby looks twice as often. */
  readonly retryPeriodMs?: number;
  readonly clock?: Clock;
  readonly onAcquired: () => void;
  readonly onLost: () => void;
  readonly logger: Logger;
  readonly metrics?: RuntimeMetrics;
}

/**
 * One leader at a time, by a Lease. All durations are measured by this process's own monotonic clock: from
 * before a renewal was sent (for the leader), and from when the record was seen to change (for the others).
 * Every write carries the resource version that the decision was made on.
 */
export class LeaderElection {
  readonly #options: LeaderElectionOptions;
  readonly #us: { readonly identity: string; readonly leaseDurationMs: number };
  readonly #renewDeadlineMs: number;
  readonly #retryPeriodMs: number;
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  #loop: Promise<void> | undefined;
  #record: LeaseRecord | undefined;
  #changedAt = 0;
  #leaderUntil = Number.NEGATIVE_INFINITY;
  #announced = false;
  #cancelDeadline: () => void = () => undefined;

  constructor(options: LeaderElectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#us = { identity: options.identity, leaseDurationMs: options.leaseDurationMs ?? 15_000 };
    this.#renewDeadlineMs = options.renewDeadlineMs ?? 10_000;
    this.#retryPeriodMs = options.retryPeriodMs ?? 2_000;
    if (this.#us.leaseDurationMs <= this.#renewDeadlineMs || this.#renewDeadlineMs <= this.#retryPeriodMs) {
      throw new RangeError('lease duration > renew deadline > retry period must hold');
    }
  }

  start(): void {
    this.#loop ??= this.#run(this.#abort.signal);
  }

  /** Ends the campaign; a leader gives the lease back, so that another need not wait for it to expire. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('the election stops'));
    await this.#loop;
    const held = this.isLeader();
    this.#lose('stopped');
    if (held)
      await this.#release().catch(error => this.#options.logger.warn({ err: error }, 'lease not released'));
  }

  /** Whether this process may act as leader now. Turns false by itself, also in a process that was stopped. */
  isLeader(): boolean {
    return this.#clock.monotonic() < this.#leaderUntil;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#campaign(signal);
      } catch (error) {
        if (!signal.aborted) this.#options.logger.warn({ err: error }, 'lease not renewed');
        if (isApiError(error, 409) || isApiError(error, 404)) this.#record = undefined;
      }
      const pause = this.#announced ? this.#retryPeriodMs : this.#retryPeriodMs / 2;
      await sleep(this.#clock, pause, signal).catch(() => undefined);
    }
  }

  /** One look at the lease and at most one write. */
  async #campaign(signal: AbortSignal): Promise<void> {
    const deadline = new AbortController();
    const cancel = this.#clock.setTimeout(
      () => deadline.abort(new Error('no answer in time')),
      this.#renewDeadlineMs / 2,
    );
    const either = AbortSignal.any([signal, deadline.signal]);
    try {
      const startedAt = this.#clock.monotonic();
      const known = this.#announced ? this.#record : undefined;
      if (!known) await this.#look(either);
      const decision = decideLease(this.#record, this.#us, startedAt - this.#changedAt);
      if (decision === 'wait') {
        if (this.#announced) this.#lose('taken by another');
        return;
      }
      this.#note(await this.#write(decision, either));
      this.#hold(startedAt);
    } finally {
      cancel();
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const lease = await this.#options.client.get(LEASE, this.#options.key, { signal });
    // One that was deleted by hand still has a holder, who believes in it for as long as its record says; a write to it
    // that finds nothing forgets it.
    if (lease) this.#note(lease);
  }

  #note(lease: KubeObject): void {
    const record = readLease(lease);
    if (record.resourceVersion !== this.#record?.resourceVersion) this.#changedAt = this.#clock.monotonic();
    this.#record = record;
  }

  #write(decision: 'create' | 'renew' | 'take', signal: AbortSignal): Promise<KubeObject> {
    const { client, key } = this.#options;
    const now = microTime(this.#clock.now());
    const spec = {
      holderIdentity: this.#us.identity,
      leaseDurationSeconds: Math.ceil(this.#us.leaseDurationMs / 1000),
      renewTime: now,
    };
    if (decision === 'create') {
      const object = {
        apiVersion: apiVersionOf(LEASE),
        kind: LEASE.kind,
        metadata: key,
        spec: { ...spec, acquireTime: now, leaseTransitions: 0 },
      };
      return client.create(LEASE, object, { signal, ungated: true });
    }
    const taken =
      decision === 'take' ? { acquireTime: now, leaseTransitions: (this.#record?.transitions ?? 0) + 1 } : {};
    const metadata = { resourceVersion: this.#record?.resourceVersion };
    return client.mergePatch(
      LEASE,
      key,
      { metadata, spec: { ...spec, ...taken } },
      { signal, ungated: true },
    );
  }

  async #release(): Promise<void> {
    const { client, key } = this.#options;
    const metadata = { resourceVersion: this.#record?.resourceVersion };
    const spec = { holderIdentity: '', leaseDurationSeconds: 1, renewTime: microTime(this.#clock.now()) };
    await client.mergePatch(LEASE, key, { metadata, spec }, { ungated: true });
  }

  #hold(since: number): void {
    this.#leaderUntil = since + this.#renewDeadlineMs;
    this.#armDeadline();
    if (this.#announced || !this.isLeader()) return;
    this.#announced = true;
    this.#options.metrics?.leader.set(1);
    this.#options.logger.info({ identity: this.#us.identity }, 'leading');
    this.#options.onAcquired();
  }

  /** Says so when the time is over. A timer may fire a little early, so it looks before it speaks. */
  #armDeadline(): void {
    this.#cancelDeadline();
    const left = Math.max(1, this.#leaderUntil - this.#clock.monotonic());
    this.#cancelDeadline = this.#clock.setTimeout(() => {
      if (this.isLeader()) this.#armDeadline();
      else this.#lose('not renewed in time');
    }, left);
  }

  #lose(why: string): void {
    this.#leaderUntil = Number.NEGATIVE_INFINITY;
    this.#cancelDeadline();
    if (!this.#announced) return;
    this.#announced = false;
    this.#options.metrics?.leader.set(0);
    this.#options.logger.warn({ identity: this.#us.identity, why }, 'leading no more');
    this.#options.onLost();
  }
}

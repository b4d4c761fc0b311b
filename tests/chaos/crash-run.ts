import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorProcess } from '../drivers/operator-process.ts';
import { differences, type Snapshot, type Subject, takeSnapshot } from '../drivers/snapshot.ts';
import type { World } from '../drivers/world.ts';
import type { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import type { RequestInfo } from '../fault-proxy/request-info.ts';
import { isTenantWrite } from '../fault-proxy/traffic.ts';
import { describeOperatorState } from './operator-state.ts';
import type { Scenario, Step } from './scenario.ts';

export type CrashPoint = 'before' | 'after';

export interface CrashOutcome {
  /** False when the operator converged with fewer writes: there is no such crash. */
  readonly crashed: boolean;
  /** The write at which it crashed, such as `patch deployments`. */
  readonly write: string;
  /** Empty when the tenant ended as in the undisturbed run. */
  readonly differences: readonly string[];
  readonly milliseconds: number;
}

const SETTLE_TIMEOUT_MS = 30_000;
/** How long a tenant that has settled may take until it is equal in every detail. */
const EQUAL_TIMEOUT_MS = 15_000;
/** Nothing may change for so long after the end state was reached. */
const QUIET_MS = 400;
/** A status may be held back for 2 s: before that the last write of an act may still come. */
const LATE_WRITE_MS = 2_500;
/** Held-back statuses and the last step of a resumption come late: what others are compared with waits for them. */
const REFERENCE_QUIET_MS = 4_000;

/** One cluster, one proxy, and one operator after the other behind it. */
export class CrashBench {
  readonly #world: World;
  readonly #proxy: FaultProxy;
  readonly #kubeconfig: string;
  #operator: OperatorProcess | undefined;
  #runs = 0;

  constructor(world: World, proxy: FaultProxy, kubeconfig: string) {
    this.#world = world;
    this.#proxy = proxy;
    this.#kubeconfig = kubeconfig;
  }

  /** Plays a scenario with nothing going wrong: the state that every crash must end in, and how many writes it took. */
  async undisturbed(scenario: Scenario): Promise<{ snapshot: Snapshot; writes: number }> {
    const subject = await this.#prepare(scenario);
    const counter = this.#proxy.add({
      match: { where: request => concerns(subject, request) },
      times: 0,
      fault: { kind: 'reset', when: 'before' },
    });
    await scenario.act.run(this.#world, subject);
    await this.#settle(scenario.act, subject);
    const snapshot = await this.#quiet(subject, REFERENCE_QUIET_MS);
    this.#proxy.remove(counter);
    await this.#clean(subject);
    return { snapshot, writes: counter.seen };
  }

  /** Plays it with a crash at the n-th write, and lets a new operator finish. A run that breaks off is told as one that differs. */
  async crash(scenario: Scenario, nth: number, point: CrashPoint, expected: Snapshot): Promise<CrashOutcome> {
    const started = performance.now();
    try {
      const outcome = await this.#play(scenario, nth, point, expected);
      return { ...outcome, milliseconds: performance.now() - started };
    } catch (error) {
      const state = await this.#stateOf(this.#operator);
      this.#proxy.clear();
      await this.#operator?.kill();
      const milliseconds = performance.now() - started;
      return { crashed: true, write: 'none', differences: [String(error), ...state], milliseconds };
    }
  }

  async #play(
    scenario: Scenario,
    nth: number,
    point: CrashPoint,
    expected: Snapshot,
  ): Promise<Omit<CrashOutcome, 'milliseconds'>> {
    const subject = await this.#prepare(scenario);
    const victim = await this.#running();
    let write = '';
    const rule = this.#proxy.add({
      match: {
        where: request => {
          if (!concerns(subject, request)) return false;
          if (rule.seen + 1 === nth) write = nameOf(request);
          return true;
        },
      },
      nth,
      fault: { kind: 'crash', when: point, run: () => victim.signal('SIGKILL') },
    });
    await scenario.act.run(this.#world, subject);
    const settled = this.#settle(scenario.act, subject).then(
      () => [],
      (error: unknown) => [String(error)],
    );
    const untouched = await Promise.race([victim.exited.then(() => []), settled]);
    // A write may come after the state is reached (a last status): give it the chance to be the n-th.
    if (rule.hits === 0) await Promise.race([victim.exited, sleep(LATE_WRITE_MS)]);
    this.#proxy.remove(rule);
    const crashed = rule.hits > 0;
    const found = crashed ? await this.#recover(victim, scenario.act, subject, expected) : untouched;
    await this.#clean(subject);
    return { crashed, write, differences: found };
  }

  async #recover(
    victim: OperatorProcess,
    act: Step,
    subject: Subject,
    expected: Snapshot,
  ): Promise<string[]> {
    await victim.exited;
    await this.#world.dropLease();
    const successor = await this.#running();
    try {
      await this.#settle(act, subject);
    } catch (error) {
      // Before anything else: it is the state in which nothing came that tells why.
      const state = await this.#stateOf(successor);
      const found = await takeSnapshot(this.#world.api, subject);
      const namespace = await this.#world.api.get('namespaces', '', subject.namespace);
      const phase = `namespace: ${JSON.stringify(namespace?.['status'])}`;
      return [String(error), ...differences(expected, found), phase, ...state];
    }
    const deadline = performance.now() + EQUAL_TIMEOUT_MS;
    let found: string[];
    do {
      found = differences(expected, await this.#quiet(subject));
    } while (found.length > 0 && performance.now() < deadline);
    return found.length === 0 ? found : [...found, ...(await this.#stateOf(successor))];
  }

  /** What the operator is about, and the end of its log. */
  async #stateOf(operator: OperatorProcess | undefined): Promise<string[]> {
    if (!operator) return ['there is no operator'];
    if (!operator.alive) return ['the operator has ended', operator.tail()];
    const unheard: string[] = [];
    const samples = await operator.metrics().catch((error: unknown) => {
      unheard.push(`its metrics cannot be had: ${String(error)}`);
      return [];
    });
    const state = describeOperatorState(samples, this.#proxy.exchanges, performance.now());
    return [...unheard, ...state, operator.tail()];
  }

  /** A fresh tenant of a fresh tier, brought to where the scenario starts. */
  async #prepare(scenario: Scenario): Promise<Subject> {
    const name = `chaos-${String(++this.#runs).padStart(4, '0')}`;
    const subject = { tenant: name, namespace: `t-${name}`, tier: `tier-${name}` };
    await this.#running();
    for (const step of scenario.before) {
      await step.run(this.#world, subject);
      await this.#settle(step, subject);
    }
    if (scenario.before.length > 0) await this.#quiet(subject);
    return subject;
  }

  async #running(): Promise<OperatorProcess> {
    if (this.#operator?.alive) return this.#operator;
    this.#operator = await this.#world.leader({ kubeconfig: this.#kubeconfig });
    return this.#operator;
  }

  async #settle(step: Step, subject: Subject): Promise<void> {
    const { api } = this.#world;
    const deadline = performance.now() + SETTLE_TIMEOUT_MS;
    let found = await api.get('tenants', '', subject.tenant);
    for (;;) {
      const namespace = await api.get('namespaces', '', subject.namespace);
      if (step.settled(found, namespace)) return;
      if (performance.now() > deadline) {
        throw new Error(`not settled: ${step.what}; status ${JSON.stringify(found?.['status'])}`);
      }
      await sleep(40);
      found = await api.get('tenants', '', subject.tenant);
    }
  }

  /** The snapshot, once neither it changes nor the operator writes for a while. */
  async #quiet(subject: Subject, quietMs = QUIET_MS): Promise<Snapshot> {
    const deadline = performance.now() + SETTLE_TIMEOUT_MS;
    let writes = -1;
    let last: Snapshot = {};
    for (;;) {
      const seen = this.#proxy.exchanges.filter(exchange => concerns(subject, exchange)).length;
      const snapshot = await takeSnapshot(this.#world.api, subject);
      const same = seen === writes && differences(last, snapshot).length === 0;
      if (same || performance.now() > deadline) return snapshot;
      writes = seen;
      last = snapshot;
      await sleep(quietMs);
    }
  }

  /** Takes the run's objects away, so that a hundred runs do not slow each other down. */
  async #clean(subject: Subject): Promise<void> {
    const { api } = this.#world;
    this.#proxy.forget();
    await api
      .patch('tenants', '', subject.tenant, { spec: { deletionPolicy: 'Delete' } })
      .catch(() => undefined);
    await api.delete('tenants', '', subject.tenant);
    await api.delete('tiers', '', subject.tier);
    const annotations = { 'tenantry.dev/break-glass': 'delete' };
    await api
      .patch('namespaces', '', subject.namespace, { metadata: { annotations } })
      .catch(() => undefined);
    await api.delete('namespaces', '', subject.namespace).catch(() => undefined);
  }
}

/** Writes that make up this tenant: its own object, its tier's revisions, its namespace and all in it. */
function concerns(subject: Subject, request: RequestInfo): boolean {
  if (!isTenantWrite(request)) return false;
  if (request.namespace === subject.namespace || request.name === subject.namespace) return true;
  if (request.resource === 'tenants') return request.name === subject.tenant;
  return request.name === subject.tier || request.name.startsWith(`${subject.tier}-`);
}

function nameOf(request: RequestInfo): string {
  const subresource = request.subresource === '' ? '' : `/${request.subresource}`;
  return `${request.verb} ${request.resource}${subresource} ${request.name}`;
}

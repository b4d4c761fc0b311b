import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { heldWorkloadsSchema } from '@tenantry/contracts/commercial/workload';
import type { LocalMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import type { Api } from '../../drivers/control-plane-api.ts';
import { SHIPPED_LEASE } from '../../drivers/operator-process.ts';
import { tenant } from '../../drivers/sample-objects.ts';
import { World } from '../../drivers/world.ts';
import { seconds, Vault } from './backup.ts';
import {
  BY_HAND,
  keepWhatRuns,
  LATE,
  onboard,
  PLANS,
  REPLICAS,
  recordOf,
  SUSPENDED,
  senderKey,
  totals,
  UPGRADED,
} from './customers.ts';
import { Installation } from './installation.ts';
import { Sender, type SentEvent, sumsOf } from './sender.ts';
import { replicasOf, settled, untouched } from './workloads.ts';

export type Loss = 'store' | 'cluster' | 'both';

export interface DrillOptions {
  readonly loss: Loss;
  readonly folder: string;
  /** A server of the MongoDB protocol for each store that is begun; SQLite when left out. */
  readonly newMongo?: (() => Promise<LocalMongo>) | undefined;
  /** Lets usage be sealed before the backup, which takes minutes: then what is restored is held against heads. */
  readonly sealed: boolean;
  readonly say: (line: string) => void;
}

/** Acknowledged events, before and again after the backup. */
const EVENTS = 300;
const PATIENCE = 120_000;
/** Two minutes of settling, and then the sealer's turn. */
const SEALED_WITHIN = 360_000;

/**
 * One disaster and its recovery, with everything real but the pods.
 *
 *   customers ─ usage, all the time ─ BACKUP ─ one more customer, an upgrade, more usage ─ LOSS ─ recovery ─ accounts
 */
export class Drill {
  readonly #options: DrillOptions;
  readonly #began = Date.now();
  readonly #worlds: World[] = [];
  readonly #installations: Installation[] = [];
  readonly #times: Record<string, number> = {};

  constructor(options: DrillOptions) {
    this.#options = options;
  }

  async play(): Promise<Record<string, unknown>> {
    const { loss, folder, say } = this.#options;
    const vault = await Vault.make(join(folder, 'elsewhere'));
    let world = await this.#newWorld();
    let installation = await this.#newInstallation('first', vault, world);
    await installation.tenantry('keys', 'create', '--role', 'admin', '--out', installation.keyFile);
    await installation.start();
    let api = await installation.api();
    await this.#customers(api, world);
    const known = [...Object.keys(PLANS), BY_HAND];
    const sender = new Sender(known, { address: installation.address, key: await senderKey(api) });
    sender.start();
    await this.#acknowledged(sender, EVENTS);

    if (this.#options.sealed) await waitFor('seals', SEALED_WITHIN, async () => vault.hasHeads(installation));
    const backupAt = performance.now();
    Object.assign(this.#times, await vault.take(installation));
    say(`an export in ${this.#times['export']} s; ${sender.acknowledged.size} events are acknowledged`);

    await onboard(api, LATE, 'pro');
    await settled(world, LATE);
    sender.add(LATE);
    const upgraded = await recordOf(api, UPGRADED);
    await api.send('POST', `/v1/tenants/${upgraded?.tenantId}/change-plan`, { planId: 'enterprise' });
    await waitFor('the upgrade', PATIENCE, async () => 'store' in (await replicasOf(world, UPGRADED)));
    await settled(world, UPGRADED);
    await this.#acknowledged(sender, sender.acknowledged.size + EVENTS);
    const byHand = await recordOf(api, BY_HAND);

    say(`lost: ${loss === 'both' ? 'the store and the cluster' : `the ${loss}`}`);
    const ran = await untouched(world);
    if (loss !== 'store') await world.stop();
    if (loss !== 'cluster') await installation.lose();
    if (loss === 'store') await this.#attackWithEmptyStore(vault, world, ran);

    const lostAt = performance.now();
    if (loss !== 'cluster') {
      installation = await this.#newInstallation('restored', vault, loss === 'store' ? world : undefined);
      Object.assign(this.#times, await vault.restoreInto(installation));
      await installation.tenantry('keys', 'create', '--role', 'admin', '--out', installation.keyFile);
    }
    if (loss !== 'store') {
      await installation.kill();
      world = await this.#timed('a cluster with the operator', () => this.#newWorld());
      // Before the control plane: the records of those that nobody sold a plan end with their Tenants.
      await world.apply(tenant(BY_HAND, 'community', { displayName: 'By hand (sample)' }));
      installation.moveTo(world.cluster);
    }
    await this.#timed('the control plane is ready', () => installation.start());
    api = await installation.api();
    if (loss === 'both') sender.forget(LATE);
    const present = loss === 'both' ? known : [...known, LATE];
    const held = loss === 'store' ? await this.#settleHeld(api, world, ran) : [];
    await this.#timed('every tenant is as it was', async () => {
      for (const slug of present) await settled(world, slug);
    });
    this.#times['from the loss to the end'] = seconds(performance.now() - lostAt);
    say(`recovered in ${this.#times['from the loss to the end']} s`);
    await this.#assertWorkloads(world, loss);
    assert.equal((await recordOf(api, BY_HAND))?.tenantId, byHand?.tenantId, `${BY_HAND} has its record`);

    await sender.stop();
    const events = await this.#account(api, sender, { backupAt, present, installation });
    await installation.kill();
    const verified = await vault.verify(installation);
    return {
      loss,
      seconds: this.#times,
      tenants: { before: known.length + 1, after: present.length, held },
      events,
      verified,
    };
  }

  async stop(): Promise<void> {
    for (const installation of this.#installations) await installation.lose().catch(() => undefined);
    for (const world of this.#worlds) await world.stop().catch(() => undefined);
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #newWorld(): Promise<World> {
    const world = await World.start({ nodes: { simulated: 1 } });
    this.#worlds.push(world);
    await world.kubectl('apply', '--server-side', '-k', 'operator/tiers');
    await world.leader({ env: SHIPPED_LEASE });
    return world;
  }

  async #newInstallation(name: string, vault: Vault, world: World | undefined): Promise<Installation> {
    const installation = new Installation({
      folder: join(this.#options.folder, name),
      cluster: world?.cluster,
      mongo: await this.#options.newMongo?.(),
      passphraseFile: vault.passphraseFile,
    });
    this.#installations.push(installation);
    return installation;
  }

  async #customers(api: Api, world: World): Promise<void> {
    for (const [slug, planId] of Object.entries(PLANS)) await onboard(api, slug, planId);
    await world.apply(tenant(BY_HAND, 'community', { displayName: 'By hand (sample)' }));
    for (const slug of [...Object.keys(PLANS), BY_HAND]) await settled(world, slug);
    await waitFor(
      `a record of ${BY_HAND}`,
      PATIENCE,
      async () => (await recordOf(api, BY_HAND)) !== undefined,
    );
  }

  #acknowledged(sender: Sender, count: number): Promise<void> {
    return waitFor(`${count} events`, PATIENCE, async () => sender.acknowledged.size >= count);
  }

  /** The mistake that a tired person makes: a control plane on nothing, beside a cluster full of customers. */
  async #attackWithEmptyStore(vault: Vault, world: World, ran: string): Promise<void> {
    const empty = await this.#newInstallation('empty', vault, world);
    await empty.tenantry('keys', 'create', '--role', 'admin', '--out', empty.keyFile);
    await empty.start();
    const api = await empty.api();
    const everybody = Object.keys(PLANS).length + 2;
    await waitFor('everybody is held', PATIENCE, async () => (await heldBy(api)).length === everybody);
    assert.equal(await untouched(world), ran, 'an empty store changed what runs');
    await empty.lose();
    this.#options.say(`a control plane on an empty store held all ${everybody} tenants and changed none`);
  }

  /** A restored store is older than what runs: it says so, and changes nothing until it is told. */
  async #settleHeld(api: Api, world: World, ran: string): Promise<readonly string[]> {
    let slugs: string[] = [];
    await this.#timed('what is newer than the backup is reported', () =>
      waitFor('what is held', PATIENCE, async () => {
        slugs = (await heldBy(api)).map(({ slug }) => slug).sort();
        return slugs.length >= 2;
      }),
    );
    assert.deepEqual(slugs, [LATE, UPGRADED]);
    assert.equal(await untouched(world), ran, 'an older store changed what runs');
    await this.#timed('what is newer than the backup is taken over', async () => {
      for (const { tenantId, planId, tier = '' } of await heldBy(api))
        await keepWhatRuns(api, tenantId, planId ?? '', tier);
      await waitFor('nothing is held', PATIENCE, async () => (await heldBy(api)).length === 0);
    });
    assert.equal(await untouched(world), ran, 'taking over changed what runs');
    return slugs;
  }

  async #assertWorkloads(world: World, loss: Loss): Promise<void> {
    for (const slug of ['drill-enterprise', ...(loss === 'both' ? [] : [LATE])])
      assert.equal((await replicasOf(world, slug))['worker'], REPLICAS, `replicas of ${slug}`);
    assert.deepEqual([...new Set(Object.values(await replicasOf(world, SUSPENDED)))], [0]);
    // The upgrade came after the backup: only a store that was not lost, or what runs, knows of it.
    assert.equal('store' in (await replicasOf(world, UPGRADED)), loss !== 'both');
  }

  async #account(
    api: Api,
    sender: Sender,
    at: {
      readonly backupAt: number;
      readonly present: readonly string[];
      readonly installation: Installation;
    },
  ): Promise<Record<string, number>> {
    const { backupAt, present, installation } = at;
    const counted = await this.#counted(api, present);
    sender.redirect({ address: installation.address, key: await senderKey(api) });
    const has = ({ tenant: slug }: SentEvent) => present.includes(slug);
    const before = sender.acknowledgedBetween(0, backupAt);
    const since = sender.acknowledgedBetween(backupAt, Number.POSITIVE_INFINITY);
    const kept = await sender.again(before);
    assert.deepEqual(kept.missing, [], 'events that were acknowledged before the backup');
    const later = await sender.again(since.filter(has));
    assert.deepEqual(counted, expected(present, [...kept.there, ...later.there]), 'each event counted once');
    const lost = later.missing.length + since.length - since.filter(has).length;
    if (this.#options.loss === 'cluster') assert.equal(lost, 0, 'no store was lost, and so no event');
    this.#options.say(
      `${lost} of ${sender.acknowledged.size} events were lost, all of them acknowledged later`,
    );
    sender.start();
    await this.#acknowledged(sender, sender.acknowledged.size + EVENTS);
    await sender.stop();
    const all = sender.acknowledgedBetween(0, Number.POSITIVE_INFINITY).filter(has);
    await waitFor('everything sent again is counted once', PATIENCE, async () => {
      const { sums } = await totals(api, present, this.#began);
      return JSON.stringify([...sums]) === JSON.stringify([...expected(present, all)]);
    });
    return {
      acknowledgedBeforeBackup: before.length,
      ofThoseLost: kept.missing.length,
      acknowledgedSince: since.length,
      lost,
      storedWhenSentAgain: later.missing.length,
    };
  }

  /** The totals once they have in them everything that was accepted until now. */
  async #counted(api: Api, present: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const sent = Date.now();
    let counted: ReadonlyMap<string, number> = new Map();
    await waitFor('everything that was acknowledged is counted', PATIENCE, async () => {
      const { sums, asOf } = await totals(api, present, this.#began);
      counted = sums;
      return asOf > sent;
    });
    return counted;
  }

  async #timed<T>(what: string, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await run();
    this.#times[what] = seconds(performance.now() - began);
    return result;
  }
}

async function heldBy(api: Api) {
  return (await api.get(heldWorkloadsSchema, '/v1/clusters/held')).items;
}

/** In the order of `totals`, with what nobody sent as nothing. */
function expected(slugs: readonly string[], events: readonly SentEvent[]): ReadonlyMap<string, number> {
  const sums = sumsOf(events);
  const keys = slugs.flatMap(slug => ['query', 'ingestion'].map(meter => `${slug} ${meter}`));
  return new Map(keys.map(key => [key, sums.get(key) ?? 0]));
}

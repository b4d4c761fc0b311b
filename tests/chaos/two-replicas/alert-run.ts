import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { alertHeadsSpec } from '../../../control-plane/src/alerts/alert.ts';
import { type Store, scanAll } from '../../../control-plane/src/storage/documents.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';
import { Client } from '../control-plane/client.ts';
import { post, until } from '../control-plane/day/requests.ts';
import { dropDatabase } from '../control-plane/drop-database.ts';
import { fastClock } from '../control-plane/fast-clock.ts';
import { type Kept, readKept } from '../control-plane/kept.ts';
import { Model } from '../control-plane/model.ts';
import { type Outside, startOutside } from '../control-plane/outside.ts';
import { differencesOutside } from '../control-plane/told.ts';
import { unfinished } from '../control-plane/unfinished.ts';
import { ReplicaPair } from './replica-pair.ts';

/** What each alert goes through: used up to 85 percent, then 115, and both taken back, one after the other. */
const STEPS = [
  { level: 'warning', quantity: 85 },
  { level: 'alarm', quantity: 30 },
  { level: 'warning', takeBack: 1 },
  { level: 'ok', takeBack: 0 },
] as const;
export const OF_AN_ALERT = STEPS.length;
/** All of them count the same events, so that one event moves as many alerts. */
const METERS = Array.from({ length: 10 }, (_, n) => `watched_${n}`);
const TYPE = 'watched.use';
const AT_ONCE = 8;
/** For each thousand alerts, and no less: a stand-in of MongoDB on two busy cores changes some three a second. */
const STEP_MS = 900_000;
const SETTLE_MS = 120_000;
/** More where there are more customers: who is killed before it has looked at most of them once only shows that it begins anew. */
const KILL_AFTER_MS = { least: 1_500, most: 4_000 };
const TENANTS_A_KILL = 40;
const TELL_EVERY_MS = 30_000;

export interface AlertReport {
  readonly alerts: number;
  /** How often a level was to change, and how often it is on record. */
  readonly transitions: number;
  readonly recorded: number;
  readonly kills: number;
  readonly events: number;
  /** Requests to the webhook, and how many of them were for an event that had arrived before. */
  readonly requests: number;
  readonly again: number;
  readonly letters: number;
  readonly lettersAgain: number;
  readonly faults: readonly string[];
}

export class AlertRun {
  readonly #options: { url: string; folder: string; tenants: number; seed: string };
  readonly #model = new Model();
  #drawn = 0;

  /** `url`: a database of its own, which is dropped afterwards. */
  constructor(options: { url: string; folder: string; alerts: number; seed: string }) {
    const { alerts, ...rest } = options;
    this.#options = { ...rest, tenants: Math.max(1, Math.ceil(alerts / METERS.length)) };
  }

  async run(tell: (line: string) => void = () => undefined): Promise<AlertReport> {
    const { url, folder } = this.#options;
    const outside = await startOutside();
    const pair = new ReplicaPair(url, outside.env, folder);
    const store = await openStore(url);
    try {
      await pair.start();
      const client = new Client(pair.addresses, pair.token);
      const tenants = await this.#prepare(client, outside, () => fastClock(pair.clock).now());
      tell(`${tenants.length} customers with ${METERS.length} alerts each`);
      await this.#whileKilled(pair, async () => {
        for (const step of STEPS) {
          await this.#take(step, client, tenants);
          await this.#untilAll(step.level, store, tenants.length * METERS.length, tell);
          tell(`  every alert is ${step.level}, after ${pair.kills} kills`);
        }
      });
      return await this.#report(store, outside, {
        alerts: tenants.length * METERS.length,
        kills: pair.kills,
      });
    } finally {
      await pair.stop();
      await outside.stop();
      await dropDatabase(url);
      await store.close();
    }
  }

  /** What went wrong first is what is told: the one that is just starting then ends with the others. */
  async #whileKilled(pair: ReplicaPair, work: () => Promise<void>): Promise<void> {
    const over = new AbortController();
    const killing = pair.killNowAndThen(() => this.#waitMs(), over.signal);
    try {
      await Promise.race([work(), killing]);
    } finally {
      over.abort();
      await killing.catch(() => undefined);
    }
  }

  async #prepare(client: Client, outside: Outside, now: () => number): Promise<readonly string[]> {
    const model = this.#model;
    const hookSchema = z.object({ webhook: z.object({ webhookId: z.string() }) });
    const hook = { name: 'everything', url: outside.everything.url };
    const { webhook } = await client.ask(hookSchema, post('/v1/webhooks', 'everything', hook));
    model.toldEverything = webhook.webhookId;
    const recipients = [{ email: 'cs@example.com', least: 'info', rules: ['allowance'] }];
    await client.sendWell({ method: 'PUT', path: '/v1/alert-recipients', body: { recipients } });
    // Of use alone: what else is watched changes by itself.
    const off = { enabled: false };
    const rules = { allowance: { holdSeconds: 0 }, rate: off, quota: off, health: off, ledger_lag: off };
    await client.sendWell({ method: 'PUT', path: '/v1/alert-rules', body: rules });
    for (const key of METERS) {
      const meter = { key, title: key, aggregation: 'sum', unit: 'uses', types: [TYPE] };
      await client.sendWell(post('/v1/meters', key, meter));
    }
    const stateSchema = z.object({ state: z.string() });
    for (const key of METERS)
      await until(client, stateSchema, `/v1/meters/${key}`, ({ state }) => state !== 'building' || undefined);
    await client.sendWell(post('/v1/plans', 'plan', { planId: 'watched', spec: watchedPlan() }));
    await client.sendWell({ method: 'POST', path: '/v1/plans/watched/versions/1/publish' });
    const tenants = await inLanes(
      Array.from({ length: this.#options.tenants }, (_, n) => `watched-${n}`),
      async slug => {
        const schema = z.object({ tenantId: z.string() });
        const wanted = { slug, displayName: `${slug} (sample)` };
        const { tenantId } = await client.ask(schema, post('/v1/tenants', `tenant-${slug}`, wanted));
        const plan = { planId: 'watched' };
        await client.sendWell(post(`/v1/tenants/${tenantId}/subscription`, `plan-${slug}`, plan));
        return tenantId;
      },
    );
    model.mailedSince = now();
    return tenants;
  }

  #take(step: (typeof STEPS)[number], client: Client, tenants: readonly string[]): Promise<unknown> {
    const at = STEPS.indexOf(step);
    return inLanes(tenants, async tenantId => {
      if ('quantity' in step) {
        const event = { id: `use-${at}`, type: TYPE, quantity: step.quantity, tenantId };
        return recorded(client, event);
      }
      const path = `/v1/tenants/${tenantId}/usage/corrections`;
      const correction = { id: `use-${step.takeBack}`, action: 'void', reason: 'sent by mistake' };
      return client.sendWell(post(path, `void-${tenantId}-${step.takeBack}`, correction));
    });
  }

  async #untilAll(level: string, store: Store, count: number, tell: (line: string) => void): Promise<void> {
    const heads = await store.collection(alertHeadsSpec);
    let toldAt = performance.now();
    const patience = STEP_MS * Math.max(1, count / 1_000);
    for (const end = performance.now() + patience; ; await sleep(500)) {
      let there = 0;
      for await (const { state } of scanAll(heads, {}, 5_000))
        if (state.rule === 'allowance' && state.level === level) there++;
      if (there === count) return;
      if (performance.now() > toldAt + TELL_EVERY_MS) {
        tell(`  ${there} alerts of ${count} are ${level}`);
        toldAt = performance.now();
      }
      if (performance.now() > end) throw new Error(`${there} alerts of ${count} are ${level} in the end`);
    }
  }

  /** From the seed: how long until the next kill. */
  #waitMs(): number {
    const drawn = createHash('sha256')
      .update(`${this.#options.seed}/${this.#drawn++}`)
      .digest()
      .readUInt32BE();
    const { least, most } = KILL_AFTER_MS;
    return (least + (drawn % (most - least))) * Math.max(1, this.#options.tenants / TENANTS_A_KILL);
  }

  async #report(
    store: Store,
    outside: Outside,
    { alerts, kills }: { readonly alerts: number; readonly kills: number },
  ): Promise<AlertReport> {
    const transitions = alerts * OF_AN_ALERT;
    for (const end = performance.now() + SETTLE_MS; ; await sleep(500)) {
      const kept = await readKept(store);
      const faults = [
        ...unfinished(kept),
        ...transitionFaults(kept, alerts),
        ...differencesOutside(this.#model, kept, outside),
      ];
      if (faults.length > 0 && performance.now() < end) continue;
      const arrived = outside.everything.received.filter(({ status }) => status === 200);
      const ids = new Set(arrived.map(({ headers }) => headers['webhook-id']));
      const letters = outside.mail.received.map(({ headers }) => headers.get('message-id'));
      return {
        alerts,
        transitions,
        recorded: kept.changes.filter(isOfAnAllowance).length,
        kills,
        events: kept.outboxClaims.length,
        requests: outside.everything.received.length,
        again: arrived.length - ids.size,
        letters: letters.length,
        lettersAgain: letters.length - new Set(letters).size,
        faults: faults.slice(0, 20),
      };
    }
  }
}

const ruleSchema = z.object({ rule: z.string(), level: z.string() });
type Row = Kept['changes'][number];

function isOfAnAllowance({ kind, after }: Row): boolean {
  return kind === 'alert' && ruleSchema.parse(after).rule === 'allowance';
}

/** Each alert has gone through each level once, in their order, and each has its event. */
function transitionFaults({ changes, outboxClaims }: Kept, alerts: number): string[] {
  const rows = Map.groupBy(changes.filter(isOfAnAllowance), ({ aggregateId }) => aggregateId);
  const claims = new Set(outboxClaims.map(({ id }) => id));
  const wanted = STEPS.map(({ level }) => level).join(' ');
  return [
    ...(rows.size === alerts ? [] : [`${rows.size} alerts, and ${alerts} were to be`]),
    ...[...rows].flatMap(([alertId, row]) => {
      const levels = row.map(({ after }) => ruleSchema.parse(after).level).join(' ');
      const untold = row.filter(({ id }) => !claims.has(`${id}#0`));
      return [
        ...(levels === wanted ? [] : [`alert ${alertId} was ${levels}`]),
        ...untold.map(({ id }) => `${id} is not in the outbox`),
      ];
    }),
  ];
}

const receiptSchema = z.object({ items: z.array(z.object({ outcome: z.string() })) });

/** Sends an event until it is known to be stored. */
async function recorded(client: Client, event: object): Promise<void> {
  const request = { method: 'POST', path: '/v1/usage/events', body: [event] };
  for (;;) {
    const { items } = await client.ask(receiptSchema, request);
    if (items.every(({ outcome }) => outcome === 'accepted' || outcome === 'duplicate')) return;
    await sleep(100);
  }
}

async function inLanes<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const queue = items.entries();
  const results: R[] = [];
  const lane = async () => {
    for (const [at, item] of queue) results[at] = await run(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

function watchedPlan() {
  const overage = [{ currency: 'EUR', tiers: [{ unitPrice: '0.1' }] }];
  return {
    displayName: 'Watched',
    tier: 'community',
    prices: [{ interval: 'month', currency: 'EUR', amount: '9' }],
    allowances: METERS.map(meter => ({ meter, quantity: '100', policy: 'soft', overage })),
    supportTier: 'standard',
  };
}

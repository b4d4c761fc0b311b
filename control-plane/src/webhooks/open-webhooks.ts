import { WEBHOOK_LOG_DAYS } from '@tenantry/contracts/commercial/webhook';
import { Counter, Gauge } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { OpenOutbox } from '../outbox/open-outbox.ts';
import type { OutgoingGuard } from '../outgoing/guard.ts';
import { scanAll } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import { Courier } from './courier.ts';
import {
  type Attempts,
  type Deliveries,
  webhookAttemptsSpec,
  webhookDeliveriesSpec,
  webhookPlacesSpec,
  webhookWorkSpec,
} from './delivery.ts';
import { Dispatcher } from './dispatcher.ts';
import { FanOut } from './fan-out.ts';
import { webhookRoutes } from './http.ts';
import { Lease, webhookLeasesSpec } from './lease.ts';
import { WebhookLog } from './log.ts';
import { Registry } from './registry.ts';
import { type ReplayBook, Replays, webhookReplaysSpec } from './replay.ts';
import { SecretBox } from './secret-box.ts';
import { isDelivered, Sender } from './sender.ts';
import { WebhookService } from './service.ts';
import { TenantSequences, tenantNumbersSpec } from './tenant-sequences.ts';
import { headFieldsOf, webhookAggregate, webhookHeadsSpec } from './webhook.ts';
import { WorkBook } from './work-book.ts';

const EVERY = 1_000;
const SWEEP_EVERY = 5 * 60_000;
const FORGET_EVERY = 10 * 60_000;
/** How long attempts may go on when the process is to stop. */
const PATIENCE = 5_000;

export interface WebhookOptions {
  /** 32 bytes each, hexadecimal: the first keeps secrets, all of them open what is kept. */
  readonly keys: readonly string[];
}

export interface Webhooks {
  readonly service: WebhookService;
  readonly routes: readonly Route[];
  /** Begins what follows from what was told, and waits for every attempt that is due. */
  settle(): Promise<void>;
  /** Drops what the log keeps no longer; answers how many deliveries. */
  forget(): Promise<number>;
  stop(): Promise<void>;
}

export async function openWebhooks(
  context: Context,
  parts: {
    readonly outbox: OpenOutbox;
    readonly guard: OutgoingGuard;
    readonly options: WebhookOptions;
    readonly hasTenant: (tenantId: string) => Promise<boolean>;
    readonly chance?: () => number;
  },
): Promise<Webhooks> {
  const { outbox, guard, options, hasTenant, chance = Math.random } = parts;
  const { store, clock, logger } = context;
  const webhooks = context.aggregates(webhookAggregate);
  const heads = await store.collection(webhookHeadsSpec);
  const deliveries = await store.collection(webhookDeliveriesSpec);
  const attempts = await store.collection(webhookAttemptsSpec);
  const works = await store.collection(webhookWorkSpec);
  const replayBook = await store.collection(webhookReplaysSpec);
  const leases = await store.collection(webhookLeasesSpec);
  context.addProjection(headProjection(context.changes, webhookAggregate, heads, headFieldsOf));
  const box = new SecretBox(options.keys);
  const sender = new Sender({ guard, box, clock, logger });
  const sequences = new TenantSequences(await store.collection(tenantNumbersSpec));
  const book = new WorkBook({ works, deliveries, clock, logger });
  const lease = new Lease('fan-out', uuidv7(), { leases, clock });
  const waiting = (ids: readonly string[]) => book.wake(ids);
  const replays = new Replays({
    replays: replayBook,
    reader: outbox.reader,
    webhooks,
    deliveries,
    sequences,
    clock,
    waiting,
  });
  const service = new WebhookService({
    context,
    webhooks,
    guard,
    box,
    book,
    hasTenant,
    begin: () => fanOut.begin(),
  });
  const log = new WebhookLog({
    clock,
    webhooks: service,
    box,
    sender,
    deliveries,
    attempts,
    replays,
    book,
  });
  const fanOut: FanOut = new FanOut({
    clock,
    reader: outbox.reader,
    places: await store.collection(webhookPlacesSpec),
    deliveries,
    sequences,
    lease,
    openRegistry: async () => {
      const registry = new Registry(webhooks, outbox.claims);
      await registry.load(context.changes);
      return registry;
    },
    waiting,
  });
  const counted = new Counter({
    name: 'tenantry_webhook_attempts_total',
    help: 'Attempts to deliver an event to a webhook, by how they ended',
    labelNames: ['outcome'],
    registers: [context.metrics],
  });
  const courier = new Courier({
    clock,
    webhooks,
    deliveries,
    attempts,
    reader: outbox.reader,
    sender,
    disable: async (webhookId, by) => {
      await service.disable(webhookId, by).catch(ifDeleted);
      await book.close(webhookId);
    },
    observe: result =>
      counted.inc({ outcome: isDelivered(result) ? 'delivered' : (result.fault ?? 'answered') }),
    chance,
  });
  const dispatcher = new Dispatcher(courier, book);
  const inFlight: Gauge = new Gauge({
    name: 'tenantry_webhook_attempts_in_flight',
    help: 'Attempts to deliver an event that wait for their receiver',
    registers: [context.metrics],
    collect: () => inFlight.set(dispatcher.inFlight),
  });
  const tell = async () => {
    await fanOut.pass();
    if (await lease.held()) await replays.pass();
  };
  const sweep = async () => {
    for await (const { id } of scanAll(heads, { index: 'created' })) await book.settle(id);
  };
  const forget = () => forgetLog({ deliveries, attempts, replays: replayBook }, clock.now());
  context.every('begin webhook deliveries', EVERY, tell);
  context.every('deliver to webhooks', EVERY, () => dispatcher.pump());
  context.every('look for forgotten deliveries', SWEEP_EVERY, sweep);
  context.every('forget webhook deliveries', FORGET_EVERY, forget);
  return {
    service,
    routes: webhookRoutes({ service, log, heads, deliveries, clock }),
    settle: async () => {
      await tell();
      await dispatcher.pump();
      await dispatcher.settled();
    },
    forget,
    stop: () => dispatcher.stop(PATIENCE),
  };
}

function ifDeleted(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'not_found') throw error;
}

const FORGET_AT_ONCE = 500;
const MOST_ROUNDS = 100;
const DAY = 86_400_000;

async function forgetLog(
  log: { readonly deliveries: Deliveries; readonly attempts: Attempts; readonly replays: ReplayBook },
  now: number,
): Promise<number> {
  const before = isoTime(now - WEBHOOK_LOG_DAYS * DAY);
  const replays = await log.replays.scan({ index: 'age', before, limit: FORGET_AT_ONCE });
  await log.replays.remove(replays.map(({ id }) => id));
  let forgotten = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const old = await log.deliveries.scan({ index: 'age', before, limit: FORGET_AT_ONCE });
    for (const { id } of old) {
      const attempts = await log.attempts.scan({ from: `${id}/`, before: `${id}0`, limit: FORGET_AT_ONCE });
      // First what belongs to the delivery, which is found by it alone.
      await log.attempts.remove(attempts.map(attempt => attempt.id));
    }
    await log.deliveries.remove(old.map(({ id }) => id));
    forgotten += old.length;
    if (old.length < FORGET_AT_ONCE) break;
  }
  return forgotten;
}

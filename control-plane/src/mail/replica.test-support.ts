import { SHIPPED_ALERT_SETTINGS } from '@tenantry/contracts/commercial/alert';
import { expect } from 'vitest';
import { z } from 'zod';
import { Alerts } from '../alerts/alerts.ts';
import type { Reading } from '../alerts/decisions.ts';
import type { Clock } from '../clock.ts';
import { createContext } from '../create-context.ts';
import { silentLogger } from '../logger.ts';
import { type Change, changesSpec } from '../storage/aggregates.ts';
import { type Store, scanAll } from '../storage/documents.ts';
import { type Projection, Relay } from '../storage/relay.ts';
import { attemptsSpec, type Delivery, deliveriesSpec } from './delivery.ts';
import { deliveryIntents } from './intents.ts';
import { Mailer } from './mailer.ts';
import { recipientIdOf } from './recipients.ts';
import type { Letter, MailServer } from './smtp.ts';

/** As far as telling people of alerts goes, a replica of the control plane. */
export interface Replica {
  observe(reading: Reading): Promise<boolean>;
  sendDue(): Promise<number>;
  /** Projects what others left behind. */
  sweep(): Promise<number>;
}

const RECIPIENTS = ['one@example.com', 'two@example.com'];

/** Takes letters, and may do something before and after each. */
export class CountingServer implements MailServer {
  readonly from = 'alerts@tenantry.example';
  readonly letters: Letter[] = [];
  readonly #around: (send: () => void) => Promise<void>;

  constructor(letters: Letter[] = [], around: (send: () => void) => Promise<void> = async send => send()) {
    this.letters = letters;
    this.#around = around;
  }

  async open() {
    return {
      send: async (letter: Letter) => {
        await this.#around(() => this.letters.push(letter));
        return { is: 'sent' as const };
      },
      close: () => undefined,
    };
  }
}

export async function startReplica(store: Store, clock: Clock, server: MailServer): Promise<Replica> {
  const running = await createContext({ store, clock, logger: silentLogger });
  const projections: Projection[] = [];
  const addProjection = (projection: Projection) => {
    projections.push(projection);
    running.addProjection(projection);
  };
  const context = { ...running, addProjection };
  const relay = new Relay(context.changes, clock, projections);
  const alerts = await Alerts.open(context);
  const deliveries = await store.collection(deliveriesSpec);
  const attempts = await store.collection(attemptsSpec);
  const addresses = new Map(RECIPIENTS.map(email => [recipientIdOf(email), email]));
  const recipients = {
    toldOf: async () =>
      [...addresses].map(([recipientId, email]) => ({ recipientId, email, audience: 'staff' as const })),
    toldOfEnforcement: async () => [],
    addressOf: async (recipientId: string) => addresses.get(recipientId),
  };
  context.addProjection(deliveryIntents({ deliveries, recipients, clock, domain: 'tenantry.example' }));
  const mailer = new Mailer(context, {
    server,
    deliveries,
    attempts,
    recipients,
    tenantNameOf: () => undefined,
  });
  return {
    observe: async reading => (await alerts.observe(reading, SHIPPED_ALERT_SETTINGS.allowance)) !== undefined,
    sendDue: () => mailer.sendDue(),
    sweep: () => relay.sweep(),
  };
}

/** What is in a store of alerts and of e-mail about them, in order. */
export async function contentsOf(store: Store) {
  const changes: Change<unknown>[] = [];
  const deliveries: Delivery[] = [];
  for await (const change of scanAll(await store.collection(changesSpec), {})) changes.push(change);
  for await (const delivery of scanAll(await store.collection(deliveriesSpec), {})) deliveries.push(delivery);
  return { changes, deliveries };
}

export const levelOf = (change: Change<unknown>) => z.object({ level: z.string() }).parse(change.after).level;

export const reading = (tenantId: string, value: number, clock: Clock): Reading => ({
  rule: 'allowance',
  tenantId,
  meter: 'query',
  value,
  figures: {},
  at: clock.now(),
});

/** What must hold whatever happened: each transition is one change, and each is told to everybody, under one id. */
export function mustHold(
  { changes, deliveries }: Awaited<ReturnType<typeof contentsOf>>,
  letters: readonly Letter[],
  name: string,
): void {
  const ids = deliveries.map(({ messageId }) => messageId);
  expect(new Set(ids).size, name).toBe(ids.length);
  expect(deliveries.length, name).toBe(changes.length * RECIPIENTS.length);
  expect(new Set(letters.map(({ messageId }) => messageId)), name).toEqual(new Set(ids));
  expect(new Set(letters.map(({ to, messageId }) => `${to} ${messageId}`)).size, name).toBe(ids.length);
  expect(new Set(deliveries.map(({ state }) => state)), name).toEqual(new Set(['sent']));
  expect(
    changes.filter(({ pending }) => pending !== undefined),
    name,
  ).toEqual([]);
}

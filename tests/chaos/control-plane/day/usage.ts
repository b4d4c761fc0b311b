import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Client, Request } from '../client.ts';
import type { KnownEvent, KnownTenant } from '../model.ts';
import { ingestKey } from './access.ts';
import { post } from './requests.ts';
import type { Stage } from './stage.ts';

const receiptSchema = z.object({
  items: z.array(z.object({ outcome: z.string(), reason: z.string().optional() })),
});

const MINUTES = 3;

const OF_A_MINUTE = 8;

const TYPES = ['ingestion', 'query', 'chaos.bytes'] as const;

/** Batches to both replicas, each sent twice, and some events once more by themselves. */
export async function usage(stage: Stage, { tenantId, slug }: KnownTenant): Promise<void> {
  const { first, second, model } = stage;
  const token = await ingestKey(stage, tenantId, slug);
  const start = stage.now() - MINUTES * 60_000;
  for (let minute = 0; minute < MINUTES; minute++) {
    const events = Array.from({ length: OF_A_MINUTE }, (_, n): KnownEvent => {
      const type = TYPES[n % TYPES.length] ?? 'query';
      const event = { id: `${slug}-${minute}-${n}`, type, quantity: 1 + ((n * 7 + minute) % 11) };
      return n % 4 === 0 ? { ...event, subject: `person-${n}` } : event;
    });
    const time = new Date(start + minute * 60_000).toISOString();
    const body = events.map(event => ({ ...event, time }));
    const batch = { method: 'POST', path: '/v1/usage/events', body, token };
    const [one, two] = minute % 2 === 0 ? [first, second] : [second, first];
    await Promise.all([record(one, batch), record(two, batch)]);
    const [single] = body;
    await record(one, { ...batch, body: [single] });
    model.acknowledged(tenantId, events);
  }
}

/** Sends a batch until each of its events is known to be stored. @throws Error when one is called something else */
async function record(client: Client, request: Request): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const { items } = await client.ask(receiptSchema, request);
    const odd = items.find(({ outcome }) => !['accepted', 'duplicate', 'retry'].includes(outcome));
    if (odd !== undefined) throw new Error(`an event was called ${odd.outcome} (${odd.reason})`);
    if (items.every(({ outcome }) => outcome !== 'retry')) return;
    await sleep(100);
  }
  throw new Error('whether an event is stored was never known');
}

export async function reservations({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const schema = z.object({ reservationId: z.string() });
  const path = `/v1/tenants/${tenantId}/entitlements/meters/timeline/reservations`;
  const body = { quantity: '30', holdSeconds: 600 };
  const taken = await first.ask(schema, post(path, 'reserve-1', body));
  const freed = await first.ask(schema, post(path, 'reserve-2', body));
  const root = `/v1/tenants/${tenantId}/reservations`;
  await first.sendWell({
    method: 'POST',
    path: `${root}/${taken.reservationId}/commit`,
    body: { used: '20' },
  });
  await first.sendWell({ method: 'POST', path: `${root}/${freed.reservationId}/release` });
  model.reservations.set(taken.reservationId, '20').set(freed.reservationId, '0');
}

export async function corrections({ first, model }: Stage, { tenantId, slug }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}/usage/corrections`;
  const voided = { id: `${slug}-0-0`, action: 'void', reason: 'sent by mistake' };
  const amended = { id: `${slug}-1-1`, action: 'amend', quantity: 100, reason: 'miscounted' };
  await first.sendWell(post(path, 'void', voided));
  await first.sendWell(post(path, 'amend', amended));
  model.corrected.set(`${tenantId}/${voided.id}`, 0).set(`${tenantId}/${amended.id}`, 100);
  model.corrections += 2;
  model.changed('usage_correction', '*', 'usage.void', 'usage.amend');
}

/** Of a person who is named by an event that was rejected, too. */
export async function erasure({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = { subject: 'person-4', reason: 'asked for' };
  const bad = { id: 'bad-of-a-person', type: 'no-such-type', tenantId, subject: body.subject };
  await first.sendWell({ method: 'POST', path: '/v1/usage/events', body: [bad] });
  await first.sendWell(post(`/v1/tenants/${tenantId}/usage/erasures`, 'erase', body));
  model.erasedSubject = { tenantId, subject: body.subject };
}

/** What is refused is kept for its sender to look at, and not for ever. */
export async function rejected({ first }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = Array.from({ length: 6 }, (_, n) => ({ id: `bad-${n}`, type: 'no-such-type', tenantId }));
  const { items } = await first.ask(receiptSchema, { method: 'POST', path: '/v1/usage/events', body });
  if (items.some(({ outcome }) => outcome !== 'rejected')) throw new Error('an unknown type was taken');
}

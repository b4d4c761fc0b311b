import { z } from 'zod';
import { TRANSITIONS } from '../../../control-plane/src/alerts/decisions.ts';
import type { OutboxItem } from '../../../control-plane/src/outbox/entry.ts';
import type { Kept } from './kept.ts';
import type { Model } from './model.ts';
import type { Outside } from './outside.ts';

/** What came out of the control plane, held against what is kept: webhooks and e-mail. One line for each difference. */
export function differencesOutside(model: Model, kept: Kept, outside: Outside): string[] {
  return [...webhookFaults(model, kept, outside), ...mailFaults(model, kept, outside)];
}

const messageSchema = z.object({
  id: z.string(),
  tenantid: z.string().optional(),
  tenantsequence: z.int().optional(),
});

/**
 * Of the webhook that is told everything: each event behind its making came at least once, under the event's own id and
 * the number that it has among those of its tenant, each time.
 */
function webhookFaults(model: Model, kept: Kept, { everything }: Outside): string[] {
  if (model.toldEverything === undefined) return [];
  const told = toldItems(kept);
  const opened = told.findIndex(({ subject }) => subject === `webhook/${model.toldEverything}`);
  if (opened < 0) return ['the making of the webhook that is told everything is not in the outbox'];
  const wanted = new Set(told.slice(opened + 1).map(({ key }) => key));
  const numbers = numbersOf(told);
  const came = new Set<string>();
  const lines: string[] = [];
  for (const { headers, body, status } of everything.received) {
    const { id, tenantsequence } = messageSchema.parse(JSON.parse(body));
    if (headers['webhook-id'] !== id) lines.push(`${id} came under the id ${headers['webhook-id']}`);
    if (tenantsequence !== numbers.get(id))
      lines.push(`${id} came as number ${tenantsequence}, and is ${numbers.get(id)}`);
    if (!numbers.has(id)) lines.push(`${id} was sent, and is no event`);
    if (status === 200) came.add(id);
  }
  const missing = [...wanted].filter(key => !came.has(key));
  return missing.length === 0
    ? lines
    : [...lines, `${missing.length} events have not arrived, ${missing[0]} first`];
}

/** In their order: an item that its claim does not point at is none. */
function toldItems({ outbox, outboxClaims }: Pick<Kept, 'outbox' | 'outboxClaims'>): OutboxItem[] {
  const claims = new Map(outboxClaims.map(claim => [claim.id, claim]));
  return outbox.flatMap(({ number, items }) =>
    items.filter(({ key }, position) => {
      const claim = claims.get(key);
      return claim?.number === number && claim.position === position;
    }),
  );
}

/** Which of its tenant's each event is, from 1; undefined for one that is of no tenant. */
function numbersOf(items: readonly OutboxItem[]): ReadonlyMap<string, number | undefined> {
  const last = new Map<string, number>();
  return new Map(
    items.map(({ key, tenantId }) => {
      if (tenantId === undefined) return [key, undefined];
      const number = (last.get(tenantId) ?? 0) + 1;
      last.set(tenantId, number);
      return [key, number];
    }),
  );
}

/** Who is told of alerts is told of each change of level at least once, under one id. */
function mailFaults({ mailedSince }: Model, { mail, changes }: Kept, outside: Outside): string[] {
  if (mailedSince === undefined) return [];
  const arrived = new Set(outside.mail.received.map(({ headers }) => headers.get('message-id')));
  const ids = mail.map(({ messageId }) => messageId);
  const letters = new Set(mail.map(({ aboutId, version }) => `${aboutId}/${version}`));
  const since = new Date(mailedSince).toISOString();
  const untold = changes.filter(
    ({ kind, action, at, aggregateId, version }) =>
      kind === 'alert' &&
      TRANSITIONS.includes(action) &&
      at > since &&
      !letters.has(`${aggregateId}/${version}`),
  );
  const lost = mail.filter(({ state, messageId }) => state !== 'sent' || !arrived.has(messageId));
  const strange = [...arrived].filter(id => id === undefined || !ids.includes(id));
  return [
    ...(new Set(ids).size < ids.length ? ['two letters have one id'] : []),
    ...untold.map(({ id }) => `nobody was written to about ${id}`),
    ...lost.map(({ id, state }) => `the letter ${id} is ${state}, and has not arrived`),
    ...strange.map(id => `a letter came under the id ${id}, and is none`),
  ];
}

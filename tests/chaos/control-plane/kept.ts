import { z } from 'zod';
import { auditSpec } from '../../../control-plane/src/audit/entry.ts';
import { recordedTenantsSpec } from '../../../control-plane/src/cluster/recording-provisioner.ts';
import { slicesSpec } from '../../../control-plane/src/entitlements/slice.ts';
import { deliveriesSpec as mailDeliveriesSpec } from '../../../control-plane/src/mail/delivery.ts';
import { outboxClaimsSpec, outboxSpec } from '../../../control-plane/src/outbox/entry.ts';
import { changesSpec } from '../../../control-plane/src/storage/aggregates.ts';
import {
  type CollectionSpec,
  type Store,
  type StoredDocument,
  scanAll,
} from '../../../control-plane/src/storage/documents.ts';
import { tenantHeadsSpec } from '../../../control-plane/src/tenants/tenant-heads.ts';
import { intentsSpec } from '../../../control-plane/src/usage/intent.ts';
import { eventsSpec } from '../../../control-plane/src/usage/stored-event.ts';
import { webhookDeliveriesSpec } from '../../../control-plane/src/webhooks/delivery.ts';

/** All that is kept in a store, as far as it is held against the model: read past the API, at the store itself. */
export type Kept = Awaited<ReturnType<typeof readKept>>;

/** Documents of a collection that is nobody's business but its owner's: as far as they are looked at here. */
function looked<T extends StoredDocument>(name: string, shape: z.ZodType<T>): CollectionSpec<T> {
  return { name, indexes: {}, parse: value => shape.parse(value) };
}

const idempotencySpec = looked(
  'idempotency',
  z.object({ id: z.string(), at: z.string(), answer: z.unknown().optional() }),
);
const reservationsSpec = looked(
  'reservations',
  z.object({ id: z.string(), outcome: z.object({ used: z.string() }).optional() }),
);
const erasureRequestsSpec = looked(
  'usage_erasure_requests',
  z.object({
    id: z.string(),
    doneAt: z.string().optional(),
    subject: z.string().optional(),
    pseudonymKey: z.string().optional(),
  }),
);
const rejectedSpec = looked('usage_rejected', z.object({ id: z.string(), event: z.string() }));
const planChangeItemsSpec = looked('plan_change_tenants', z.object({ id: z.string(), outcome: z.string() }));
const replaysSpec = looked('webhook_replays', z.object({ id: z.string(), open: z.string().optional() }));
const idOnly = z.object({ id: z.string() });
const dueSpec = looked('usage_seals_due', idOnly);
const claimsSpec = looked('slug_claims', z.object({ id: z.string(), tenantId: z.string() }));
const unsealedSpec = looked('usage_erasures', z.object({ id: z.string(), unsealed: z.unknown().optional() }));
const importsSpec = looked('tenant_imports', z.object({ id: z.string(), pending: z.string().optional() }));

export async function readKept(store: Store) {
  const all = async <D extends StoredDocument, I extends string>(spec: CollectionSpec<D, I>) => {
    const documents: D[] = [];
    for await (const document of scanAll(await store.collection(spec), {}, 5_000)) documents.push(document);
    return documents;
  };
  return {
    changes: await all(changesSpec),
    audit: await all(auditSpec),
    outbox: await all(outboxSpec),
    outboxClaims: await all(outboxClaimsSpec),
    tenants: await all(tenantHeadsSpec),
    slugs: await all(claimsSpec),
    recorded: await all(recordedTenantsSpec),
    entries: await all(eventsSpec),
    intents: await all(intentsSpec),
    sealsDue: await all(dueSpec),
    erasures: await all(unsealedSpec),
    erasureRequests: await all(erasureRequestsSpec),
    imports: await all(importsSpec),
    idempotency: await all(idempotencySpec),
    reservations: await all(reservationsSpec),
    slices: await all(slicesSpec),
    rejected: await all(rejectedSpec),
    planChangeItems: await all(planChangeItemsSpec),
    webhookDeliveries: await all(webhookDeliveriesSpec),
    webhookReplays: await all(replaysSpec),
    mail: await all(mailDeliveriesSpec),
  };
}

/**
 * What lies there from long ago, for what is forgotten after days: so that forgetting is something that is done, too.
 */
export async function layOldThings(store: Store): Promise<void> {
  const long = new Date(Date.now() - 60 * 86_400_000).toISOString();
  const delivery = { webhookId: 'old', deliveryId: 'old', event: 'old', number: 0, position: 0, type: 'old' };
  const replay = { webhookId: 'old', replayId: 'old', from: long, until: long, only: 'all', end: 0 };
  const place = { number: 0, position: 0 };
  const old = [
    { name: 'idempotency', field: 'at', more: { fingerprint: '', newId: '' } },
    {
      name: 'reservations',
      field: 'expiresAt',
      more: { tenantId: 'old', meter: 'timeline', quantity: '1', parts: [] },
    },
    {
      name: 'webhook_deliveries',
      field: 'createdAt',
      more: { ...delivery, state: 'failed', attempts: 1, replay: false },
    },
    { name: 'webhook_attempts', id: 'old/1', field: 'at', more: { number: 1 } },
    { name: 'webhook_replays', field: 'at', more: { ...replay, ...place, events: 0 } },
    {
      name: 'plan_change_previews',
      field: 'expiresAt',
      more: {
        ...{ tenantId: 'old', wanted: 'old', at: long, from: long, tiers: [] },
        choice: { planId: 'old', version: 1, interval: 'month', addOns: [] },
        saw: { subscriptionVersion: 1, tenantVersion: 1, tierRevisions: [], held: true },
      },
    },
    { name: 'console_kept', field: 'endsAt', more: { version: 1, at: long, text: '', gone: true } },
    { name: 'reservation_slices', field: 'until', more: { version: 1, held: [], used: '0', settled: [] } },
  ];
  for (const { name, id = 'old', field, more } of old) {
    const collection = await store.collection(looked(name, z.looseObject({ id: z.string() })));
    await collection.insert([{ id, [field]: long, ...more }]);
  }
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { FakeClock } from '../app.test-support.ts';
import { createContext } from '../create-context.ts';
import { silentLogger } from '../logger.ts';
import { openOutbox } from '../outbox/open-outbox.ts';
import { OutgoingGuard } from '../outgoing/guard.ts';
import type { Store } from '../storage/documents.ts';
import { openWebhooks } from './open-webhooks.ts';

const WHO = { actor: { id: 'user:test', name: 'test' }, requestId: 'r-1' };
const KEY = randomBytes(32).toString('hex');

/** What one process has of webhooks, and something that tells events. */
export async function webhookProcess(store: Store, clock: FakeClock) {
  const context = await createContext({ store, clock, logger: silentLogger });
  const outbox = await openOutbox(context);
  const webhooks = await openWebhooks(context, {
    outbox,
    guard: new OutgoingGuard({ allow: ['127.0.0.0/8'] }),
    options: { keys: [KEY] },
    hasTenant: async () => true,
    chance: () => 0,
  });
  const things = context.aggregates({ kind: 'tenant', state: z.object({ at: z.string() }) });
  return {
    webhooks,
    outbox,
    /** Tells one event of a tenant, as the so-manieth change of something. */
    tell: (tenantId: string, name: string) =>
      things.create(
        `${tenantId}-${name}`,
        { at: name },
        {
          ...WHO,
          action: 'tenant.deleted',
          tenantId,
          events: [{ type: 'tenant.deleted', data: { tenantId, slug: tenantId } }],
        },
      ),
    subscribe: (webhookId: string, url: string) =>
      webhooks.service.create(webhookId, { name: 'sample', url, events: ['tenant.*'], tenantId: null }, WHO),
  };
}

const messageSchema = z.object({ id: z.string(), tenantid: z.string(), tenantsequence: z.int() });

/** By tenant the numbers that came, each once, in order; and which ids had which. @throws when an event had two numbers */
export function numbersOf(bodies: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const numberOf = new Map<string, string>();
  const byTenant = new Map<string, Set<number>>();
  for (const body of bodies) {
    const { id, tenantid, tenantsequence } = messageSchema.parse(JSON.parse(body));
    const number = `${tenantid}/${tenantsequence}`;
    const before = numberOf.get(id);
    if (before !== undefined && before !== number) throw new Error(`${id} is ${before} and ${number}`);
    numberOf.set(id, number);
    byTenant.set(tenantid, (byTenant.get(tenantid) ?? new Set()).add(tenantsequence));
  }
  if (new Set(numberOf.values()).size !== numberOf.size) throw new Error('two events have one number');
  return new Map([...byTenant].map(([tenant, numbers]) => [tenant, [...numbers].sort((a, b) => a - b)]));
}

import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import type { Collection, CollectionSpec, StoredDocument } from '../storage/documents.ts';
import { scanAll } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { createProgram } from './program.ts';
import { partOfWorld } from './world.test-support.ts';

/** What was said or sent: nothing of this can be made of anything else. */
const FACTS = new Set([
  'changes',
  'usage_events',
  'usage_intents',
  'slug_claims',
  'recorded_tenants',
  // Pinned when they were first reckoned.
  'subscription_periods',
]);

class ForgetfulStore extends MemoryStore {
  readonly #forget = new Map<string, () => Promise<number>>();

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const collection = await super.collection(spec);
    this.#forget.set(spec.name, async () => {
      const ids: string[] = [];
      for await (const { id } of scanAll(collection, {})) ids.push(id);
      await collection.remove(ids);
      return ids.length;
    });
    return collection;
  }

  /** Removes every document that is no fact; answers how many of which collection. */
  async forgetProjections(): Promise<Record<string, number>> {
    const forgotten: Record<string, number> = {};
    for (const [name, forget] of this.#forget) {
      if (FACTS.has(name)) continue;
      const count = await forget();
      if (count > 0) forgotten[name] = count;
    }
    return forgotten;
  }
}

async function fill(app: TestApp): Promise<void> {
  const admin = app.as('admin');
  for (const slug of ['acme', 'beta']) {
    const made = await admin('POST', '/v1/tenants', { body: { slug, displayName: `${slug} (sample)` } });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(made.body);
    await admin('POST', `/v1/tenants/${tenantId}/subscription`, { body: { planId: 'pro' } });
    await admin('POST', `/v1/tenants/${tenantId}/notes`, { body: { text: `about ${slug}` } });
    const events = Array.from({ length: 20 }, (_, at) => ({
      id: `${slug}-${at}`,
      type: 'query',
      tenantId,
      quantity: at,
      time: new Date(app.clock.now() - at * 3_600_000).toISOString(),
    }));
    await admin('POST', '/v1/usage/events', { body: events });
  }
  await admin('POST', '/v1/keys', { body: { name: 'one', roles: ['viewer'] } });
  await app.app.domains.usage.settle();
  app.clock.advance(5_000);
}

const LISTS = ['/v1/tenants', '/v1/plans', '/v1/keys', '/v1/audit?limit=200', '/v1/usage/top?meter=query'];
const OF_A_TENANT = [
  'subscription',
  'notes',
  'entitlements',
  'usage/total?meter=query',
  'usage/series?meter=query',
];

/** What people see, but for when it was reckoned. */
async function answers(app: TestApp): Promise<unknown> {
  const get = async (path: string) => [path, (await app.as('admin')('GET', path)).body] as const;
  const lists = await Promise.all(LISTS.map(get));
  const { items } = z.object({ items: z.array(z.object({ tenantId: z.string() })) }).parse(lists[0]?.[1]);
  const own = items.flatMap(({ tenantId }) => OF_A_TENANT.map(path => `/v1/tenants/${tenantId}/${path}`));
  const all = Object.fromEntries([...lists, ...(await Promise.all(own.map(get)))]);
  return JSON.parse(JSON.stringify(all), (key, value: unknown) => (key === 'asOf' ? undefined : value));
}

test('after every projection was lost a rebuild gives the answers of before', async () => {
  const store = new ForgetfulStore();
  await using app = await startTestApp({ store });
  await fill(app);
  const before = await answers(app);

  const forgotten = await store.forgetProjections();
  expect(Object.keys(forgotten)).toEqual(expect.arrayContaining(['audit', 'tenant_heads', 'usage_windows']));
  // A process that starts on what is left, as the admin command does: nothing of before is in its memory.
  await using after = await startTestApp({ store, clock: app.clock });
  const out: string[] = [];
  const program = createProgram(
    partOfWorld({
      withApp: use => use(after.app),
      out: line => out.push(line),
      note: () => undefined,
    }),
  );
  await program.parseAsync(['rebuild'], { from: 'user' });
  expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({
    changes: expect.any(Number),
    spans: expect.any(Number),
  });

  await using served = await startTestApp({ store, clock: app.clock });
  expect(await answers(served)).toEqual(before);
});

import { expect } from 'vitest';
import { z } from 'zod';
import { changesSpec } from '../storage/aggregates.ts';
import { type CollectionSpec, type Store, type StoredDocument, scanAll } from '../storage/documents.ts';
import { eventsSpec, type StoredEvent } from '../usage/stored-event.ts';

/** Everything in a collection, by id. */
export async function allOf<D extends StoredDocument, I extends string>(
  store: Store,
  spec: CollectionSpec<D, I>,
): Promise<ReadonlyMap<string, D>> {
  const all = new Map<string, D>();
  for await (const document of scanAll(await store.collection(spec), {})) all.set(document.id, document);
  return all;
}

/** That nothing in a store names something that is not in it, and that no row has a gap. */
export async function expectWhole(store: Store): Promise<void> {
  const changes = await allOf(store, changesSpec);
  const events = await allOf(store, eventsSpec);
  const last = new Map<
    string,
    { readonly version: number; readonly after: unknown; readonly kind: string }
  >();
  for (const { kind, aggregateId, version, after } of changes.values()) {
    const key = `${kind}/${aggregateId}`;
    expect(version, key).toBe((last.get(key)?.version ?? 0) + 1);
    last.set(key, { version, after, kind });
  }
  for (const event of events.values()) {
    expect(last.has(`tenant/${event.tenantId}`), `tenant of ${event.id}`).toBe(true);
    if (event.correction) {
      expect(events.has(event.correction.of), `what ${event.id} corrects`).toBe(true);
      const decided = last.get(`usage_correction/${event.correction.of.replace('/', '.')}`);
      expect(decided?.version, `decision of ${event.id}`).toBeGreaterThanOrEqual(event.correction.number);
    }
  }
  for (const [key, { kind, after, version }] of last) {
    if (kind === 'subscription') expectPlans(after, last, key);
    if (kind === 'usage_correction') {
      const entries = [...events.values()].filter(
        ({ correction }) => correction?.of.replace('/', '.') === key.slice(17),
      );
      expect(entries.length, `entries of ${key}`).toBe(version);
    }
    if (kind === 'onboarding') expectSteps(after, last, events);
  }
}

function expectPlans(state: unknown, last: ReadonlyMap<string, unknown>, key: string): void {
  const planned = [...JSON.stringify(state).matchAll(/"planId":"([^"]+)","planVersion":(\d+)/g)];
  const named = z.looseObject({ tenantId: z.string() }).parse(state);
  expect(last.has(`tenant/${named.tenantId}`), `tenant of ${key}`).toBe(true);
  for (const [, planId = '', version = ''] of planned) {
    const found = [...last.keys()].some(
      id => id.startsWith('plan_version/') && id.includes(planId) && id.includes(version),
    );
    expect(found, `plan ${planId} ${version} of ${key}`).toBe(true);
  }
}

function expectSteps(
  state: unknown,
  last: ReadonlyMap<string, unknown>,
  events: ReadonlyMap<string, StoredEvent>,
): void {
  const { tenantId, done } = z
    .looseObject({ tenantId: z.string(), done: z.record(z.string(), z.string()) })
    .parse(state);
  if (done['tenant'] !== undefined) expect(last.has(`tenant/${tenantId}`)).toBe(true);
  if (done['subscription'] !== undefined) expect(last.has(`subscription/${tenantId}`)).toBe(true);
  if (done['signup'] !== undefined)
    expect([...events.values()].some(event => event.tenantId === tenantId && event.type === 'signup')).toBe(
      true,
    );
}

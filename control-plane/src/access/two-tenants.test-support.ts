import { once } from 'node:events';
import { createServer } from 'node:http';
import { ROLES } from '@tenantry/contracts/api/roles';
import { z } from 'zod';
import { createExpress, type Kernel, mountEnd, mountRoutes } from '../http/mount.ts';
import { openApiDocument } from '../http/openapi/document.ts';
import { type DocumentView, type OperationView, viewOf } from '../http/openapi/document-view.ts';
import type { Route } from '../http/route.ts';
import type { Collection, CollectionSpec, StoredDocument } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { overlaid } from '../storage/overlaid.test-support.ts';
import type { SecuredApp } from './access.test-support.ts';

/** A store that remembers what was written last, so that a test can say whose it was. */
export class WatchedStore extends MemoryStore {
  readonly written: { readonly id: string; readonly tenantId?: unknown }[] = [];

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    return overlaid(inner, {
      insert: documents => {
        this.written.push(...documents);
        return inner.insert(documents);
      },
      replace: document => {
        this.written.push(document);
        return inner.replace(document);
      },
      remove: ids => {
        this.written.push(...ids.map(id => ({ id })));
        return inner.remove(ids);
      },
    });
  }
}

/** A tenant that has something of everything, all of it with one word in it. */
export interface Furnished {
  readonly tenantId: string;
  readonly word: string;
  /** How much of ingestion it used: a number that nothing else is. */
  readonly used: number;
  /** What stands in a path for its things, by the name of the parameter. */
  readonly ids: Readonly<Record<string, string>>;
  /** Others of the same, for operations after which nobody could do anything with them any more. */
  readonly spare: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export async function registerTenant(app: SecuredApp, word: string): Promise<string> {
  const body = {
    slug: `sample-${word}`,
    displayName: word,
    accountOwner: word,
    crmId: word,
    tags: [word],
    contacts: [{ name: word, email: `${word}@example.com` }],
  };
  const made = await admin(app, 'POST', '/v1/tenants', body);
  return z.object({ tenantId: z.string() }).parse(made).tenantId;
}

/** Gives a tenant a plan, exceptions, usage, keys and all else that hangs on a tenant. */
export async function furnish(
  app: SecuredApp,
  tenantId: string,
  word: string,
  used: number,
): Promise<Furnished> {
  const at = `/v1/tenants/${tenantId}`;
  const id = (value: unknown, name: string) => z.string().parse(Reflect.get(Object(value), name));
  const make = (path: string, body: object) => admin(app, 'POST', path, body);
  const keyOf = async () => {
    const made = await make('/v1/keys', { name: word, roles: ['tenant'], tenantId });
    return z.object({ key: z.object({ id: z.string() }) }).parse(made).key.id;
  };
  // Since a time that is billed already: a trial, and a month.
  await make(`${at}/subscription`, { planId: 'pro', startsAt: '2026-01-10T00:00:00.000Z', reason: word });
  await admin(app, 'PUT', `${at}/billing`, { purchaseOrder: word });
  const flagged = await make(`${at}/subscription/overrides`, {
    change: { kind: 'flag', flag: 'shared-flag', on: true },
    reason: word,
  });
  await make(`${at}/subscription/changes`, { planId: 'enterprise', when: 'periodEnd', reason: word });
  await make(`${at}/suspend`, { reason: 'Word', message: word, by: word });
  // A suspended tenant may hold nothing.
  await make(`${at}/resume`, { by: word });
  const note = await make(`${at}/notes`, { text: word });
  const task = await make(`${at}/tasks`, { title: word, note: word, owner: word });
  await admin(app, 'PUT', `${at}/health/sentiment`, { rating: 3, note: word, source: word });
  const event = { type: 'ingestion', tenantId, subject: word, dimensions: { [word]: word }, data: word };
  await make('/v1/usage/events', [
    { id: `${word}-1`, quantity: used, ...event },
    { id: `${word}-2`, quantity: 1, ...event },
    { id: `${word}-3`, quantity: 'none', ...event },
    { id: `${word}-4`, quantity: used, ...event, type: 'timeline' },
  ]);
  await make(`${at}/usage/corrections`, { id: `${word}-2`, action: 'void', reason: word });
  const erasure = await make(`${at}/usage/erasures`, { subject: `nobody-${word}`, reason: word });
  await app.app.domains.usage.settle();
  app.clock.advance(5_000);
  // It is beyond its timelines, and is given notice.
  await app.call('PUT', '/v1/enforcement/settings', {
    token: app.admin,
    headers: { 'if-match': '*' },
    body: { mode: 'live', suspensionsPerHour: 10, ledgerLagMinutes: 15, unwatchedMinutes: 525_600 },
  });
  await app.app.domains.enforcement.rounds.look(tenantId);
  await make(`${at}/credits`, { amountMinor: '100', reason: word });
  await make('/v1/statements/close-due', {});
  await make(`${at}/payments`, { amountMinor: '200', reference: word });
  const hold = async () =>
    id(await make(`${at}/entitlements/meters/ingestion/reservations`, { quantity: '7' }), 'reservationId');
  const submission = await make('/v1/onboarding/submissions', {
    company: { slug: `sample-${word}-new`, displayName: word },
  });
  const overrides = z.object({ overrides: z.array(z.object({ id: z.string() })) }).parse(flagged);
  return {
    tenantId,
    word,
    used,
    ids: {
      tenantId,
      keyId: await keyOf(),
      noteId: id(note, 'noteId'),
      taskId: id(task, 'taskId'),
      overrideId: overrides.overrides[0]?.id ?? '',
      erasureId: id(erasure, 'erasureId'),
      reservationId: await hold(),
      submissionId: id(submission, 'submissionId'),
      importId: await importOf(app, word),
      // The beginning: whoever listens is told what came since.
      lastEventId: `${app.app.outbox.generation}:0.0`,
    },
    spare: {
      revokeApiKey: { keyId: await keyOf() },
      releaseReservation: { reservationId: await hold() },
    },
  };
}

/** What is nobody's own: the same for every tenant. */
const SHARED: Readonly<Record<string, string>> = {
  planId: 'pro',
  version: '1',
  meter: 'ingestion',
  key: 'ingestion',
  flag: 'shared-flag',
  // Each has one of that number.
  number: '2',
  // Of many tenants, and for none of them.
  planChangeId: '0198f000-0000-7000-8000-000000000009',
  alertId: '0'.repeat(32),
  webhookId: '0198f000-0000-7000-8000-000000000009',
  deliveryId: '0'.repeat(32),
  replayId: '0198f000-0000-7000-8000-000000000009',
  // Of whoever calls, and of no tenant.
  draftId: 'wizard',
  viewId: '0198f000-0000-7000-8000-000000000009',
};

/** What a query must have before it is looked at. */
const QUERIES: Readonly<Record<string, string>> = { meter: 'ingestion', type: 'ingestion', plans: 'pro' };

/** What is sent to the routes that somebody bound to a tenant may call: right, so that the handler is reached. */
const BODIES: Readonly<Record<string, (whose: Furnished) => unknown>> = {
  createApiKey: ({ tenantId }) => ({ name: 'another', roles: ['tenant'], tenantId }),
  rotateApiKey: () => ({ overlapSeconds: 0 }),
  createReservation: () => ({ quantity: '1' }),
  commitReservation: () => ({ used: '1' }),
  replaceConsolePreferences: () => ({ theme: 'dark' }),
  recordConsoleVisit: () => ({}),
  recordUsage: ({ tenantId }) => [{ id: crypto.randomUUID(), type: 'ingestion', tenantId }],
};

/** The address of an operation: tenant and other ids may be those of different tenants. */
export function addressOf(operation: OperationView, tenant: Furnished, others: Furnished): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const whose = name === 'tenantId' ? tenant : others;
    const value = whose.spare[operation.operationId]?.[name] ?? whose.ids[name] ?? SHARED[name];
    if (value === undefined) throw new Error(`${operation.operationId}: say what {${name}} is of a tenant`);
    return value;
  });
  const query = new URLSearchParams();
  for (const { name, required, in: where } of operation.parameters) {
    if (where !== 'query') continue;
    if (name === 'tenantId') query.set(name, others.tenantId);
    else if (name === 'lastEventId') query.set(name, others.ids[name] ?? '');
    else if (required) query.set(name, QUERIES[name] ?? '');
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export function bodyFor(operation: OperationView, whose: Furnished): unknown {
  if (operation.requestBody === undefined || operation['x-tenant-bound'] === 'never') return undefined;
  const body = BODIES[operation.operationId];
  if (body === undefined) throw new Error(`${operation.operationId}: say what is sent to it`);
  return body(whose);
}

export interface Served {
  readonly url: string;
  readonly document: DocumentView;
  close(): void;
}

/** The routes of the app behind its own way in, each handler as `handlerOf` makes it of the real one. */
export async function serve(
  { app }: SecuredApp,
  handlerOf: (route: Route) => Route['handle'] = route => route.handle,
): Promise<Served> {
  const kernel: Kernel = {
    idempotency: app.context.idempotency,
    authenticate: (request, response) => app.access.authenticator.authenticate(request, response),
    observe: () => undefined,
    checkAnswers: false,
  };
  const express = createExpress();
  mountRoutes(
    express,
    app.routes.map(route => ({ ...route, handle: handlerOf(route) })),
    kernel,
  );
  mountEnd(express, kernel);
  const server = createServer(express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    document: viewOf(openApiDocument(app.routes)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A handler that has forgotten who asks: it does for anybody what it would do for an admin, and for the other tenant. */
export function forgetful(other: () => string): (route: Route) => Route['handle'] {
  return route => call => {
    const params = Object(call.params);
    return route.handle({
      ...call,
      principal: { id: 'system:leak', name: 'leak', roles: ROLES },
      params: 'tenantId' in params ? { ...params, tenantId: other() } : call.params,
    });
  };
}

async function admin(app: SecuredApp, method: string, path: string, body: object): Promise<unknown> {
  const reply = await app.call(method, path, { token: app.admin, body });
  if (reply.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

async function importOf({ url, admin: token }: SecuredApp, word: string): Promise<string> {
  const response = await fetch(`${url}/v1/onboarding/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: `slug,displayName,contactName,contactEmail\nsample-${word}-two,${word},${word},${word}@example.com\n`,
  });
  return z.object({ importId: z.string() }).parse(await response.json()).importId;
}

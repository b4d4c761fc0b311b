import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ERASED } from '../../../control-plane/src/audit/forgotten.ts';
import type { Change } from '../../../control-plane/src/storage/aggregates.ts';
import type { StoredEvent } from '../../../control-plane/src/usage/stored-event.ts';
import type { Client } from './client.ts';
import type { Kept } from './kept.ts';
import type { Model } from './model.ts';
import { unfinished } from './unfinished.ts';

/** What is otherwise than the clients were told, one line each; nothing, when all is as it must be. */
export function differencesInStore(model: Model, kept: Kept): string[] {
  return [
    ...unfinished(kept),
    ...changesAgainst(model, kept.changes),
    ...unchained(kept.changes),
    ...withoutAudit(kept),
    ...outboxFaults(kept),
    ...tenantFaults(model, kept),
    ...ledgerFaults(model, kept.entries),
    ...erasureFaults(model, kept),
    ...reservationFaults(model, kept),
    ...forgottenFaults(model, kept),
  ];
}

/** Kinds whose ids are made of what they are about. */
const NAMELESS = ['usage_correction', 'user'];
/**
 * Kinds that nobody asks for: what becomes of them by themselves depends on when somebody looked. Audit and outbox must
 * know them, and what people do with them is as they were told.
 */
const UNASKED = ['alert', 'health', 'enforcement', 'enforcement_clock'];

function changesAgainst(model: Model, changes: readonly Change<unknown>[]): string[] {
  const found = new Map<string, number>();
  let sessions = 0;
  for (const { kind, aggregateId, action, actor } of changes) {
    if (UNASKED.includes(kind) && actor.id.startsWith('system:')) continue;
    if (kind === 'session') {
      if (action === 'session.started') sessions++;
      continue;
    }
    // The key that the configuration gives is made at the start.
    if (action === 'api_key.created' && changesOfBootstrap(changes, aggregateId)) continue;
    const name = `${kind} ${NAMELESS.includes(kind) ? '*' : aggregateId} ${action}`;
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  const names = new Set([...found.keys(), ...model.changes.keys()]);
  const { least, most } = model.sessions;
  return [
    ...[...names].flatMap(name => {
      const told = model.changes.get(name) ?? 0;
      const there = found.get(name) ?? 0;
      const within = there >= told && there <= told + (model.perhaps.get(name) ?? 0);
      return within ? [] : [`${name}: ${there} times, and ${told} by what was told`];
    }),
    ...(sessions < least || sessions > most
      ? [`${sessions} sessions, and ${least} to ${most} were begun`]
      : []),
  ];
}

function changesOfBootstrap(changes: readonly Change<unknown>[], aggregateId: string): boolean {
  return changes.some(change => change.aggregateId === aggregateId && change.actor.id === 'system:bootstrap');
}

/** Versions without a gap, each beginning where the one before ended. */
function unchained(changes: readonly Change<unknown>[]): string[] {
  const rows = Map.groupBy(changes, ({ kind, aggregateId }) => `${kind}/${aggregateId}`);
  return [...rows].flatMap(([name, row]) =>
    row.flatMap((change, at) => {
      const before = at === 0 ? null : row[at - 1]?.after;
      const chained = change.version === at + 1 && JSON.stringify(change.before) === JSON.stringify(before);
      return chained ? [] : [`${name}: version ${change.version} does not follow from the one before`];
    }),
  );
}

function withoutAudit({ changes, audit }: Kept): string[] {
  const ids = new Set(audit.map(({ id }) => id));
  const known = new Set(changes.map(({ id }) => id));
  // An erasure of usage changes no aggregate: it was asked for once, and is told once.
  const erasures = audit.filter(({ id }) => id.startsWith('usage_erasure/'));
  return [
    ...(erasures.length === 1 ? [] : [`${erasures.length} entries in the audit of the one erasure of usage`]),
    ...changes.filter(({ id }) => !ids.has(id)).map(({ id }) => `${id} has no entry in the audit`),
    ...audit
      .filter(entry => entry.outcome === 'done' && !known.has(entry.id) && !erasures.includes(entry))
      .map(({ id }) => `${id} is in the audit, and is no change`),
  ];
}

/** Each event of each change is told once, at the place where its claim points; numbers have no gap. */
function outboxFaults({ changes, outbox, outboxClaims }: Kept): string[] {
  const groups = new Map(outbox.map(group => [group.number, group]));
  const claims = new Map(outboxClaims.map(claim => [claim.id, claim]));
  const keys = changes.flatMap(({ id, events }) => events.map((_, index) => `${id}#${index}`));
  const wanted = new Set(keys);
  const gaps = outbox.filter(({ number }, at) => number !== at).slice(0, 1);
  return [
    ...gaps.map(({ number }) => `the outbox has a gap before ${number}`),
    ...keys.flatMap(key => {
      const claim = claims.get(key);
      if (claim === undefined) return [`${key} is not in the outbox`];
      const item = groups.get(claim.number)?.items[claim.position];
      return item?.key === key ? [] : [`${key} is not where its claim in the outbox points`];
    }),
    ...[...claims.keys()]
      .filter(key => !wanted.has(key))
      .map(key => `${key} is in the outbox, and is no event`),
  ];
}

function tenantFaults(model: Model, { tenants, slugs, recorded }: Kept): string[] {
  const lines: string[] = [];
  for (const { tenantId, slug, phase, planId, tier } of model.tenants.values()) {
    const head = tenants.find(({ id }) => id === tenantId);
    const at = `tenant ${slug}`;
    if (head?.phase !== phase) lines.push(`${at} is ${head?.phase}, and was to be ${phase}`);
    const has = head?.plan.status === 'assigned' ? head.plan.planId : undefined;
    if (phase === 'live' && has !== planId) lines.push(`${at} has the plan ${has}, and was given ${planId}`);
    if (slugs.filter(claim => claim.tenantId === tenantId).length !== 1) lines.push(`${at} has not one slug`);
    const applied = recorded.filter(record => record.tenantId === tenantId);
    const tiers = applied.map(({ spec }) => z.object({ tier: z.string() }).safeParse(spec).data?.tier);
    const wanted = phase === 'live' ? [tier] : [];
    if (JSON.stringify(tiers) !== JSON.stringify(wanted)) {
      lines.push(`${at} runs ${JSON.stringify(tiers)}, and was to run ${JSON.stringify(wanted)}`);
    }
  }
  const strangers = tenants.filter(({ id }) => !model.tenants.has(id));
  return [...lines, ...strangers.map(({ slug }) => `there is a tenant ${slug} that nobody asked for`)];
}

function ledgerFaults(model: Model, entries: readonly StoredEvent[]): string[] {
  const lines: string[] = [];
  for (const [tenantId, events] of model.events) {
    const slug = model.tenants.get(tenantId)?.slug ?? tenantId;
    const usage = entries.filter(entry => entry.tenantId === tenantId && entry.entry === 'usage');
    const ids = usage.map(({ eventId, type }) => (type === 'signup' ? 'signup' : eventId));
    const wanted = [...events.values()].map(({ id, type }) => (type === 'signup' ? 'signup' : id));
    const missing = wanted.filter(id => !ids.includes(id));
    const unknown = ids.filter((id, at) => !wanted.includes(id) || ids.indexOf(id) !== at);
    if (missing.length > 0) lines.push(`${slug}: ${missing.length} events are lost, ${missing[0]} first`);
    if (unknown.length > 0) lines.push(`${slug}: ${unknown.length} events too many, ${unknown[0]} first`);
  }
  const known = entries.filter(({ tenantId }) => model.events.has(tenantId)).length;
  if (known !== entries.length) lines.push(`${entries.length - known} entries of tenants that sent nothing`);
  const corrections = entries.filter(({ entry }) => entry !== 'usage').length;
  if (corrections !== model.corrections) {
    lines.push(`${corrections} corrections, and ${model.corrections} were made`);
  }
  return lines;
}

/** Of whom the history was to forget. */
function forgottenFaults(
  { forgotten, forgottenActor, forgottenViews }: Model,
  { changes, audit }: Kept,
): string[] {
  if (forgottenActor === undefined || forgotten === undefined) return [];
  const naming = [...changes, ...audit].filter(kept => JSON.stringify(kept).includes(forgotten));
  const done = changes.filter(({ actor }) => actor.id === forgottenActor);
  const named = [
    ...done.filter(({ actor }) => actor.name !== ERASED),
    ...audit.filter(({ actorId, actorName }) => actorId === forgottenActor && actorName !== ERASED),
  ];
  const wordless = z.object({ text: z.object({ name: z.literal(ERASED) }) }).nullable();
  const called = changes.filter(
    ({ kind, aggregateId, before, after }) =>
      kind === 'console_view' &&
      forgottenViews.includes(aggregateId) &&
      ![before, after].every(state => wordless.safeParse(state).success),
  );
  return [
    ...called.map(({ id }) => `${id} still has the words of somebody who was erased`),
    ...(done.length === 0 ? ['whoever was to be forgotten has done nothing'] : []),
    ...naming.map(({ id }) => `${id} still names a person who was erased`),
    ...named.map(({ id }) => `${id} still names who did it`),
  ];
}

function erasureFaults({ erasedSubject }: Model, { entries, erasureRequests, rejected }: Kept): string[] {
  if (erasedSubject === undefined) return [];
  const { tenantId, subject } = erasedSubject;
  const left = entries.filter(entry => entry.tenantId === tenantId && entry.payload?.subject === subject);
  const known = erasureRequests.filter(
    request => request.subject !== undefined || request.pseudonymKey !== undefined,
  );
  const refused = rejected.filter(({ event }) => event.includes(`"${subject}"`));
  const remnants = entries.filter(({ remnant }) => remnant !== undefined);
  return [
    ...(left.length > 0 ? [`${left.length} entries still name a person that was erased`] : []),
    ...(refused.length > 0 ? [`${refused.length} rejected events still name a person that was erased`] : []),
    ...(known.length > 0 ? ['an erasure that is done still knows whom it erased'] : []),
    ...(remnants.length === 0 ? ['nothing was left in place of what was erased'] : []),
    ...(erasureRequests.length === 1 ? [] : [`${erasureRequests.length} erasures, and one was asked for`]),
  ];
}

function reservationFaults(model: Model, { reservations, slices }: Kept): string[] {
  const lines = [...model.reservations].flatMap(([id, used]) => {
    const there = reservations.find(reservation => reservation.id === id)?.outcome?.used;
    return there === used ? [] : [`of a reservation ${there} was used, and ${used} by what was told`];
  });
  const made = reservations.filter(({ id }) => id !== 'old').length;
  if (made !== model.reservations.size)
    lines.push(`${made} reservations, and ${model.reservations.size} were made`);
  const latest = new Map(slices.map(slice => [slice.id.slice(0, slice.id.lastIndexOf('/')), slice]));
  const used = [...latest.values()].reduce((sum, slice) => sum + BigInt(slice.used), 0n);
  const told = [...model.reservations.values()].reduce((sum, one) => sum + BigInt(one), 0n);
  return used === told ? lines : [...lines, `the slices say that ${used} was used, and ${told} was`];
}

const totalSchema = z.object({ quantity: z.string(), asOf: z.string() });
const topSchema = z.object({ items: z.array(z.object({ tenantId: z.string(), quantity: z.string() })) });
const listSchema = z.object({ items: z.array(z.object({ tenantId: z.string(), state: z.string() })) });
const eventsSchema = z.object({ items: z.array(z.object({ id: z.string() })), next: z.string() });
const statementSchema = z.object({ state: z.string(), paidMinor: z.string() });
const METERS = [
  { meter: 'ingestion', type: 'ingestion' },
  { meter: 'query', type: 'query' },
  { meter: 'signup', type: 'signup' },
  { meter: 'chaos_bytes', type: 'chaos.bytes' },
];

/** What the API says, held against the model. */
export async function differencesByApi(model: Model, client: Client, kept: Kept): Promise<string[]> {
  const lines: string[] = [];
  for (const { meter, type } of METERS) {
    const top = await client.ask(topSchema, {
      method: 'GET',
      path: `/v1/usage/top?meter=${meter}&limit=200`,
    });
    for (const { tenantId, slug } of model.tenants.values()) {
      const wanted = String(model.total(tenantId, type));
      const path = `/v1/tenants/${tenantId}/usage/total?meter=${meter}`;
      const { quantity } = await client.ask(totalSchema, { method: 'GET', path });
      if (quantity !== wanted) lines.push(`${slug} used ${quantity} of ${meter}, and sent ${wanted}`);
      const ranked = top.items.find(item => item.tenantId === tenantId)?.quantity ?? '0';
      if (ranked !== wanted) lines.push(`${slug} is ranked with ${ranked} of ${meter}, and sent ${wanted}`);
    }
  }
  const listed = await client.ask(listSchema, { method: 'GET', path: '/v1/tenants?limit=200' });
  for (const { tenantId, slug, phase } of model.tenants.values()) {
    const shown = listed.items.find(item => item.tenantId === tenantId)?.state;
    const wanted = phase === 'live' ? 'active' : undefined;
    if (shown !== wanted) lines.push(`the list shows ${slug} as ${shown}, and not as ${wanted}`);
  }
  for (const [path, wanted] of model.statements) {
    const { state, paidMinor } = await client.ask(statementSchema, { method: 'GET', path });
    if (state !== wanted.state || paidMinor !== wanted.paidMinor)
      lines.push(
        `${path} is ${state}, ${paidMinor} paid; by what was told ${wanted.state}, ${wanted.paidMinor}`,
      );
  }
  return [...lines, ...(await consoleFaults(model)), ...(await toldEvents(client, kept))];
}

const preferencesSchema = z.looseObject({ version: z.int(), updatedAt: z.string().optional() });
const draftsSchema = z.object({ items: z.array(z.object({ draftId: z.string() })) });
const draftSchema = z.object({ content: z.string() });
const viewsSchema = z.object({
  items: z.array(z.object({ viewId: z.string(), query: z.string(), shared: z.boolean(), own: z.boolean() })),
});

/** What the console keeps is, for each person, what that person was told last. */
async function consoleFaults(model: Model): Promise<string[]> {
  const lines: string[] = [];
  for (const { client, removed: _removed, ...wanted } of model.console) {
    const ask = <T>(schema: z.ZodType<T>, what: string) =>
      client.ask(schema, { method: 'GET', path: `/v1/console/${what}` });
    const { version: _, updatedAt: _at, ...preferences } = await ask(preferencesSchema, 'preferences');
    const drafts: [string, string][] = [];
    for (const { draftId } of (await ask(draftsSchema, 'drafts')).items)
      drafts.push([draftId, (await ask(draftSchema, `drafts/${draftId}`)).content]);
    const own = (await ask(viewsSchema, 'views')).items.filter(view => view.own);
    const views = own.map(({ viewId, query, shared }) => [viewId, { query, shared }] as const);
    const found = { preferences, drafts: Object.fromEntries(drafts), views: Object.fromEntries(views) };
    if (!isDeepStrictEqual(found, wanted))
      lines.push(`the console keeps ${JSON.stringify(found)}, and was given ${JSON.stringify(wanted)}`);
  }
  return lines;
}

/** Whoever follows the events meets each once. */
async function toldEvents(client: Client, { changes }: Kept): Promise<string[]> {
  const met: string[] = [];
  for (let next: string | undefined; ; ) {
    const path = `/v1/events?limit=200${next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`}`;
    const page = await client.ask(eventsSchema, { method: 'GET', path });
    met.push(...page.items.map(({ id }) => id));
    if (page.items.length === 0) break;
    next = page.next;
  }
  const wanted = new Set(changes.flatMap(({ id, events }) => events.map((_, index) => `${id}#${index}`)));
  const missing = [...wanted].filter(id => !met.includes(id));
  return [
    ...(new Set(met).size < met.length ? ['an event is told twice'] : []),
    ...(missing.length > 0 ? [`${missing.length} events are not told, ${missing[0]} first`] : []),
  ];
}

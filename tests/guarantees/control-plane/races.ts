import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';
import { generateSigningKey } from '../../../control-plane/src/usage/sealing/signing-key.ts';
import { dropDatabase } from '../../chaos/control-plane/drop-database.ts';
import { readKept } from '../../chaos/control-plane/kept.ts';
import { ReplicaProcess } from '../../chaos/control-plane/replica-process.ts';

/**
 * Two replicas on one store are told the same at the same moment, again and again: exactly one of them does it. What
 * they answered is held against the rows of the store afterwards.
 */

export const RACES = ['submissions', 'keys', 'events'] as const;
export type Race = (typeof RACES)[number];

export interface RaceReport {
  readonly tries: number;
  /** Tries of which exactly one request was carried out, and the other told so. */
  readonly won: number;
  /** Rows in the store that the tries have made; as many as there were tries. */
  readonly rows: number;
  readonly faults: readonly string[];
}

/** Tries that are under way at once; each is two requests. */
const AT_ONCE = 8;
/** Tries in one database: on servers that search without indexes more would only be slower. */
const OF_A_ROUND = 1_000;
const SETTLE_MS = 300_000;

interface Reply {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: unknown;
}
type Send = (path: string, init: { body?: unknown; key?: string; ifMatch?: string }) => Promise<Reply>;
type Pair = readonly [Send, Send];

export interface RaceRoom {
  /** Address of a server of the MongoDB protocol, without a database. */
  readonly server: string;
  /** For the logs. */
  readonly folder: string;
  /** How far it is. */
  readonly tell?: (line: string) => void;
}

export async function race(
  kind: Race,
  tries: number,
  { server, folder, tell = () => undefined }: RaceRoom,
): Promise<RaceReport> {
  const reports: RaceReport[] = [];
  for (let left = tries; left > 0; left -= OF_A_ROUND) {
    reports.push(await round(kind, Math.min(left, OF_A_ROUND), server, folder));
    tell(`  ${kind}: ${tries - Math.max(0, left - OF_A_ROUND)} of ${tries} pairs`);
  }
  const sum = (of: (report: RaceReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    tries,
    won: sum(({ won }) => won),
    rows: sum(({ rows }) => rows),
    faults: reports.flatMap(({ faults }) => faults).slice(0, 10),
  };
}

async function round(kind: Race, tries: number, server: string, folder: string): Promise<RaceReport> {
  const url = `${server}/race_${randomUUID().slice(0, 8)}`;
  const key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  const sealingKey = generateSigningKey();
  const replicas = [0, 1].map(() => new ReplicaProcess(join(folder, `race-${randomUUID().slice(0, 8)}.log`)));
  const store = await openStore(url);
  try {
    const addresses = await Promise.all(
      replicas.map(replica =>
        replica.start({
          do: 'start',
          store: url,
          env: {
            TENANTRY_STORE_URL: url,
            TENANTRY_SEALING_KEY: sealingKey,
            TENANTRY_BOOTSTRAP_KEY: key,
            TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
            TENANTRY_RATE_PER_SECOND: '1000000',
            TENANTRY_RATE_BURST: '1000000',
          },
          clock: { from: Date.now(), factor: 1 },
          pace: 1,
          points: [],
        }),
      ),
    );
    const [one = '', two = ''] = addresses.map(address => address ?? '');
    const pair: Pair = [senderTo(one, key), senderTo(two, key)];
    const contest = await CONTESTS[kind](pair);
    const faults: string[] = [];
    let won = 0;
    const numbers = Array.from({ length: tries }, (_, n) => n);
    const lane = async () => {
      for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) {
        const fault = await contest.tryOnce(n).catch(error => String(error));
        if (fault === undefined) won++;
        else faults.push(`${kind} ${n}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const { rows, faults: left } = await settled(kind, tries, store, contest);
    return { tries, won, rows, faults: [...faults, ...left] };
  } finally {
    await Promise.all(replicas.map(replica => replica.end()));
    await dropDatabase(url);
    await store.close();
  }
}

interface Contest {
  /** Nothing, or what was wrong. */
  tryOnce(n: number): Promise<string | undefined>;
  /** What the API counts in the end, for what is counted. */
  counted?(): Promise<number>;
}

const idSchema = z.object({ submissionId: z.string() });
const shownKeySchema = z.object({ key: z.object({ id: z.string() }), secret: z.string().nullable() });
const receiptSchema = z.object({ items: z.array(z.object({ outcome: z.string() })) });

const CONTESTS: Readonly<Record<Race, (pair: Pair) => Promise<Contest>>> = {
  /** Made under one key by both, then submitted by both: one submission, and one tenant of it. */
  submissions: async pair => ({
    async tryOnce(n) {
      const init = { body: form(`tenant-${n}`), key: `submission-${n}` };
      const made = await both(pair, '/v1/onboarding/submissions', init);
      const [id, fault] = oneOf(made, 201, body => idSchema.parse(body).submissionId);
      if (fault !== undefined) return fault;
      const submitted = await both(pair, `/v1/onboarding/submissions/${id}/submit`, { ifMatch: '"v1"' });
      const bad = submitted.find(({ status }) => status !== 200);
      return bad && `submitted, and answered with ${bad.status} ${JSON.stringify(bad.body)}`;
    },
  }),
  /** One key, and its secret shown once. */
  keys: async pair => ({
    async tryOnce(n) {
      const init = { body: { name: `key ${n}`, roles: ['viewer'] }, key: `key-${n}` };
      const made = await both(pair, '/v1/keys', init);
      const [, fault] = oneOf(made, 201, body => shownKeySchema.parse(body).key.id);
      if (fault !== undefined) return fault;
      const shown = made.filter(
        ({ status, body }) => status === 201 && shownKeySchema.parse(body).secret !== null,
      );
      return shown.length === 1 ? undefined : `the secret was shown ${shown.length} times`;
    },
  }),
  /** Accepted once, and a duplicate to the other; counted once. */
  events: async pair => {
    const [send] = pair;
    const tenant = await send('/v1/tenants', {
      body: { slug: 'sender', displayName: 'Sender' },
      key: 'sender',
    });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(tenant.body);
    const time = new Date().toISOString();
    return {
      async tryOnce(n) {
        const body = [{ id: `event-${n}`, type: 'query', time, tenantId }];
        const outcomes = (await both(pair, '/v1/usage/events', { body })).map(reply =>
          reply.status === 200
            ? (receiptSchema.parse(reply.body).items[0]?.outcome ?? 'none')
            : String(reply.status),
        );
        const told = outcomes.sort().join(' and ');
        return told === 'accepted and duplicate' ? undefined : `answered with ${told}`;
      },
      async counted() {
        const path = `/v1/tenants/${tenantId}/usage/total?meter=query`;
        const { body } = await send(path, {});
        return Number(z.object({ quantity: z.string() }).parse(body).quantity);
      },
    };
  },
};

/** One carried it out; the other replays its answer, or says that it is under way. */
function oneOf(
  replies: readonly Reply[],
  status: number,
  idOf: (body: unknown) => string,
): readonly [string, undefined] | readonly [undefined, string] {
  const done = replies.filter(reply => reply.status === status);
  const first = done.filter(({ replayed }) => !replayed);
  const others = replies.filter(reply => reply.status !== status);
  const ids = new Set(done.map(({ body }) => idOf(body)));
  const [id] = ids;
  const isFair = others.every(other => other.status === 409) && first.length === 1 && ids.size === 1;
  if (isFair && id !== undefined) return [id, undefined];
  return [
    undefined,
    `answered with ${replies.map(one => `${one.status}${one.replayed ? ' again' : ''}`).join(' and ')}`,
  ];
}

function both([one, two]: Pair, path: string, init: Parameters<Send>[1]): Promise<Reply[]> {
  return Promise.all([one(path, init), two(path, init)]);
}

function senderTo(address: string, token: string): Send {
  return async (path, { body, key, ifMatch }) => {
    const isRead = body === undefined && key === undefined && ifMatch === undefined;
    const response = await fetch(address + path, {
      method: isRead ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const read: unknown = await response.json();
    return { status: response.status, replayed: response.headers.has('idempotency-replayed'), body: read };
  };
}

/** Waits until what follows has followed, and counts the rows. */
async function settled(
  kind: Race,
  tries: number,
  store: Awaited<ReturnType<typeof openStore>>,
  contest: Contest,
): Promise<{ readonly rows: number; readonly faults: readonly string[] }> {
  for (const end = performance.now() + SETTLE_MS; ; await sleep(1_000)) {
    const kept = await readKept(store);
    const rows = rowsOf(kind, kept);
    const faults = [
      ...rows.flatMap(([what, count]) => (count === tries ? [] : [`${count} ${what} of ${tries} tries`])),
      ...chainFaults(kept),
    ];
    const counted = await contest.counted?.();
    if (counted !== undefined && counted !== tries) faults.push(`${counted} counted of ${tries} tries`);
    if (faults.length === 0 || performance.now() > end) {
      return { rows: Math.max(...rows.map(([, count]) => count)), faults };
    }
  }
}

type Kept = Awaited<ReturnType<typeof readKept>>;

function rowsOf(kind: Race, { changes, entries, tenants, slugs, recorded }: Kept): [string, number][] {
  const made = (action: string) => changes.filter(change => change.action === action).length;
  switch (kind) {
    case 'submissions':
      return [
        ['submissions', made('onboarding.begin')],
        ['submitted', made('onboarding.submit')],
        ['tenants', tenants.filter(({ phase }) => phase === 'live').length],
        ['slugs', slugs.length],
        ['subscriptions', made('subscription.create')],
        ['sign-ups', entries.filter(({ type }) => type === 'signup').length],
        ['workloads', recorded.length],
      ];
    case 'keys':
      return [['keys', made('api_key.created') - 1]];
    case 'events':
      return [['events', entries.length]];
  }
}

/** Every change follows from the one before, and has its entries in audit and outbox. */
function chainFaults(kept: Kept): string[] {
  const { changes, audit, outbox, outboxClaims } = kept;
  const ids = new Set(audit.map(({ id }) => id));
  const claims = new Set(outboxClaims.map(({ id }) => id));
  const keys = changes.flatMap(({ id, events }) => events.map((_, index) => `${id}#${index}`));
  const count = (what: string, of: readonly unknown[]) => (of.length > 0 ? [`${of.length} ${what}`] : []);
  return [
    ...count(
      'changes wait for their projections',
      changes.filter(({ pending }) => pending !== undefined),
    ),
    ...count(
      'changes without an entry in the audit',
      changes.filter(({ id }) => !ids.has(id)),
    ),
    ...count(
      'events that are not in the outbox',
      keys.filter(key => !claims.has(key)),
    ),
    ...count(
      'gaps in the outbox',
      outbox.filter(({ number }, at) => number !== at),
    ),
  ];
}

function form(slug: string) {
  return {
    company: { slug, displayName: `${slug} (sample)` },
    contacts: { contacts: [{ name: 'Jo Doe', email: 'jo@example.com' }] },
    plan: { planId: 'community' },
    placement: {},
  };
}

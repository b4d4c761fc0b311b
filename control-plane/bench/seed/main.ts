/**
 * Fills a store before a control plane is started on it:
 *
 *   node bench/seed/main.ts --store <url> --facts <file> --events <n> [--tenants <n>] [--submissions <n>]
 *
 * The first call makes tenants, and events of the last whole month and this one up to today. Once there are facts, a
 * call adds events of the eight months before. HTTP is bypassed, and what a writer leaves behind beside its events
 * (intents, marks for the sealer) is not written: the events count as counted, and are not sealed.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openStore } from '../../src/storage/open-store.ts';
import { type Facts, readFacts, writeFacts } from './facts.ts';
import { seedTenants } from './seed-tenants.ts';
import { seedUsage } from './seed-usage.ts';
import { FileSink, type Sink, storeSink } from './sink.ts';

const OLDER_MONTHS = 8;

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: '' },
    facts: { type: 'string', default: '' },
    events: { type: 'string', default: '0' },
    tenants: { type: 'string', default: '0' },
    submissions: { type: 'string', default: '0' },
  },
});
const [events, tenants, submissions] = [values.events, values.tenants, values.submissions].map(Number);

const began = performance.now();
const facts = existsSync(values.facts) ? await addOlder(readFacts(values.facts)) : await fill();
writeFacts(values.facts, { ...facts, seconds: Math.round((performance.now() - began) / 1_000) });

async function fill(): Promise<Omit<Facts, 'seconds'>> {
  const now = Date.now();
  const store = await openStore(values.store);
  const made = await seedTenants(store, {
    tenants: tenants ?? 0,
    submissions: submissions ?? 0,
    now,
    atOnce: store.kind === 'sqlite' ? 100 : 8,
  });
  await store.close();
  const from = monthStart(now, -1);
  const month = new Date(from).toISOString().slice(0, 7);
  const sink = await openSink();
  const used = await seedUsage(sink, {
    tenantIds: made.map(({ tenantId }) => tenantId),
    from,
    to: Math.floor(now / 86_400_000) * 86_400_000,
    events: events ?? 0,
  });
  await sink.close();
  const ofMonth = [...used].flatMap(([key, quantity]) => {
    const [meter = '', period = '', tenantId = ''] = key.split('/');
    return period === month ? [[`${meter}/${tenantId}`, String(quantity)] as const] : [];
  });
  return {
    now,
    tenants: [...made],
    events: events ?? 0,
    submissions: submissions ?? 0,
    month,
    used: Object.fromEntries(ofMonth),
  };
}

async function addOlder(known: Facts): Promise<Omit<Facts, 'seconds'>> {
  const sink = await openSink();
  await seedUsage(sink, {
    tenantIds: known.tenants.map(({ tenantId }) => tenantId),
    from: monthStart(known.now, -1 - OLDER_MONTHS),
    to: monthStart(known.now, -1),
    events: events ?? 0,
  });
  await sink.close();
  return { ...known, events: known.events + (events ?? 0) };
}

function monthStart(time: number, after: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + after);
}

async function openSink(): Promise<Sink> {
  const path = /^sqlite:(.*)$/s.exec(values.store)?.[1];
  return path === undefined ? storeSink(await openStore(values.store)) : new FileSink(path);
}

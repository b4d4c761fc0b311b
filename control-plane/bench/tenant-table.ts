import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tenantTableSchema } from '@tenantry/contracts/commercial/tenant-table';
import { todaySchema } from '@tenantry/contracts/commercial/today';
import type { Api } from './api-client.ts';
import { latencyOf, round } from './latency.ts';
import { ownStore } from './seeded-store.ts';
import { startServer } from './server.ts';
import type { SubBench } from './sub-bench.ts';

const TABLE = '/v1/tenants/table';
const TODAY = '/v1/today?limit=50';
const REQUESTS = { full: 100, sample: 10 };

/**
 * Every tenant as a row: the first answer of a process, the next ones, and the differences after one change. Then who needs
 * somebody today, of all of them, each time after a change.
 */
export const benchTenantTable: SubBench = async (options, log) => {
  const { file, facts } = await ownStore('tenant-table', options, log);
  const server = await startServer(`sqlite:${file}`, join(options.folder, 'tenant-table'));
  const api = server.api(1);
  const requests = options.sample ? REQUESTS.sample : REQUESTS.full;
  try {
    const first = await api.get(TABLE);
    const table = tenantTableSchema.parse(JSON.parse(first.text));
    const wholes: number[] = [];
    for (let n = 0; n < requests / 10; n++) wholes.push((await api.get(TABLE)).milliseconds);
    const { times, bytes, missed } = await differences(api, table.version, facts.tenants, requests);
    const today = await pagesOfToday(api, facts.tenants, requests);
    const figures = {
      rows: table.columns.tenantId.length,
      bytes: Buffer.byteLength(first.text),
      gzipBytes: gzipSync(first.text, { level: 5 }).length,
      firstMs: round(first.milliseconds),
      whole: latencyOf(wholes),
      since: { ...latencyOf(times), bytes: Math.round(bytes) },
      today,
    };
    log(JSON.stringify(figures));
    const isWhole = figures.rows === facts.tenants.length;
    return { figures, kept: { everyTenantIsARow: isWhole, everyChangeIsInTheNextAnswer: missed === 0 } };
  } finally {
    api.close();
    await server.stop();
  }
};

/** A note is written, and what is otherwise is asked for: how long the asking takes. */
async function differences(
  api: Api,
  version: string,
  tenants: readonly { readonly tenantId: string }[],
  requests: number,
): Promise<{ readonly times: readonly number[]; readonly bytes: number; readonly missed: number }> {
  const times: number[] = [];
  let [since, bytes, missed] = [version, 0, 0];
  for (let n = 0; n < requests; n++) {
    const { tenantId = '' } = tenants[n % tenants.length] ?? {};
    await api.post(
      `/v1/tenants/${tenantId}/notes`,
      JSON.stringify({ text: `a note of the benchmark, ${n}` }),
    );
    const reply = await api.get(`${TABLE}?since=${since}`);
    times.push(reply.milliseconds);
    bytes += Buffer.byteLength(reply.text) / requests;
    const news = tenantTableSchema.parse(JSON.parse(reply.text));
    if (news.whole || !news.columns.tenantId.includes(tenantId)) missed++;
    since = news.version;
  }
  return { times, bytes, missed };
}

/** A note is written, and the first page of Today asked for, with everything beside it. The first answer of a process is apart. */
async function pagesOfToday(api: Api, tenants: readonly { readonly tenantId: string }[], requests: number) {
  const first = await api.get(TODAY);
  const times: number[] = [];
  for (let n = 0; n < requests; n++) {
    const { tenantId = '' } = tenants[n % tenants.length] ?? {};
    await api.post(`/v1/tenants/${tenantId}/notes`, JSON.stringify({ text: `another note, ${n}` }));
    times.push((await api.get(TODAY)).milliseconds);
  }
  const { items } = todaySchema.parse(JSON.parse(first.text));
  const bytes = Buffer.byteLength(first.text);
  return { firstMs: round(first.milliseconds), ...latencyOf(times), items: items.length, bytes };
}

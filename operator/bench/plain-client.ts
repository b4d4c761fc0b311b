import { Pool } from 'undici';
import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';
import { benchName, benchTenant, type RecordedPayloads } from './recorded-payloads.ts';

export interface PlainRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Sends writes one after the other over connections of its own. No caches, no watches, no status: the least there is. */
export class PlainClient {
  readonly #pool: Pool;

  constructor(server: string, credentials: Credentials, connections: number) {
    this.#pool = new Pool(server, { connections, connect: { ...credentials }, pipelining: 1 });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Server-side apply; resolves with the answer's text, rejects on any refusal. */
  async apply(path: string, body: string): Promise<string> {
    const answer = await this.#pool.request({
      method: 'PATCH',
      path,
      body,
      headers: { 'content-type': 'application/apply-patch+yaml', accept: 'application/json' },
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`);
    return text;
  }

  async applyTenant(name: string, tier: string): Promise<string> {
    const path = `/apis/tenantry.dev/v1alpha1/tenants/${name}?fieldManager=sample-admin&fieldValidation=Strict`;
    const text = await this.apply(path, JSON.stringify(benchTenant(name, tier)));
    return /"uid":"([^"]+)"/.exec(text)?.[1] ?? '';
  }
}

/** Creates tenants only, as an admin: what the operator then answers. */
export async function createTenants(admin: PlainClient, tier: string, count: number, concurrency: number) {
  await inParallel(count, concurrency, async number => {
    await admin.applyTenant(benchName(number), tier);
  });
}

/**
 * The baseline: each worker takes a tenant and writes it, the Tenant as an admin and its objects as the
 * operator's user, so that the same admission policies look at the same payloads.
 */
export async function writeTenants(options: {
  readonly admin: PlainClient;
  readonly operator: PlainClient;
  readonly payloads: RecordedPayloads;
  readonly tier: string;
  readonly count: number;
  readonly concurrency: number;
}): Promise<PlainRun> {
  const { admin, operator, payloads, tier, count, concurrency } = options;
  const from = performance.now();
  const cpuBefore = process.cpuUsage();
  await inParallel(count, concurrency, async number => {
    const name = benchName(number);
    const uid = await admin.applyTenant(name, tier);
    for (const { path, body } of payloads.of(name, uid)) await operator.apply(path, body);
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds: (performance.now() - from) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** Numbers 1 to `count`, so many at a time. */
async function inParallel(
  count: number,
  concurrency: number,
  task: (number: number) => Promise<void>,
): Promise<void> {
  let next = 1;
  const worker = async () => {
    while (next <= count) await task(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

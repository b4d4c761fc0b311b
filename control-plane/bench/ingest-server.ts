import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../scripts/dev/processes/free-port.ts';
import { formatKeyToken, newSecret } from '../src/access/key-token.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const READY_MS = 60_000;

export interface BenchTenant {
  readonly tenantId: string;
  readonly key: string;
}

/**
 * The control plane as it is shipped, in a process and a folder of its own. It can be stopped and started again on the
 * same file, so that something else can be done with the file in between.
 */
export class BenchServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'tenantry-ingest-'));
  readonly file = join(this.folder, 'data', 'tenantry.db');
  readonly log = join(this.folder, 'control-plane.log');
  readonly host = '127.0.0.1';
  readonly #admin = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  #child: ChildProcess | undefined;
  #port = 0;

  get port(): number {
    return this.#port;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it may be given work. `flags` are Node's, for a profile. */
  async start(flags: readonly string[] = []): Promise<void> {
    this.#port = await freePort();
    const log = openSync(this.log, 'a');
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TENANTRY_'));
    this.#child = spawn(process.execPath, [...flags, MAIN], {
      env: {
        ...Object.fromEntries(own),
        TENANTRY_DATA_DIR: join(this.folder, 'data'),
        TENANTRY_LISTEN_ADDRESS: `${this.host}:${this.#port}`,
        TENANTRY_BOOTSTRAP_KEY: this.#admin,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const until = Date.now() + READY_MS;
    for (;;) {
      if (this.#child.exitCode !== null || Date.now() > until)
        throw new Error(`the control plane does not start:\n${readFileSync(this.log, 'utf8').slice(-2_000)}`);
      const ready = await fetch(`${this.#address}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Customers, each with a key that takes usage for it alone. */
  async makeTenants(count: number): Promise<readonly BenchTenant[]> {
    const tenants: BenchTenant[] = [];
    for (let at = 0; at < count; at++) {
      const tenant = await this.#post('/v1/tenants', { slug: `bench-${at}`, displayName: `Bench ${at}` });
      const { tenantId } = z.object({ tenantId: z.string() }).parse(tenant);
      const made = await this.#post('/v1/keys', { name: `bench ${at}`, roles: ['ingest'], tenantId });
      tenants.push({ tenantId, key: z.object({ secret: z.string() }).parse(made).secret });
    }
    return tenants;
  }

  /** The metrics that are plain numbers, by name. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(`${this.#address}/metrics`)).text();
    return new Map(
      [...text.matchAll(/^(\w+)(?:\{\})? (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
    );
  }

  /** Entries of the ledger that are counted for a tenant in an interval. */
  async counted(tenantId: string, from: string, to: string): Promise<number> {
    const query = new URLSearchParams({ from, to });
    const answer = await this.#ask(`/v1/tenants/${tenantId}/usage/snapshot?${query}`);
    const { meters } = z.object({ meters: z.array(z.object({ entries: z.number() })) }).parse(answer);
    return meters.reduce((sum, { entries }) => sum + entries, 0);
  }

  get #address(): string {
    return `http://${this.host}:${this.#port}`;
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #ask(path: string, request: RequestInit = {}): Promise<unknown> {
    const headers = { ...request.headers, authorization: `Bearer ${this.#admin}` };
    const answer = await fetch(`${this.#address}${path}`, { ...request, headers });
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}

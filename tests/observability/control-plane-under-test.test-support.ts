import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';

const MAIN = fileURLToPath(new URL('../../control-plane/src/main.ts', import.meta.url));
const KEY = `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`;
const START_TIMEOUT = 60_000;
const METERS = ['ingestion', 'query', 'timeline', 'signup'];

/** The control plane as a process of its own, as whoever runs it starts it. */
export class ControlPlaneUnderTest implements AsyncDisposable {
  readonly #url: string;
  readonly #process: ChildProcess;
  tenantId = '';

  private constructor(url: string, process: ChildProcess) {
    this.#url = url;
    this.#process = process;
  }

  static async start(options: {
    readonly folder: string;
    readonly port: number;
    /** Where measurements go. */
    readonly otlp: string;
  }): Promise<ControlPlaneUnderTest> {
    let output = '';
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        TENANTRY_DATA_DIR: join(options.folder, 'data'),
        TENANTRY_LISTEN_ADDRESS: `127.0.0.1:${options.port}`,
        TENANTRY_BOOTSTRAP_KEY: KEY,
        TENANTRY_OTLP_ENDPOINT: options.otlp,
        TENANTRY_OTLP_METRICS_INTERVAL_MS: '500',
        // It takes no traces.
        TENANTRY_OTLP_TRACE_RATIO: '0',
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const running = new ControlPlaneUnderTest(`http://127.0.0.1:${options.port}`, child);
    try {
      await waitFor('the control plane is ready', START_TIMEOUT, async () => {
        if (child.exitCode !== null) throw new Error(`the control plane ended:\n${output}`);
        return (await fetch(`${running.#url}/readyz`).catch(() => undefined))?.ok === true;
      });
    } catch (error) {
      await running[Symbol.asyncDispose]();
      throw new Error(`the control plane did not start:\n${output}`, { cause: error });
    }
    return running;
  }

  /** A tenant with a plan uses of everything; somebody asks what it may use and what it comes to. */
  async liveADay(round: number): Promise<void> {
    if (this.tenantId === '') {
      const made = await this.#send('POST', '/v1/tenants', { slug: 'acme', displayName: 'Acme (sample)' });
      this.tenantId = z.object({ tenantId: z.string() }).parse(made).tenantId;
      await this.#send('POST', `/v1/tenants/${this.tenantId}/subscription`, { planId: 'community' });
      const calls = { key: 'calls', title: 'Calls', aggregation: 'count', unit: 'calls', types: ['call'] };
      await this.#send('POST', '/v1/meters', calls);
    }
    const events = [...METERS, 'call'].map(type => ({
      id: `${type}-${round}`,
      type,
      tenantId: this.tenantId,
      ...(type !== 'call' && { quantity: 3 }),
    }));
    const unknown = { id: `x-${round}`, type: 'nothing-counts-this', tenantId: this.tenantId };
    await this.#send('POST', '/v1/usage/events', [...events, unknown]);
    for (const meter of METERS)
      await this.#send('GET', `/v1/tenants/${this.tenantId}/entitlements/meters/${meter}`);
    await this.#send('GET', `/v1/tenants/${this.tenantId}/charges`);
    await this.#send('GET', '/v1/tenants/none').catch(() => undefined); // A request that is refused.
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.#url}/metrics`)).text();
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok && answer.status !== 207) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(timer);
  }
}
